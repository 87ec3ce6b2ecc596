package views

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of the officials.

// DeskPath is the desk of the first of the viewer's bodies.
func DeskPath(ctx context.Context) string { return in(ctx, "/desk") }

// DeskURL is a view of the desk of a body; zero values are left out.
func DeskURL(ctx context.Context, f models.DeskFilter) string {
	q := url.Values{}
	for name, value := range map[string]string{"view": string(f.View), "after": string(f.After), "before": string(f.Before)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	q.Set("body", strconv.FormatInt(f.BodyID, 10))
	return DeskPath(ctx) + "?" + q.Encode()
}

// DeskTakeUpPath takes several appeals up at once.
func DeskTakeUpPath(ctx context.Context) string { return DeskPath(ctx) + "/take-up" }

// CasePath is an appeal as its officials see it; what follows is one of its acts, or "".
func CasePath(ctx context.Context, number, act string) string {
	path := DeskPath(ctx) + "/appeals/" + number
	if act != "" {
		path += "/" + act
	}
	return path
}

func promisePath(ctx context.Context, number string, promise int64, act string) string {
	return CasePath(ctx, number, "promises/"+strconv.FormatInt(promise, 10)+"/"+act)
}

// RevisePath changes the wording of a published answer.
func RevisePath(ctx context.Context, number string, answer int64) string {
	return CasePath(ctx, number, "answers/"+strconv.FormatInt(answer, 10))
}

// DeskWorksPath lists the explanations of a body; 0 is the first of the viewer's.
func DeskWorksPath(ctx context.Context, body int64) string {
	path := DeskPath(ctx) + "/works"
	if body != 0 {
		path += "?" + url.Values{"body": {strconv.FormatInt(body, 10)}}.Encode()
	}
	return path
}

// DeskWorkNewPath writes a new explanation for a body.
func DeskWorkNewPath(ctx context.Context, body int64) string {
	return DeskPath(ctx) + "/works/new?" + url.Values{"body": {strconv.FormatInt(body, 10)}}.Encode()
}

// DeskWorkPath changes an explanation.
func DeskWorkPath(ctx context.Context, id int64) string {
	return DeskPath(ctx) + "/works/" + strconv.FormatInt(id, 10)
}

// DeskWorkDraftPath is an explanation being written; what follows is one of its acts, or "".
func DeskWorkDraftPath(ctx context.Context, id int64, act string) string {
	path := DeskPath(ctx) + "/works/drafts/" + strconv.FormatInt(id, 10)
	if act != "" {
		path += "/" + act
	}
	return path
}
