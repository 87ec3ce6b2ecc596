package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// Paths of the officials' pages.

// Desk is the desk of the user's first body.
func Desk(ctx context.Context) string { return In(ctx, "/desk") }

// DeskWhere is a view of a body's desk; zero values are left out.
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

// DeskTakeUp is the form target that takes up several appeals.
func DeskTakeUp(ctx context.Context) string { return Desk(ctx) + "/take-up" }

// Case is the officials' page of an appeal, or the form target of one of its actions.
func Case(ctx context.Context, number, act string) string {
	path := Desk(ctx) + "/appeals/" + number
	if act != "" {
		path += "/" + act
	}
	return path
}

// CasePromise is the form target of an action on a promise.
func CasePromise(ctx context.Context, number string, promise int64, act string) string {
	return Case(ctx, number, "promises/"+strconv.FormatInt(promise, 10)+"/"+act)
}

// Revise is the form that changes the wording of a published answer.
func Revise(ctx context.Context, number string, answer int64) string {
	return Case(ctx, number, "answers/"+strconv.FormatInt(answer, 10))
}

// DeskWorks lists the works of a body; 0 is the user's first body.
func DeskWorks(ctx context.Context, body int64) string {
	path := Desk(ctx) + "/works"
	if body != 0 {
		path += "?" + url.Values{"body": {strconv.FormatInt(body, 10)}}.Encode()
	}
	return path
}

// DeskWorkNew is the form for a new work of a body.
func DeskWorkNew(ctx context.Context, body int64) string {
	return Desk(ctx) + "/works/new?" + url.Values{"body": {strconv.FormatInt(body, 10)}}.Encode()
}

// DeskWork is the form that changes a published work.
func DeskWork(ctx context.Context, id int64) string {
	return Desk(ctx) + "/works/" + strconv.FormatInt(id, 10)
}

// DeskWorkDraft is the form of a draft work, or the form target of one of its actions.
func DeskWorkDraft(ctx context.Context, id int64, act string) string {
	path := Desk(ctx) + "/works/drafts/" + strconv.FormatInt(id, 10)
	if act != "" {
		path += "/" + act
	}
	return path
}
