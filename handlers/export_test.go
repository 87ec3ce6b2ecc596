package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Guard adds a route that needs one of the roles, for tests of permissions.
func (s *Server) Guard(path string, roles ...string) {
	s.echo.GET(path, func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }, hasRole(roles...))
}
