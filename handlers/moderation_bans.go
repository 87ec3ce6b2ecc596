package handlers

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/views/moderation"
	"jauap/views/paths"
)

// showBans lists the bans in force.
func (s *Server) showBans(c echo.Context) error {
	return s.renderBans(c, http.StatusOK, moderation.BansPage{})
}

func (s *Server) renderBans(c echo.Context, status int, page moderation.BansPage) (err error) {
	if page.Bans, err = s.store.Bans(c.Request().Context()); err != nil {
		return err
	}
	return s.render(c, status, moderation.Bans(page))
}

// addBan bans a network or a mail domain; an account is banned where it wrote.
func (s *Server) addBan(c echo.Context) error {
	ctx := c.Request().Context()
	page := moderation.BansPage{Kind: c.FormValue("ban-kind"), Value: c.FormValue("ban-value"), Form: readModerationForm(c, "ban")}
	if page.Kind != "range" && page.Kind != "domain" {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	ban := newBan(page.Form)
	ban.Kind, ban.Value = page.Kind, page.Value
	if n, err := strconv.Atoi(c.FormValue("ban-accounts")); err == nil {
		ban.Accounts = &n
	}
	err := s.store.AddBan(ctx, viewerID(ctx), ban)
	if errors.As(err, &page.Form.Invalid) {
		return s.renderBans(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	setFlash(c, "flash.moderation_banned")
	return c.Redirect(http.StatusSeeOther, paths.Bans(ctx))
}

// liftBan ends a ban before its time.
func (s *Server) liftBan(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if err := s.store.LiftBan(ctx, id, viewerID(ctx)); err != nil {
		return err
	}
	setFlash(c, "flash.moderation_lifted")
	return c.Redirect(http.StatusSeeOther, paths.Bans(ctx))
}
