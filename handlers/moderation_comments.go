package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/moderation"
	"jauap/views/paths"
)

// showModerationComments lists the comments of residents, newest first.
func (s *Server) showModerationComments(c echo.Context) error {
	after, before := timeCursors(c)
	list, err := s.store.NewestComments(c.Request().Context(), after, before)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, moderation.Comments(moderation.CommentsPage{List: list}))
}

func (s *Server) showModerationComment(c echo.Context) error {
	return s.renderModerationComment(c, http.StatusOK, moderation.Form{})
}

func (s *Server) renderModerationComment(c echo.Context, status int, form moderation.Form) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	comment, err := s.store.CommentForReview(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return s.render(c, status, moderation.Comment(moderation.CommentPage{Comment: comment, Form: form}))
}

// commentRequest is a form that a moderator has submitted about a comment.
type commentRequest struct {
	ctx                context.Context
	store              *models.Store
	comment, moderator int64
	form               moderation.Form
}

// commentAction is an action of a moderator on a comment.
type commentAction struct {
	do    func(r commentRequest) error
	flash string // message on the next page
}

// commentActions are the actions by the last part of their address.
var commentActions = map[string]commentAction{
	"hide": {func(r commentRequest) error {
		return r.store.HideComment(r.ctx, r.comment, r.moderator, r.form.Reason)
	}, "flash.moderation_comment"},
	"ban": {func(r commentRequest) error {
		return r.store.BanCommenter(r.ctx, r.comment, r.moderator, newBan(r.form))
	}, "flash.moderation_banned"},
}

// moderateComment returns the handler of an action.
func (s *Server) moderateComment(name string) echo.HandlerFunc {
	action := commentActions[name]
	return func(c echo.Context) error {
		ctx := c.Request().Context()
		id, err := pathID(c)
		if err != nil {
			return err
		}
		form := readModerationForm(c, name)
		err = action.do(commentRequest{ctx, s.store, id, viewerID(ctx), form})
		return finish(c, err, outcome{
			flash: action.flash, to: paths.ModerationComments(ctx),
			again: func(in models.Invalid) error {
				form.Invalid = in
				return s.renderModerationComment(c, http.StatusUnprocessableEntity, form)
			},
		})
	}
}
