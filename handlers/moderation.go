package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/moderation"
	"jauap/views/parts"
	"jauap/views/paths"
)

// showModeration shows the queue. With the parameter number it redirects to that appeal,
// whatever its status.
func (s *Server) showModeration(c echo.Context) error {
	ctx := c.Request().Context()
	var page moderation.IndexPage
	status := http.StatusOK
	if number := strings.TrimPrefix(strings.TrimSpace(c.QueryParam("number")), "№"); number != "" {
		number = strings.TrimSpace(number)
		_, err := s.store.AppealID(ctx, number)
		if err == nil {
			return c.Redirect(http.StatusSeeOther, paths.ModerationAppeal(ctx, number))
		}
		if !errors.Is(err, models.ErrNotFound) {
			return err
		}
		page.Number, status = number, http.StatusNotFound
	}
	after, before := timeCursors(c)
	var err error
	if page.List, err = s.store.ModerationQueue(ctx, after, before); err != nil {
		return err
	}
	return s.render(c, status, moderation.Index(page))
}

// showReview shows one appeal to a moderator.
func (s *Server) showReview(c echo.Context) error {
	return s.renderReview(c, http.StatusOK, moderation.Form{})
}

func (s *Server) renderReview(c echo.Context, status int, form moderation.Form) error {
	ctx := c.Request().Context()
	review, err := s.store.ModerationReview(ctx, c.Param("number"), parts.ViewerFrom(ctx).UserID)
	if err != nil {
		return err
	}
	return s.render(c, status, moderation.Show(moderation.ShowPage{Review: review, Form: form}))
}

// showObjections lists the open objections of authors.
func (s *Server) showObjections(c echo.Context) error {
	ctx := c.Request().Context()
	open, err := s.store.Objections(ctx, parts.ViewerFrom(ctx).UserID)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, moderation.Objections(moderation.ObjectionsPage{Open: open}))
}

// showModerationLog lists the public log of moderation.
func (s *Server) showModerationLog(c echo.Context) error {
	var page moderation.LogPage
	var err error
	page.After, page.Before = timeCursors(c)
	if page.List, err = s.store.ModerationLog(c.Request().Context(), page.After, page.Before); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, moderation.Log(page))
}
