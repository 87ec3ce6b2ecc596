package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of filing an appeal, and of what its author does with it.

// AppealNew begins an appeal: what it is about.
func AppealNew(ctx context.Context) string { return In(ctx, "/appeals/new") }

// AppealNewPlace asks where it is.
func AppealNewPlace(ctx context.Context) string { return In(ctx, "/appeals/new/place") }

// AppealNewWithin walks the tree of places down to the children of a code; "" is the top.
func AppealNewWithin(ctx context.Context, code string) string {
	if code == "" {
		return AppealNewPlace(ctx) + "#tree"
	}
	return AppealNewPlace(ctx) + "?" + url.Values{"in": {code}}.Encode() + "#tree"
}

// AppealNewText asks what the matter is.
func AppealNewText(ctx context.Context) string { return In(ctx, "/appeals/new/text") }

// AppealNewCheck shows what will be filed, and files it.
func AppealNewCheck(ctx context.Context) string { return In(ctx, "/appeals/new/check") }

// AppealReceipt is the receipt of an appeal, for its author.
func AppealReceipt(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/receipt"
}

// AppealAuthor is where an author does one thing with an own appeal.
func AppealAuthor(ctx context.Context, number string, act models.AuthorAct) string {
	return Appeal(ctx, number) + "/author/" + string(act)
}

// MyAppeals lists what the reader has filed.
func MyAppeals(ctx context.Context) string { return In(ctx, "/my/appeals") }

func MyAppealsPage(ctx context.Context, after, before models.Cursor) string {
	switch {
	case after != "":
		return MyAppeals(ctx) + "?" + url.Values{"after": {string(after)}}.Encode()
	case before != "":
		return MyAppeals(ctx) + "?" + url.Values{"before": {string(before)}}.Encode()
	}
	return ""
}

// AppealsWhere is the address of the board with a filter, in the language of the
// page. What the filter leaves open is not written, so one list has one address.
func AppealsWhere(ctx context.Context, f models.AppealFilter) string {
	return In(ctx, AppealsQuery(f, ""))
}

// AppealsQuery is AppealsWhere without the language; placeName is a name that was
// typed and fits no single place, kept so that a change of language keeps it.
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

// VoiceVerdict is where one who gave a voice says whether the matter is solved.
func VoiceVerdict(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/verdict"
}

// ConfirmPromise is where residents say whether a kept promise was kept.
func ConfirmPromise(ctx context.Context, number string, promise int64) string {
	return Appeal(ctx, number) + "/promises/" + strconv.FormatInt(promise, 10) + "/confirmation"
}

// Complaint is the text of a complaint about an own appeal.
func Complaint(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/complaint"
}
