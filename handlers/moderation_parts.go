package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/moderation"
	"jauap/views/paths"
)

// partRequest is a form that a moderator has submitted about one picture or one text.
type partRequest struct {
	ctx       context.Context
	store     *models.Store
	of        models.Subject
	part      string
	moderator int64
	form      moderation.Form
}

// partAction is an action of a moderator on one picture or one text.
type partAction struct {
	do    func(r partRequest) error
	flash string // message on the next page
}

// partActions are the actions by the last part of their address.
var partActions = map[string]partAction{
	"hide": {func(r partRequest) error {
		return r.store.HidePicture(r.ctx, r.part, r.moderator, r.form.Reason)
	}, "flash.picture_hidden"},
	"restore": {func(r partRequest) error {
		return r.store.RestorePicture(r.ctx, r.part, r.moderator)
	}, "flash.picture_restored"},
	"mask": {func(r partRequest) error {
		return r.store.MaskText(r.ctx, r.of, r.moderator, r.part, r.form.Text)
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

// moderatePart performs a moderator's action on one part. The names of the form's fields
// begin with the part.
func (s *Server) moderatePart(c echo.Context) error {
	ctx := c.Request().Context()
	action, known := partActions[c.Param("act")]
	if !known {
		return models.ErrNotFound
	}
	parts, err := s.partsOf(c)
	if err != nil {
		return err
	}
	part := c.FormValue("part")
	form := readModerationForm(c, part)
	err = action.do(partRequest{ctx, s.store, parts.Subject, part, viewerID(ctx), form})
	return finish(c, err, outcome{
		flash: action.flash, to: paths.ModerationParts(ctx, parts.Number, parts.WorkID),
		again: func(in models.Invalid) error {
			form.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, moderation.Parts(moderation.PartsPage{Parts: parts, Form: form}))
		},
	})
}
