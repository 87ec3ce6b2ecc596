package handlers

import (
	"crypto/rand"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models/account"
)

// browserCookie holds a random value by which a browser is counted apart from its
// neighbours in the network, and recognised where its owner has signed in.
const browserCookie = "browser"

// secureKey says in a request whether the portal is served over TLS.
const secureKey = "secure cookies"

// secureCookies tells the functions below whether browsers reach the portal over TLS.
func (s *Server) secureCookies(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(secureKey, s.sessions.Cookie.Secure)
		return next(c)
	}
}

// cookieName is the name that a cookie has in the browser. Over TLS no other host, not a
// sister of ours either, can set one whose name begins with __Host-.
func cookieName(c echo.Context, name string) string {
	if secure, _ := c.Get(secureKey).(bool); secure {
		return "__Host-" + name
	}
	return name
}

// setCookie sets a cookie that only this host reads; seconds below zero takes it away.
func setCookie(c echo.Context, name, value string, seconds int) {
	secure, _ := c.Get(secureKey).(bool)
	c.SetCookie(&http.Cookie{Name: cookieName(c, name), Value: value, Path: "/", MaxAge: seconds,
		Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// cookieValue is the value of a cookie; "" for none, or one longer than any of ours.
func cookieValue(c echo.Context, name string) string {
	cookie, err := c.Cookie(cookieName(c, name))
	if err != nil || len(cookie.Value) > 64 {
		return ""
	}
	return cookie.Value
}

// browser is the value of the browser's cookie, which the first form that is sent sets.
// A page that is only read sets none.
func (s *Server) browser(c echo.Context) string {
	if value, _ := c.Get(browserCookie).(string); value != "" {
		return value
	}
	value := cookieValue(c, browserCookie)
	if value == "" {
		value = rand.Text()
		setCookie(c, browserCookie, value, account.OriginDays*24*60*60)
	}
	c.Set(browserCookie, value)
	return value
}

// origin is from where a form was sent.
func (s *Server) origin(c echo.Context) account.Origin {
	return account.Origin{Network: network(c.RealIP()), Browser: s.browser(c)}
}
