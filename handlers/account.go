package handlers

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/account"
	accountviews "jauap/views/account"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// showAccount shows a user the data that the portal holds about them.
func (s *Server) showAccount(c echo.Context) error {
	own, err := s.account(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, accountviews.Show(accountviews.ShowPage{Account: own, Form: accountviews.Form{
		GivenName: own.GivenName, FamilyName: own.FamilyName, Lang: own.Lang,
	}}))
}

func (s *Server) account(c echo.Context) (account.Account, error) {
	ctx := c.Request().Context()
	return s.accounts.Account(ctx, parts.ViewerFrom(ctx).UserID)
}

// changeAccount saves name, language and home place.
func (s *Server) changeAccount(c echo.Context) error {
	ctx := c.Request().Context()
	own, err := s.account(c)
	if err != nil {
		return err
	}
	page := accountviews.ShowPage{Account: own, Form: accountviews.Form{
		GivenName: c.FormValue("given_name"), FamilyName: c.FormValue("family_name"), Lang: c.FormValue("lang"), HomeName: c.FormValue("place_name"),
	}}
	home, err := c.FormValue("home_choice"), error(nil) // chosen from several matches
	if home == "" {
		home, page.Homes, err = s.homePlace(ctx, c.FormValue("place"), page.Form.HomeName)
	}
	if err == nil {
		err = s.accounts.ChangeAccount(ctx, own.UserID, account.AccountChange{
			GivenName: page.Form.GivenName, FamilyName: page.Form.FamilyName, Lang: page.Form.Lang, HomeCode: home, Digests: formDigests(c),
		})
	}
	next := ctx
	if lang, ok := i18n.Parse(page.Form.Lang); ok {
		next = i18n.With(ctx, lang) // the new language
	}
	return finish(c, err, outcome{
		flash: "flash.account_saved", to: paths.Account(next),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, accountviews.Show(page))
		},
	})
}

// formDigests returns, for each weekly digest that the form offers, whether it is selected.
func formDigests(c echo.Context) map[models.DigestKind]bool {
	wanted := map[models.DigestKind]bool{}
	form, _ := c.FormParams() // an unreadable form offers no digests
	for _, kind := range models.DigestKinds {
		if slices.Contains(form["digests"], string(kind)) {
			wanted[kind] = c.FormValue("digest_"+string(kind)) == "1"
		}
	}
	return wanted
}

// homePlace returns the code of the only place that was chosen or named, "" if the name
// is empty. Several matches are returned to choose from.
func (s *Server) homePlace(ctx context.Context, code, name string) (home string, several []models.FoundPlace, err error) {
	if name = strings.TrimSpace(name); name == "" {
		return "", nil, nil
	}
	place, found, err := s.placeOf(ctx, code, name)
	switch {
	case err != nil:
		return "", nil, err
	case place != nil:
		return place.Code, nil, nil
	case len(found) == 0:
		return "", nil, models.Invalid{"home": {Key: "problem.no_place"}}
	}
	return "", found, models.Invalid{"home": {Key: "problem.several_places"}}
}

// endSession ends one session of the viewer.
func (s *Server) endSession(c echo.Context) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	id, err := pathID(c)
	if err != nil {
		return err
	}
	err = s.accounts.EndSession(ctx, viewer.UserID, id)
	return finish(c, err, outcome{flash: "flash.session_ended", to: paths.Account(ctx)})
}

// endOtherSessions ends all sessions of the viewer except this one.
func (s *Server) endOtherSessions(c echo.Context) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	err := s.accounts.EndOtherSessions(ctx, viewer.UserID, viewer.SignInID)
	return finish(c, err, outcome{flash: "flash.session_ended", to: paths.Account(ctx)})
}

// removeAccount removes the personal data of the viewer.
func (s *Server) removeAccount(c echo.Context) error {
	ctx := c.Request().Context()
	viewer := parts.ViewerFrom(ctx)
	if c.FormValue("sure") == "" {
		own, err := s.account(c)
		if err != nil {
			return err
		}
		return s.render(c, http.StatusUnprocessableEntity, accountviews.Show(accountviews.ShowPage{Account: own,
			Form:    accountviews.Form{GivenName: own.GivenName, FamilyName: own.FamilyName, Lang: own.Lang},
			Invalid: models.Invalid{"sure": {Key: "problem.not_sure"}}}))
	}
	if viewer.Demo {
		return models.ErrForbidden // visitors of the demo share its users
	}
	if err := s.accounts.RemovePersonalData(ctx, viewer.UserID, viewer.SignInID); err != nil {
		return err
	}
	setFlash(c, "flash.account_removed")
	return s.leave(c)
}
