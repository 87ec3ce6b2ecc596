package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/parts"
)

// A flash is a message shown once on the next page. Its cookie holds the key of the
// message and views accept known keys only, so nothing needs a signature or escaping.
const flashCookie = "flash"

func setFlash(c echo.Context, key string) {
	c.SetCookie(&http.Cookie{Name: flashCookie, Value: key, Path: "/", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// flash passes the message to the page and deletes the cookie.
func flash(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		cookie, err := c.Cookie(flashCookie)
		if err != nil || r.Method != http.MethodGet {
			return next(c)
		}
		c.SetCookie(&http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		c.SetRequest(r.WithContext(parts.WithFlash(r.Context(), cookie.Value)))
		return next(c)
	}
}
