package handlers

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/paths"
	"jauap/views/texts"
)

// keptCookie holds the token of the form that is kept until this browser has signed in.
const keptCookie = "typed"

// endedSignIn is the key of the sign-in of an expired session in the echo context.
const endedSignIn = "ended sign-in"

// away is the error of a request that first needs a sign-in or a second factor.
type away struct{ path string }

func (a *away) Error() string { return "sign in first" }

// lead redirects to path and from there back to the requested page. Text of a submitted
// form is kept and given back afterwards; a form without text returns to its page. A form
// is never resent without a click.
func (s *Server) lead(c echo.Context, path string) error {
	r := c.Request()
	back := r.URL.RequestURI()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		back = ""
		if from, err := url.Parse(r.Referer()); err == nil {
			back = localPath(from.RequestURI())
		}
		if form := givenBack(c); form != nil {
			token, err := s.keepForm(c, form)
			if err != nil {
				return err
			}
			if token == "" { // no space left: the page itself holds the form
				return s.render(c, http.StatusForbidden, texts.Typed(texts.TypedPage{Back: form, SignIn: path}))
			}
			s.setKeptCookie(c, token)
			back = paths.Typed(r.Context())
		}
	}
	return c.Redirect(http.StatusSeeOther, path+"?"+url.Values{"next": {back}}.Encode())
}

func (s *Server) keepForm(c echo.Context, form *texts.GivenBack) (string, error) {
	data, err := json.Marshal(form)
	if err != nil {
		return "", err
	}
	signIn, _ := c.Get(endedSignIn).(int64)
	ctx := c.Request().Context()
	return s.store.KeepForm(ctx, models.NewKeptForm{Form: data, Network: network(c.RealIP()), UserID: viewerID(ctx), SignIn: signIn})
}

func (s *Server) setKeptCookie(c echo.Context, token string) {
	c.SetCookie(&http.Cookie{Name: keptCookie, Value: token, Path: "/", MaxAge: int(models.KeptFormFor.Seconds()),
		Secure: s.sessions.Cookie.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// showTyped gives back the form that was submitted before signing in.
func (s *Server) showTyped(c echo.Context) error {
	ctx := c.Request().Context()
	page := texts.TypedPage{}
	if cookie, err := c.Cookie(keptCookie); err == nil {
		data, err := s.store.KeptForm(ctx, cookie.Value, viewerID(ctx))
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
