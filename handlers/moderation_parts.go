package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/moderation"
	"jauap/views/paths"
)

// partActs are the actions on one picture or one text by the last part of their address,
// each with the message of the next page.
var partActs = map[string]struct {
	do    func(s *models.Store, ctx context.Context, of models.Subject, part string, f moderation.Form) error
	flash string
}{
	"hide": {func(s *models.Store, ctx context.Context, _ models.Subject, part string, f moderation.Form) error {
		return s.HidePicture(ctx, part, viewerID(ctx), f.Reason)
	}, "flash.picture_hidden"},
	"restore": {func(s *models.Store, ctx context.Context, _ models.Subject, part string, _ moderation.Form) error {
		return s.RestorePicture(ctx, part, viewerID(ctx))
	}, "flash.picture_restored"},
	"mask": {func(s *models.Store, ctx context.Context, of models.Subject, part string, f moderation.Form) error {
		return s.MaskText(ctx, of, viewerID(ctx), part, f.Text)
	}, "flash.moderation_masked"},
}

// partsOf returns the parts of the appeal or of the explanation in the address.
func (s *Server) partsOf(c echo.Context) (models.Parts, error) {
	if number := c.Param("number"); number != "" {
		return s.store.AppealParts(c.Request().Context(), number)
	}
	id, err := pathID(c)
	if err != nil {
		return models.Parts{}, err
	}
	return s.store.WorkParts(c.Request().Context(), id)
}

// showParts shows every picture and every text around an appeal or of an explanation.
func (s *Server) showParts(c echo.Context) error {
	parts, err := s.partsOf(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, moderation.Parts(moderation.PartsPage{Parts: parts}))
}

// moderatePart does an action on one part. The fields of its form begin with its digest.
func (s *Server) moderatePart(c echo.Context) error {
	ctx := c.Request().Context()
	act, known := partActs[c.Param("act")]
	if !known {
		return models.ErrNotFound
	}
	parts, err := s.partsOf(c)
	if err != nil {
		return err
	}
	part := c.FormValue("part")
	form := readModerationForm(c, part)
	return perform(c, action{
		do: func() error { return act.do(s.store, ctx, parts.Subject, part, form) },
		again: func(in models.Invalid) error {
			form.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, moderation.Parts(moderation.PartsPage{Parts: parts, Form: form}))
		},
		flash: act.flash, next: page(paths.ModerationParts(ctx, parts.Number, parts.WorkID)),
	})
}
