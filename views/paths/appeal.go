package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// Paths of filing an appeal and of its author's actions.

// AppealNew is the first step of filing: the category.
func AppealNew(ctx context.Context) string { return In(ctx, "/appeals/new") }

// AppealNewPlace is the second step: the place.
func AppealNewPlace(ctx context.Context) string { return In(ctx, "/appeals/new/place") }

// AppealNewWithin lists the children of a place in the second step; "" lists the regions.
func AppealNewWithin(ctx context.Context, code string) string {
	if code == "" {
		return AppealNewPlace(ctx) + "#tree"
	}
	return AppealNewPlace(ctx) + "?" + url.Values{"in": {code}}.Encode() + "#tree"
}

// AppealNewText is the third step: the text.
func AppealNewText(ctx context.Context) string { return In(ctx, "/appeals/new/text") }

// AppealNewCheck is the last step: a preview, and filing.
func AppealNewCheck(ctx context.Context) string { return In(ctx, "/appeals/new/check") }

// AppealReceipt is the receipt that the author of an appeal gets.
func AppealReceipt(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/receipt"
}

// AppealAuthor is the form and form target of an author's action on their appeal.
func AppealAuthor(ctx context.Context, number string, act models.AuthorAct) string {
	return Appeal(ctx, number) + "/author/" + string(act)
}

// MyAppeals lists the appeals of the user.
func MyAppeals(ctx context.Context) string { return In(ctx, "/my/appeals") }

// MyAppealsPage is another page of MyAppeals, or "" without a cursor.
func MyAppealsPage(ctx context.Context, after, before models.Cursor) string {
	switch {
	case after != "":
		return MyAppeals(ctx) + "?" + url.Values{"after": {string(after)}}.Encode()
	case before != "":
		return MyAppeals(ctx) + "?" + url.Values{"before": {string(before)}}.Encode()
	}
	return ""
}

// AppealsWhere is the board with a filter, in the language of the context. Empty conditions are
// left out, so that each list has one URL.
func AppealsWhere(ctx context.Context, f models.AppealFilter) string {
	return In(ctx, AppealsQuery(f, ""))
}

// AppealsQuery is AppealsWhere without the language. placeName is the name that the user entered if
// it matches no single place; it is kept for links to the other languages.
func AppealsQuery(f models.AppealFilter, placeName string) string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	for _, c := range models.AppealConditions {
		for _, p := range c.Parameters {
			set(p.Name, p.Get(f))
		}
	}
	set("place_name", placeName)
	set("sort", string(f.Sort))
	set("after", string(f.After))
	set("before", string(f.Before))
	if len(q) == 0 {
		return "/appeals"
	}
	return "/appeals?" + q.Encode()
}

// VoiceVerdict is the form target where users with a voice say whether the matter is resolved.
func VoiceVerdict(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/verdict"
}

// ConfirmPromise is the form target where residents say whether a promise was kept.
func ConfirmPromise(ctx context.Context, number string, promise int64) string {
	return Appeal(ctx, number) + "/promises/" + strconv.FormatInt(promise, 10) + "/confirmation"
}

// Complaint is the text of a complaint about an appeal of the user.
func Complaint(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/complaint"
}
