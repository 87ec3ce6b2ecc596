package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// readOnly refuses writes while the portal is read-only. Signing in and out and the pages
// of administrators, who can end it, still work.
func (s *Server) readOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if m := c.Request().Method; m == http.MethodGet || m == http.MethodHead || staysOpen(c.Path()) {
			return next(c)
		}
		if err := s.store.Reference().Open(); err != nil {
			return err
		}
		return next(c)
	}
}

// staysOpen reports whether a route works in a read-only portal.
func staysOpen(route string) bool {
	_, path, _ := strings.Cut(strings.TrimPrefix(route, "/"), "/") // after the language
	first, rest, _ := strings.Cut(path, "/")
	return first == "sign-in" || first == "sign-out" || first == "unsubscribe" || first == "admin" || first == "account" && strings.HasPrefix(rest, "factor")
}
