package handlers

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/moderation"
	"jauap/views/paths"
)

// reviewRequest is a form that a moderator has submitted on the page of an appeal.
type reviewRequest struct {
	ctx               context.Context
	store             *models.Store
	appeal, moderator int64
	form              moderation.Form
	version           string // of the text that the moderator has read
}

// reviewAction is an action of a moderator on an appeal.
type reviewAction struct {
	do     func(r reviewRequest) error
	flash  string // message on the next page
	leaves bool   // the appeal leaves the queue: go on with the next one
}

// reviewActions are the actions by the last part of their address.
var reviewActions = map[string]reviewAction{
	"publish": {reviewRequest.publish, "flash.moderation_published", true},
	"reject": {func(r reviewRequest) error {
		return r.store.RejectAppeal(r.ctx, r.appeal, r.moderator, r.form.Reason, r.form.Text)
	}, "flash.moderation_rejected", true},
	"merge": {reviewRequest.merge, "flash.moderation_merged", true},
	"part": {func(r reviewRequest) error {
		return r.store.PartAppeal(r.ctx, r.appeal, r.moderator, r.form.Text)
	}, "flash.moderation_parted", false},
	"private": {func(r reviewRequest) error {
		return r.store.MakePrivate(r.ctx, r.appeal, r.moderator, r.form.Reason, r.form.Text)
	}, "flash.moderation_private", true},
	"mask": {reviewRequest.mask, "flash.moderation_masked", false},
	"hide": {func(r reviewRequest) error {
		return r.store.HideAppeal(r.ctx, r.appeal, r.moderator, r.form.Reason, r.form.Text)
	}, "flash.moderation_hidden", false},
	"restore": {func(r reviewRequest) error {
		return r.store.RestoreAppeal(r.ctx, r.appeal, r.moderator)
	}, "flash.moderation_restored", false},
	"warn": {func(r reviewRequest) error {
		return r.store.WarnAuthor(r.ctx, r.appeal, r.moderator, r.form.Reason, r.form.Text)
	}, "flash.moderation_warned", false},
	"ban": {func(r reviewRequest) error {
		return r.store.BanAuthor(r.ctx, r.appeal, r.moderator, newBan(r.form))
	}, "flash.moderation_banned", false},
	"objection": {func(r reviewRequest) error {
		return r.store.DecideObjection(r.ctx, r.appeal, r.moderator, r.form.Upheld == "1", r.form.Text)
	}, "flash.moderation_decided", false},
}

// moderate performs a moderator's action on an appeal.
func (s *Server) moderate(c echo.Context) error {
	ctx := c.Request().Context()
	name, number := c.Param("act"), c.Param("number")
	action, known := reviewActions[name]
	if !known {
		return models.ErrNotFound
	}
	id, err := s.store.AppealID(ctx, number)
	if err != nil {
		return err
	}
	form := readModerationForm(c, name)
	err = action.do(reviewRequest{ctx, s.store, id, viewerID(ctx), form, c.FormValue("version")})
	out := outcome{
		flash: action.flash, to: paths.ModerationAppeal(ctx, number),
		again: func(in models.Invalid) error {
			form.Invalid = in
			return s.renderReview(c, http.StatusUnprocessableEntity, form)
		},
	}
	if action.leaves {
		out.next = func() (string, error) { return s.nextReview(ctx, number) }
	}
	return finish(c, err, out)
}

// nextReview returns the page of the next appeal in the queue after number, or the queue
// if it is empty.
func (s *Server) nextReview(ctx context.Context, number string) (string, error) {
	next, err := s.store.NextInQueue(ctx, number)
	if err != nil || next == "" {
		return paths.Moderation(ctx), err
	}
	return paths.ModerationAppeal(ctx, next), nil
}

// readModerationForm reads the form of an action. The names of its fields begin with act.
func readModerationForm(c echo.Context, act string) moderation.Form {
	field := func(name string) string { return c.FormValue(act + "-" + name) }
	form := moderation.Form{Act: act, Reason: field("reason"), Text: field("text"), Into: field("into"),
		Title: field("title"), Body: field("body"), Until: field("until"), Upheld: c.FormValue("upheld")}
	if similar := c.FormValue("similar"); similar != "" {
		form.Into = similar
	}
	return form
}

func newBan(f moderation.Form) models.NewBan {
	until, _ := calendar.ParseDate(f.Until) // the zero date is rejected as missing
	return models.NewBan{Reason: f.Reason, Text: f.Text, Until: until}
}

// merge merges the appeal into the one with the typed or selected number.
func (r reviewRequest) merge() error {
	into, err := r.store.AppealID(r.ctx, r.form.Into)
	if errors.Is(err, models.ErrNotFound) || into == r.appeal {
		return models.Invalid{"into": {Key: "problem.appeal_number"}}
	}
	if err != nil {
		return err
	}
	if err = r.store.MergeAppeal(r.ctx, r.appeal, into, r.moderator); errors.Is(err, models.ErrNotTaken) {
		return models.Invalid{"into": {Key: "problem.not_taken"}}
	}
	return err
}

// mask replaces the title and the text.
func (r reviewRequest) mask() error {
	version, err := r.readVersion()
	if err != nil {
		return err
	}
	return r.store.MaskAppeal(r.ctx, r.appeal, r.moderator, models.Masking{Title: r.form.Title, Text: r.form.Body, Version: version})
}

// publish publishes the appeal unless it has changed since the moderator has read it.
func (r reviewRequest) publish() error {
	version, err := r.readVersion()
	if err != nil {
		return err
	}
	return r.store.PublishReviewed(r.ctx, r.appeal, r.moderator, version)
}

// readVersion parses the version of the text that the form shows.
func (r reviewRequest) readVersion() (int, error) {
	version, err := strconv.Atoi(r.version)
	if err != nil {
		return 0, echo.NewHTTPError(http.StatusBadRequest)
	}
	return version, nil
}
