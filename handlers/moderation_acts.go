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

// moderationAct is an action of a moderator on an appeal, and the message of the next
// page.
type moderationAct struct {
	do    func(s *Server, c echo.Context, id int64, f moderation.Form) error
	flash string
	next  bool // the appeal has left the queue: go on with the next one
}

// moderationActs are the acts by the last part of their address.
var moderationActs = map[string]moderationAct{
	"publish": {(*Server).publishReviewed, "flash.moderation_published", true},
	"reject": {func(s *Server, c echo.Context, id int64, f moderation.Form) error {
		return s.store.RejectAppeal(c.Request().Context(), id, viewerID(c.Request().Context()), f.Reason, f.Text)
	}, "flash.moderation_rejected", true},
	"merge": {(*Server).merge, "flash.moderation_merged", true},
	"part": {func(s *Server, c echo.Context, id int64, f moderation.Form) error {
		return s.store.PartAppeal(c.Request().Context(), id, viewerID(c.Request().Context()), f.Text)
	}, "flash.moderation_parted", false},
	"private": {func(s *Server, c echo.Context, id int64, f moderation.Form) error {
		return s.store.MakePrivate(c.Request().Context(), id, viewerID(c.Request().Context()), f.Reason, f.Text)
	}, "flash.moderation_private", true},
	"mask": {(*Server).mask, "flash.moderation_masked", false},
	"hide": {func(s *Server, c echo.Context, id int64, f moderation.Form) error {
		return s.store.HideAppeal(c.Request().Context(), id, viewerID(c.Request().Context()), f.Reason, f.Text)
	}, "flash.moderation_hidden", false},
	"restore": {func(s *Server, c echo.Context, id int64, _ moderation.Form) error {
		return s.store.RestoreAppeal(c.Request().Context(), id, viewerID(c.Request().Context()))
	}, "flash.moderation_restored", false},
	"warn": {func(s *Server, c echo.Context, id int64, f moderation.Form) error {
		return s.store.WarnAuthor(c.Request().Context(), id, viewerID(c.Request().Context()), f.Reason, f.Text)
	}, "flash.moderation_warned", false},
	"ban": {func(s *Server, c echo.Context, id int64, f moderation.Form) error {
		return s.store.BanAuthor(c.Request().Context(), id, viewerID(c.Request().Context()), newBan(f))
	}, "flash.moderation_banned", false},
	"objection": {func(s *Server, c echo.Context, id int64, f moderation.Form) error {
		return s.store.DecideObjection(c.Request().Context(), id, viewerID(c.Request().Context()), f.Upheld == "1", f.Text)
	}, "flash.moderation_decided", false},
}

// moderate does an action on an appeal.
func (s *Server) moderate(c echo.Context) error {
	ctx := c.Request().Context()
	name, number := c.Param("act"), c.Param("number")
	act, known := moderationActs[name]
	if !known {
		return models.ErrNotFound
	}
	id, err := s.store.AppealID(ctx, number)
	if err != nil {
		return err
	}
	form := readModerationForm(c, name)
	next := page(paths.ModerationAppeal(ctx, number))
	if act.next {
		next = func() (string, error) { return s.nextReview(ctx, number) }
	}
	return perform(c, action{
		do: func() error { return act.do(s, c, id, form) },
		again: func(in models.Invalid) error {
			form.Invalid = in
			return s.renderReview(c, http.StatusUnprocessableEntity, form)
		},
		flash: act.flash, next: next,
	})
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

// readModerationForm reads the fields of the form of an act; their names begin with it.
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

// merge merges an appeal into the one with the typed or selected number.
func (s *Server) merge(c echo.Context, id int64, f moderation.Form) error {
	ctx := c.Request().Context()
	into, err := s.store.AppealID(ctx, f.Into)
	if errors.Is(err, models.ErrNotFound) || into == id {
		return models.Invalid{"into": {Key: "problem.appeal_number"}}
	}
	if err != nil {
		return err
	}
	if err = s.store.MergeAppeal(ctx, id, into, viewerID(ctx)); errors.Is(err, models.ErrNotTaken) {
		return models.Invalid{"into": {Key: "problem.not_taken"}}
	}
	return err
}

func (s *Server) mask(c echo.Context, id int64, f moderation.Form) error {
	ctx := c.Request().Context()
	version, err := reviewVersion(c)
	if err != nil {
		return err
	}
	return s.store.MaskAppeal(ctx, id, viewerID(ctx), models.Masking{Title: f.Title, Text: f.Body, Version: version})
}

// publishReviewed publishes the version that the moderator has read, and nothing added
// since.
func (s *Server) publishReviewed(c echo.Context, id int64, _ moderation.Form) error {
	ctx := c.Request().Context()
	version, err := reviewVersion(c)
	if err != nil {
		return err
	}
	return s.store.PublishReviewed(ctx, id, viewerID(ctx), version)
}

// reviewVersion returns the version of the text that the form was opened with.
func reviewVersion(c echo.Context) (int, error) {
	version, err := strconv.Atoi(c.FormValue("version"))
	if err != nil {
		return 0, echo.NewHTTPError(http.StatusBadRequest)
	}
	return version, nil
}
