package handlers

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/account"
	"jauap/views/parts"
	"jauap/views/paths"
)

// showFactors shows one of three pages: the setup of a first factor, the form that asks for
// a factor, or, after a factor was given, the list of factors.
func (s *Server) showFactors(c echo.Context) error {
	return s.renderFactors(c, http.StatusOK, account.FactorsPage{Next: localPath(c.QueryParam("next"))})
}

func (s *Server) renderFactors(c echo.Context, status int, page account.FactorsPage) (err error) {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	if page.Factors, err = s.accounts.Factors(ctx, viewer.UserID); err != nil {
		return err
	}
	page.Proven = viewer.Proven(s.store.Now())
	if page.MayAdd() && page.Setup.Secret == "" {
		issuer, account, err := s.authenticatorNames(c)
		if err != nil {
			return err
		}
		if page.Setup, err = s.accounts.NewTOTP(viewer.UserID, issuer, account); err != nil {
			return err
		}
	}
	return s.render(c, status, account.Factors(page))
}

// authenticatorNames returns the names of the portal and the account in an authenticator
// app. They are in Latin letters, because these make a QR code that old phones can read.
func (s *Server) authenticatorNames(c echo.Context) (issuer, name string, err error) {
	account, err := s.account(c)
	if err != nil {
		return "", "", err
	}
	issuer = strings.TrimPrefix(strings.TrimPrefix(s.config.BaseURL, "https://"), "http://")
	if name = account.Email; name == "" {
		name = strconv.FormatInt(account.UserID, 10)
	}
	return strings.ReplaceAll(issuer, ":", "-"), name, nil
}

// giveFactor checks a code of an authenticator or a recovery code.
func (s *Server) giveFactor(c echo.Context) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	page := account.FactorsPage{Next: localPath(c.FormValue("next"))}
	code := strings.TrimSpace(c.FormValue("code"))
	var err error
	if len(strings.Trim(code, "0123456789 ")) == 0 {
		err = s.accounts.GiveTOTP(ctx, viewer.UserID, viewer.SignInID, code)
	} else {
		err = s.accounts.GiveRecoveryCode(ctx, viewer.UserID, viewer.SignInID, code)
	}
	if errors.As(err, &page.Invalid) {
		return s.renderFactors(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	return s.proven(c, page.Next)
}

// proven redirects after a second factor, with a new session token because the session
// has gained rights.
func (s *Server) proven(c echo.Context, next string) error {
	if err := s.renewSession(c); err != nil {
		return err
	}
	if next == "" {
		next = paths.Factors(c.Request().Context())
	}
	return c.Redirect(http.StatusSeeOther, next)
}

// addAuthenticator stores an authenticator after its first valid code. The first factor
// also creates the recovery codes, shown only this once.
func (s *Server) addAuthenticator(c echo.Context) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	page := account.FactorsPage{Next: localPath(c.FormValue("next")), Adding: true}
	issuer, account, err := s.authenticatorNames(c)
	if err != nil {
		return err
	}
	setup, err := s.accounts.ReadTOTP(viewer.UserID, issuer, account, c.FormValue("setup"))
	if errors.Is(err, models.ErrNotFound) {
		page.Invalid = models.Invalid{"new_code": {Key: "problem.factor_late"}}
		return s.renderFactors(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	page.Setup = setup
	err = s.accounts.AddTOTP(ctx, viewer.UserID, viewer.SignInID, setup, c.FormValue("new_code"))
	var invalid models.Invalid
	if errors.As(err, &invalid) {
		page.Invalid = models.Invalid{"new_code": invalid["code"]}
		return s.renderFactors(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	if err := s.renewSession(c); err != nil {
		return err
	}
	return s.afterAdding(c, page.Next)
}

// afterAdding shows new recovery codes if the user has none, otherwise the list of
// factors.
func (s *Server) afterAdding(c echo.Context, next string) error {
	ctx := c.Request().Context()
	factors, err := s.accounts.Factors(ctx, parts.ViewerFrom(ctx).UserID)
	if err != nil {
		return err
	}
	if factors.Recovery == 0 {
		return s.showNewRecoveryCodes(c, next)
	}
	return finish(c, nil, outcome{flash: "flash.factor_added", to: paths.Factors(ctx)})
}

// newRecoveryCodes replaces the recovery codes.
func (s *Server) newRecoveryCodes(c echo.Context) error {
	return s.showNewRecoveryCodes(c, localPath(c.FormValue("next")))
}

func (s *Server) showNewRecoveryCodes(c echo.Context, next string) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	codes, err := s.accounts.NewRecoveryCodes(ctx, viewer.UserID, viewer.SignInID)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, http.StatusOK, account.RecoveryCodes(account.RecoveryCodesPage{Codes: codes, Next: next}))
}

// removeFactor deletes a factor.
func (s *Server) removeFactor(c echo.Context) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	id, err := pathID(c)
	if err != nil {
		return err
	}
	err = s.accounts.RemoveFactor(ctx, viewer.UserID, viewer.SignInID, id)
	return finish(c, err, outcome{flash: "flash.factor_removed", to: paths.Factors(ctx)})
}
