package handlers

import (
	"crypto/rand"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models/account"
)

// browserCookie holds a random value that identifies a browser: for rate limits, which
// count browsers of one network separately, and to recognise browsers of earlier sign-ins.
const browserCookie = "browser"

// secureKey is the echo context key that reports whether the portal is served over TLS.
const secureKey = "secure cookies"

// secureCookies sets secureKey, which the functions below need.
func (s *Server) secureCookies(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(secureKey, s.sessions.Cookie.Secure)
		return next(c)
	}
}

// cookieName returns the name of a cookie in the browser. Over TLS it has the prefix
// __Host-, with which no other host, not even a sibling subdomain, can set the cookie.
func cookieName(c echo.Context, name string) string {
	if secure, _ := c.Get(secureKey).(bool); secure {
		return "__Host-" + name
	}
	return name
}

// setCookie sets a cookie for this host only. Negative seconds delete it.
func setCookie(c echo.Context, name, value string, seconds int) {
	secure, _ := c.Get(secureKey).(bool)
	c.SetCookie(&http.Cookie{Name: cookieName(c, name), Value: value, Path: "/", MaxAge: seconds,
		Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// cookieValue returns the value of a cookie; "" if it is missing or longer than the values
// that we set.
func cookieValue(c echo.Context, name string) string {
	cookie, err := c.Cookie(cookieName(c, name))
	if err != nil || len(cookie.Value) > 64 {
		return ""
	}
	return cookie.Value
}

// browser returns the value of the browser cookie and sets the cookie if it is missing. It
// is called for submitted forms only, so that reading pages sets no cookie.
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

// origin returns the network and the browser of a request.
func (s *Server) origin(c echo.Context) account.Origin {
	return account.Origin{Network: network(c.RealIP()), Browser: s.browser(c)}
}
