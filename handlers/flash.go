package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/parts"
)

// A flash is a message shown once, on the next page. Its cookie holds the key of the
// message; views accept known keys only, so the cookie needs no signature or escaping.
const flashCookie = "flash"

func setFlash(c echo.Context, key string) {
	setCookie(c, flashCookie, key, 60)
}

// flash passes the message to the page and deletes the cookie.
func flash(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		key := cookieValue(c, flashCookie)
		if key == "" || r.Method != http.MethodGet {
			return next(c)
		}
		setCookie(c, flashCookie, "", -1)
		c.SetRequest(r.WithContext(parts.WithFlash(r.Context(), key)))
		return next(c)
	}
}
