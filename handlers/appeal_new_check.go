package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/filing"
	"jauap/views/paths"
)

// showNewCheck shows the appeal before it is filed, and similar appeals.
func (s *Server) showNewCheck(c echo.Context) error {
	d, err := s.unfiledDraft(c)
	if err != nil {
		return s.awayFromStep(c, err)
	}
	return s.renderNewCheck(c, http.StatusOK, d.Form, nil)
}

func (s *Server) renderNewCheck(c echo.Context, status int, form models.DraftForm, problems models.Invalid) error {
	ctx := c.Request().Context()
	next, _, err := s.nextStep(ctx, form)
	if err != nil {
		return err
	}
	if next != paths.AppealNewCheck(ctx) {
		return c.Redirect(http.StatusSeeOther, next)
	}
	page := filing.CheckPage{Form: form, Private: s.store.IsPrivate(form), Problems: problems}
	if page.Duty, err = s.store.WhoAnswers(ctx, form.Place, form.Category); err != nil {
		return err
	}
	if page.Trail, err = s.store.PlaceTrail(ctx, form.Place); err != nil {
		return err
	}
	if page.Similar, err = s.store.SimilarAppeals(ctx, form); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, status, filing.Check(page))
}

// fileAppeal files the draft. A repeated request files nothing and gets the same receipt.
func (s *Server) fileAppeal(c echo.Context) error {
	ctx := c.Request().Context()
	filed, err := s.store.FileDraft(ctx, draftToken(c), presence(c))
	var invalid models.Invalid
	if errors.As(err, &invalid) {
		d, err := s.unfiledDraft(c)
		if err != nil {
			return s.awayFromStep(c, err)
		}
		return s.renderNewCheck(c, http.StatusUnprocessableEntity, d.Form, invalid)
	}
	if err != nil {
		return s.awayFromStep(c, err)
	}
	return c.Redirect(http.StatusSeeOther, paths.AppealReceipt(ctx, filed.Number))
}
