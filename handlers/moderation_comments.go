package handlers

import (
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

func (s *Server) hideComment(c echo.Context) error {
	return s.moderateComment(c, "hide", "flash.moderation_comment", func(id int64, f moderation.Form) error {
		ctx := c.Request().Context()
		return s.store.HideComment(ctx, id, viewerID(ctx), f.Reason)
	})
}

func (s *Server) banCommenter(c echo.Context) error {
	return s.moderateComment(c, "ban", "flash.moderation_banned", func(id int64, f moderation.Form) error {
		ctx := c.Request().Context()
		return s.store.BanCommenter(ctx, id, viewerID(ctx), newBan(f))
	})
}

func (s *Server) moderateComment(c echo.Context, act, flash string, do func(id int64, f moderation.Form) error) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	form := readModerationForm(c, act)
	return perform(c, action{
		do: func() error { return do(id, form) },
		again: func(in models.Invalid) error {
			form.Invalid = in
			return s.renderModerationComment(c, http.StatusUnprocessableEntity, form)
		},
		flash: flash, next: page(paths.ModerationComments(c.Request().Context())),
	})
}
