package handlers

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/account"
	"jauap/views/paths"
	"jauap/views/texts"
)

// savedFormCookie holds the token of the form that is saved until the browser has signed in.
const savedFormCookie = "typed"

// endedSignIn is the echo context key of the sign-in of an expired session.
const endedSignIn = "ended sign-in"

// detourError is the error of a request that needs a sign-in or a second factor first.
type detourError struct{ path string }

func (a *detourError) Error() string { return "sign-in or second factor needed" }

// followDetour redirects to path, and from there back to the requested page. A form with
// typed text is saved and shown afterwards; a form without text returns to its page. A form
// is never sent again without a click.
func (s *Server) followDetour(c echo.Context, path string) error {
	r := c.Request()
	back := r.URL.RequestURI()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		back = ""
		if from, err := url.Parse(r.Referer()); err == nil {
			back = localPath(from.RequestURI())
		}
		if form := submittedForm(c); form != nil {
			token, err := s.saveForm(c, form)
			if err != nil {
				return err
			}
			if token == "" { // no space left: this page shows the form instead
				return s.render(c, http.StatusForbidden, texts.Typed(texts.TypedPage{Back: form, SignIn: path}))
			}
			setCookie(c, savedFormCookie, token, int(account.KeptFormFor.Seconds()))
			back = paths.Typed(r.Context())
		}
	}
	return c.Redirect(http.StatusSeeOther, path+"?"+url.Values{"next": {back}}.Encode())
}

func (s *Server) saveForm(c echo.Context, form *texts.GivenBack) (string, error) {
	data, err := json.Marshal(form)
	if err != nil {
		return "", err
	}
	signIn, _ := c.Get(endedSignIn).(int64)
	ctx := c.Request().Context()
	return s.accounts.KeepForm(ctx, account.NewKeptForm{Form: data, Network: network(c.RealIP()), UserID: viewerID(ctx), SignIn: signIn})
}

// showTyped shows the form that was submitted before the sign-in.
func (s *Server) showTyped(c echo.Context) error {
	ctx := c.Request().Context()
	page := texts.TypedPage{}
	if token := cookieValue(c, savedFormCookie); token != "" {
		data, err := s.accounts.KeptForm(ctx, token, viewerID(ctx))
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		if err == nil {
			page.Back = &texts.GivenBack{}
			if err := json.Unmarshal(data, page.Back); err != nil {
				return err
			}
		}
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, http.StatusOK, texts.Typed(page))
}
