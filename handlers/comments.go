package handlers

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/appeals"
	"jauap/views/parts"
	"jauap/views/paths"
)

// addComment adds a comment to an appeal.
func (s *Server) addComment(c echo.Context) error {
	ctx := c.Request().Context()
	appeal, err := s.store.PublicAppeal(ctx, c.Param("number"))
	if err != nil {
		return err
	}
	form := readComment(c)
	answering, err := s.answering(ctx, appeal)
	if err != nil {
		return err
	}
	speaker, err := form.speaker(ctx, answering...)
	if err != nil {
		return err
	}
	id, err := s.store.AddComment(ctx, models.NewComment{AppealID: appeal.ID, UserID: viewerID(ctx), BodyID: speaker, Text: form.Text})
	return finish(c, err, outcome{
		flash: "flash.comment_added",
		next:  func() (string, error) { return s.commentAddress(ctx, paths.Appeal(ctx, c.Param("number")), id) },
		again: func(in models.Invalid) error {
			form.Invalid = in
			return s.renderAppeal(c, http.StatusUnprocessableEntity, appeals.Mine{Comment: form.CommentForm})
		},
	})
}

// askQuestion adds a question to an explanation of work, or the answer of its body.
func (s *Server) askQuestion(c echo.Context) error {
	ctx := c.Request().Context()
	work, err := s.work(c)
	if err != nil {
		return err
	}
	form := readComment(c)
	speaker, err := form.speaker(ctx, work.BodyID)
	if err != nil {
		return err
	}
	id, err := s.store.AddComment(ctx, models.NewComment{WorkID: work.ID, UserID: viewerID(ctx), BodyID: speaker, Text: form.Text})
	return finish(c, err, outcome{
		flash: "flash.question_added",
		next:  func() (string, error) { return s.commentAddress(ctx, paths.Work(ctx, work.ID), id) },
		again: func(in models.Invalid) error {
			form.Invalid = in
			return s.renderWork(c, http.StatusUnprocessableEntity, form.CommentForm)
		},
	})
}

// commentForm is a submitted comment or question.
type commentForm struct{ parts.CommentForm }

func readComment(c echo.Context) commentForm {
	return commentForm{parts.CommentForm{Text: c.FormValue("text"), Official: c.FormValue("official") == "1"}}
}

// answering returns the bodies that may comment on an appeal as bodies: the responsible
// one, and the superior body of an open escalation.
func (s *Server) answering(ctx context.Context, appeal models.PublicAppeal) ([]int64, error) {
	bodies := []int64{appeal.BodyID}
	above, err := s.store.EscalatedTo(ctx, appeal.ID)
	if above != 0 {
		bodies = append(bodies, above)
	}
	return bodies, err
}

// speaker returns the first of the bodies for which the viewer may comment, or nil for a
// resident's comment. An official of one of the bodies without a second factor gets
// ErrForbidden.
func (f commentForm) speaker(ctx context.Context, bodies ...int64) (*int64, error) {
	viewer := parts.ViewerFrom(ctx)
	works := viewer != nil && slices.ContainsFunc(viewer.Roles, func(r models.Role) bool {
		return (r.Role == "executor" || r.Role == "head") && slices.Contains(bodies, r.BodyID)
	})
	if !f.Official && !works { // an official of the body cannot comment as a resident
		return nil, nil
	}
	for _, body := range bodies {
		if parts.ViewerFrom(ctx).MayAct(body) {
			return &body, nil
		}
	}
	return nil, models.ErrForbidden
}

// commentAddress returns the address of the page of comments that ends with a new one.
func (s *Server) commentAddress(ctx context.Context, page string, id int64) (string, error) {
	after, err := s.store.CommentPage(ctx, id)
	return paths.Comment(page, after, id), err
}
