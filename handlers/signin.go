package handlers

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/account"
	"jauap/views/paths"
	"jauap/views/texts"
)

// showSignIn offers the ways to sign in.
func (s *Server) showSignIn(c echo.Context) error {
	return s.renderSignIn(c, http.StatusOK, account.SignInPage{Next: localPath(c.QueryParam("next"))})
}

func (s *Server) renderSignIn(c echo.Context, status int, page account.SignInPage) error {
	if s.store.Reference().Demo {
		var err error
		if page.Cast, err = s.accounts.Cast(c.Request().Context()); err != nil {
			return err
		}
	}
	return s.render(c, status, account.SignIn(page))
}

// enter signs a user in and redirects to next.
func (s *Server) enter(c echo.Context, user int64, next string) error {
	if err := s.signIn(c, user); err != nil {
		return err
	}
	if next = localPath(next); next == "" {
		next = paths.Home(c.Request().Context())
	}
	return c.Redirect(http.StatusSeeOther, next)
}

// signInAsCast signs in as a demo user. Other users get ErrForbidden.
func (s *Server) signInAsCast(c echo.Context) error {
	ctx := c.Request().Context()
	user, err := strconv.ParseInt(c.FormValue("user"), 10, 64)
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	cast, err := s.accounts.Cast(ctx)
	if err != nil {
		return err
	}
	for _, member := range cast {
		if member.UserID == user {
			var banned models.Invalid
			if err := s.store.CheckBan(ctx, "ban", models.Presence{UserID: user, Client: c.RealIP()}); errors.As(err, &banned) {
				return s.render(c, http.StatusForbidden, texts.Banned(texts.BannedPage{Ban: banned}))
			} else if err != nil {
				return err
			}
			return s.enter(c, user, c.FormValue("next"))
		}
	}
	return models.ErrForbidden
}
