package views

import (
	"context"
	"net/url"

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
