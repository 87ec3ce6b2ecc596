package handlers

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/moderation"
	"jauap/views/paths"
	"jauap/views/texts"
)

// notBanned admits users without a ban. A session continues after a ban of its account,
// network or mail domain, so every write is checked.
func (s *Server) notBanned(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var banned models.Invalid
		err := s.store.CheckBan(c.Request().Context(), "ban", presence(c))
		if errors.As(err, &banned) {
			return s.render(c, http.StatusForbidden, texts.Banned(texts.BannedPage{Ban: banned}))
		}
		if err != nil {
			return err
		}
		return next(c)
	}
}

// showBans lists the current bans.
func (s *Server) showBans(c echo.Context) error {
	return s.renderBans(c, http.StatusOK, moderation.BansPage{})
}

func (s *Server) renderBans(c echo.Context, status int, page moderation.BansPage) (err error) {
	if page.Bans, err = s.store.Bans(c.Request().Context()); err != nil {
		return err
	}
	return s.render(c, status, moderation.Bans(page))
}

// addBan bans a network or a mail domain. An account is banned from the page of its appeal
// or comment.
func (s *Server) addBan(c echo.Context) error {
	ctx := c.Request().Context()
	list := moderation.BansPage{Kind: c.FormValue("ban-kind"), Value: c.FormValue("ban-value"), Form: readModerationForm(c, "ban")}
	if list.Kind != "range" && list.Kind != "domain" {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	ban := newBan(list.Form)
	ban.Kind, ban.Value = list.Kind, list.Value
	if n, err := strconv.Atoi(c.FormValue("ban-accounts")); err == nil {
		ban.Accounts = &n
	}
	return finish(c, s.store.AddBan(ctx, viewerID(ctx), ban), outcome{
		flash: "flash.moderation_banned", to: paths.Bans(ctx),
		again: func(in models.Invalid) error {
			list.Form.Invalid = in
			return s.renderBans(c, http.StatusUnprocessableEntity, list)
		},
	})
}

// liftBan ends a ban before its time.
func (s *Server) liftBan(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	return finish(c, s.store.LiftBan(ctx, id, viewerID(ctx)), outcome{flash: "flash.moderation_lifted", to: paths.Bans(ctx)})
}
