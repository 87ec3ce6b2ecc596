package handlers

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/vote"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/texts"
)

// statusOf returns the HTTP status of an error.
func statusOf(err error) int {
	var gone *models.Gone
	var invalid models.Invalid
	var echoError *echo.HTTPError
	var tooLarge *http.MaxBytesError
	var off *models.SwitchedOff
	switch {
	case errors.As(err, &off):
		return http.StatusServiceUnavailable
	case errors.As(err, &gone):
		return http.StatusGone
	case errors.Is(err, models.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, models.ErrForbidden), errors.Is(err, vote.ErrLevel):
		return http.StatusForbidden
	case errors.Is(err, models.ErrStale), errors.Is(err, models.ErrState):
		return http.StatusConflict
	case errors.Is(err, models.ErrCursor):
		return http.StatusBadRequest
	case errors.As(err, &invalid):
		return http.StatusUnprocessableEntity
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &echoError):
		return echoError.Code
	case errors.Is(err, models.ErrSearchBusy), database.Unavailable(err), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// showError renders the error page in the viewer's language. The cause is logged and not
// shown.
func (s *Server) showError(err error, c echo.Context) {
	if c.Response().Committed || errors.Is(c.Request().Context().Err(), context.Canceled) {
		s.config.Log.Debug("response not delivered", "err", err)
		return
	}
	var first *detourError
	if errors.As(err, &first) {
		if err = s.followDetour(c, first.path); err == nil {
			return
		}
	}
	ctx := c.Request().Context()
	id := c.Response().Header().Get(echo.HeaderXRequestID)
	status := statusOf(err)
	if errors.Is(err, models.ErrSearchBusy) {
		setBusy(c)
	} else if status >= 500 && !errors.As(err, new(*models.SwitchedOff)) {
		s.config.Log.LogAttrs(ctx, slog.LevelError, "request failed", slog.String("id", id), slog.String("route", c.Path()), slog.String("err", database.WithoutValues(err)))
	}
	if status == http.StatusServiceUnavailable {
		c.Response().Header().Set("Retry-After", "10")
	}
	if status == http.StatusInternalServerError {
		s.config.Log.Debug("stack", "id", id, "stack", string(debug.Stack()))
	}
	var page templ.Component = texts.Error(texts.ErrorPage{Status: status, RequestID: id})
	var gone *models.Gone
	if errors.As(err, &gone) {
		page = texts.Gone(texts.GonePage{Gone: *gone})
	}
	var off *models.SwitchedOff
	if errors.As(err, &off) {
		page = texts.Closed(texts.ClosedPage{Switch: off.Switch, Back: submittedForm(c)})
		c.Set(refusedKey, true)
	}
	if err := s.render(c, status, page); err != nil {
		s.config.Log.Error("cannot render the error page", "id", id, "err", err)
		_ = c.HTMLBlob(http.StatusInternalServerError, s.broken[i18n.From(ctx)])
	}
}

// renderBroken renders the page of status 500 in each language.
func (s *Server) renderBroken() (map[i18n.Lang][]byte, error) {
	pages := map[i18n.Lang][]byte{}
	for _, lang := range i18n.Languages {
		ctx := i18n.With(context.Background(), lang)
		ctx = parts.WithSite(ctx, s.site())
		var page bytes.Buffer
		if err := texts.Error(texts.ErrorPage{Status: http.StatusInternalServerError}).Render(ctx, &page); err != nil {
			return nil, err
		}
		pages[lang] = page.Bytes()
	}
	return pages, nil
}
