package handlers

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/labstack/echo/v4"
	"golang.org/x/oauth2"

	"jauap/models"
	"jauap/views/account"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// journey is the state of a sign-in at the identity provider, stored encrypted in a cookie.
// It binds the callback to the browser that started the sign-in.
type journey struct {
	State, Nonce, Verifier string
	Next                   string
	Lang                   i18n.Lang
	At                     time.Time
}

const (
	journeyCookie = "gateway"
	journeyLasts  = 10 * time.Minute
)

// startGateway redirects to the identity provider. It handles a link and not a form, because
// our Content-Security-Policy allows no form to redirect to another site.
func (s *Server) startGateway(c echo.Context) error {
	_, client, err := s.gateway.discover()
	if err != nil {
		s.config.Log.Error("identity provider failed", "err", err)
		return s.renderSignIn(c, http.StatusServiceUnavailable, account.SignInPage{Failed: "signin.gateway_down"})
	}
	j := journey{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(),
		Next: localPath(c.QueryParam("next")), Lang: i18n.From(c.Request().Context()), At: s.store.Now()}
	text, err := json.Marshal(j)
	if err != nil {
		return err
	}
	s.setJourney(c, base64.RawURLEncoding.EncodeToString(s.config.Secret.Seal(journeyCookie, text)), int(journeyLasts.Seconds()))
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return c.Redirect(http.StatusSeeOther, client.AuthCodeURL(j.State, oidc.Nonce(j.Nonce), oauth2.S256ChallengeOption(j.Verifier)))
}

func (s *Server) setJourney(c echo.Context, value string, seconds int) {
	c.SetCookie(&http.Cookie{Name: journeyCookie, Value: value, Path: "/sign-in/gateway", MaxAge: seconds,
		HttpOnly: true, Secure: s.sessions.Cookie.Secure, SameSite: http.SameSiteLaxMode})
}

// journeyOf decrypts the state of a sign-in. ok is false if it belongs to another sign-in or
// is too old.
func (s *Server) journeyOf(c echo.Context) (j journey, ok bool) {
	cookie, err := c.Cookie(journeyCookie)
	if err != nil {
		return j, false
	}
	sealed, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil {
		return j, false
	}
	text, err := s.config.Secret.Open(journeyCookie, sealed)
	if err != nil || json.Unmarshal(text, &j) != nil {
		return j, false
	}
	same := subtle.ConstantTimeCompare([]byte(j.State), []byte(c.QueryParam("state"))) == 1
	return j, same && s.store.Now().Sub(j.At) < journeyLasts
}

// finishGateway handles the callback of the identity provider. It adds the identity to the
// account of a signed-in user, or signs a visitor in with it.
func (s *Server) finishGateway(c echo.Context) error {
	r := c.Request()
	j, ok := s.journeyOf(c)
	s.setJourney(c, "", -1)
	if j.Lang != "" {
		c.SetRequest(r.WithContext(i18n.With(r.Context(), j.Lang)))
	}
	ctx := c.Request().Context()
	failed := func(status int, key string) error {
		return s.renderSignIn(c, status, account.SignInPage{Next: j.Next, Failed: key})
	}
	if !ok {
		return failed(http.StatusBadRequest, "signin.gateway_lost")
	}
	if c.QueryParam("error") != "" {
		return failed(http.StatusForbidden, "signin.gateway_refused")
	}
	identity, err := s.gateway.identity(ctx, c.QueryParam("code"), j.Verifier, j.Nonce)
	if err != nil {
		s.config.Log.Error("identity provider failed", "err", err)
		if errors.Is(err, errGateway) {
			return failed(http.StatusBadGateway, "signin.gateway_wrong")
		}
		return failed(http.StatusServiceUnavailable, "signin.gateway_down")
	}
	identity.Lang, identity.Client = string(j.Lang), c.RealIP()
	var current int64
	if viewer := parts.ViewerFrom(ctx); viewer != nil && !viewer.Demo {
		current = viewer.UserID
	}
	user, err := s.accounts.ConfirmIdentity(ctx, identity, current)
	var invalid models.Invalid
	if errors.As(err, &invalid) {
		return s.renderSignIn(c, http.StatusUnprocessableEntity, account.SignInPage{Next: j.Next, Invalid: invalid})
	}
	if err != nil {
		return err
	}
	return s.enter(c, user, j.Next)
}
