package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/appeals"
	"jauap/views/paths"
)

// judgeAsVoice records the verdict of a resident who gave a voice: solved or not.
func (s *Server) judgeAsVoice(c echo.Context) error {
	ctx := c.Request().Context()
	appeal, err := s.store.PublicAppeal(ctx, c.Param("number"))
	if err != nil {
		return err
	}
	err = s.store.JudgeAsVoice(ctx, appeal.ID, viewerID(ctx), models.Verdict(c.FormValue("verdict")))
	return finish(c, err, outcome{flash: "flash.verdict_counted", to: paths.Appeal(ctx, c.Param("number")) + "#verdicts"})
}

// confirmPromise records whether a promise reported as kept was really kept.
func (s *Server) confirmPromise(c echo.Context) error {
	ctx := c.Request().Context()
	promise, err := pathID(c)
	if err != nil {
		return err
	}
	d, err := s.store.AppealPageFor(ctx, c.Param("number"), viewerID(ctx))
	if err != nil {
		return err
	}
	if err := s.store.PromiseOf(ctx, promise, d.ID); err != nil {
		return err
	}
	holds := c.FormValue("holds")
	if holds != "yes" && holds != "no" {
		return echo.NewHTTPError(http.StatusUnprocessableEntity)
	}
	mine := appeals.Mine{ConfirmText: c.FormValue(appeals.ConfirmField(promise))}
	err = s.store.ConfirmPromise(ctx, promise, viewerID(ctx), holds == "yes", mine.ConfirmText)
	return finish(c, err, outcome{
		flash: "flash.promise_said", to: paths.Appeal(ctx, c.Param("number")) + "#answers",
		again: func(in models.Invalid) error {
			mine.Invalid = in
			return s.renderAppeal(c, http.StatusUnprocessableEntity, mine)
		},
	})
}
