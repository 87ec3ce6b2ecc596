package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of the officials.

// Desk is the desk of the first of the viewer's bodies.
func Desk(ctx context.Context) string { return In(ctx, "/desk") }

// DeskWhere is a view of the desk of a body; zero values are left out.
func DeskWhere(ctx context.Context, f models.DeskFilter) string {
	q := url.Values{}
	for name, value := range map[string]string{"view": string(f.View), "after": string(f.After), "before": string(f.Before)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	q.Set("body", strconv.FormatInt(f.BodyID, 10))
	return Desk(ctx) + "?" + q.Encode()
}

// DeskTakeUp takes several appeals up at once.
func DeskTakeUp(ctx context.Context) string { return Desk(ctx) + "/take-up" }

// Case is an appeal as its officials see it; what follows is one of its acts, or "".
func Case(ctx context.Context, number, act string) string {
	path := Desk(ctx) + "/appeals/" + number
	if act != "" {
		path += "/" + act
	}
	return path
}

func CasePromise(ctx context.Context, number string, promise int64, act string) string {
	return Case(ctx, number, "promises/"+strconv.FormatInt(promise, 10)+"/"+act)
}

// Revise changes the wording of a published answer.
func Revise(ctx context.Context, number string, answer int64) string {
	return Case(ctx, number, "answers/"+strconv.FormatInt(answer, 10))
}

// DeskWorks lists the explanations of a body; 0 is the first of the viewer's.
func DeskWorks(ctx context.Context, body int64) string {
	path := Desk(ctx) + "/works"
	if body != 0 {
		path += "?" + url.Values{"body": {strconv.FormatInt(body, 10)}}.Encode()
	}
	return path
}

// DeskWorkNew writes a new explanation for a body.
func DeskWorkNew(ctx context.Context, body int64) string {
	return Desk(ctx) + "/works/new?" + url.Values{"body": {strconv.FormatInt(body, 10)}}.Encode()
}

// DeskWork changes an explanation.
func DeskWork(ctx context.Context, id int64) string {
	return Desk(ctx) + "/works/" + strconv.FormatInt(id, 10)
}

// DeskWorkDraft is an explanation being written; what follows is one of its acts, or "".
func DeskWorkDraft(ctx context.Context, id int64, act string) string {
	path := Desk(ctx) + "/works/drafts/" + strconv.FormatInt(id, 10)
	if act != "" {
		path += "/" + act
	}
	return path
}
