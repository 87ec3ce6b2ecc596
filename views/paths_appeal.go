package views

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of filing an appeal, and of what its author does with it.

// AppealNewPath begins an appeal: what it is about.
func AppealNewPath(ctx context.Context) string { return in(ctx, "/appeals/new") }

// AppealNewPlacePath asks where it is.
func AppealNewPlacePath(ctx context.Context) string { return in(ctx, "/appeals/new/place") }

// appealNewWithin walks the tree of places down to the children of a code; "" is the top.
func appealNewWithin(ctx context.Context, code string) string {
	if code == "" {
		return AppealNewPlacePath(ctx) + "#tree"
	}
	return AppealNewPlacePath(ctx) + "?" + url.Values{"in": {code}}.Encode() + "#tree"
}

// AppealNewTextPath asks what the matter is.
func AppealNewTextPath(ctx context.Context) string { return in(ctx, "/appeals/new/text") }

// AppealNewCheckPath shows what will be filed, and files it.
func AppealNewCheckPath(ctx context.Context) string { return in(ctx, "/appeals/new/check") }

// AppealReceiptPath is the receipt of an appeal, for its author.
func AppealReceiptPath(ctx context.Context, number string) string {
	return AppealPath(ctx, number) + "/receipt"
}

// AppealAuthorPath is where an author does one thing with an own appeal.
func AppealAuthorPath(ctx context.Context, number string, act models.AuthorAct) string {
	return AppealPath(ctx, number) + "/author/" + string(act)
}

// MyAppealsPath lists what the reader has filed.
func MyAppealsPath(ctx context.Context) string { return in(ctx, "/my/appeals") }

func myAppealsPage(ctx context.Context, after, before models.Cursor) string {
	switch {
	case after != "":
		return MyAppealsPath(ctx) + "?" + url.Values{"after": {string(after)}}.Encode()
	case before != "":
		return MyAppealsPath(ctx) + "?" + url.Values{"before": {string(before)}}.Encode()
	}
	return ""
}

// appealsURL is the address of the board with a filter, in the language of the
// page. What the filter leaves open is not written, so one list has one address.
func appealsURL(ctx context.Context, f models.AppealFilter) string {
	return in(ctx, appealsQuery(f, ""))
}

// appealsQuery is appealsURL without the language; placeName is a name that was
// typed and fits no single place, kept so that a change of language keeps it.
func appealsQuery(f models.AppealFilter, placeName string) string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	flag := func(name string, on bool) {
		if on {
			q.Set(name, "1")
		}
	}
	set("place", f.Place)
	set("place_name", placeName)
	set("category", f.Category)
	set("status", string(f.Status))
	flag("overdue", f.Overdue)
	flag("answered", f.Answered)
	set("from", f.From.String())
	set("to", f.To.String())
	set("q", f.Query)
	set("sort", string(f.Sort))
	set("after", string(f.After))
	set("before", string(f.Before))
	if len(q) == 0 {
		return "/appeals"
	}
	return "/appeals?" + q.Encode()
}

// VoiceVerdictPath is where one who gave a voice says whether the matter is solved.
func VoiceVerdictPath(ctx context.Context, number string) string {
	return AppealPath(ctx, number) + "/verdict"
}

// ConfirmPromisePath is where residents say whether a kept promise was kept.
func ConfirmPromisePath(ctx context.Context, number string, promise int64) string {
	return AppealPath(ctx, number) + "/promises/" + strconv.FormatInt(promise, 10) + "/confirmation"
}

// ComplaintPath is the text of a complaint about an own appeal.
func ComplaintPath(ctx context.Context, number string) string {
	return AppealPath(ctx, number) + "/complaint"
}
