package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Guard adds a door that only a role opens, for tests of the steps of permission.
func (s *Server) Guard(path string, roles ...string) {
	s.echo.GET(path, func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }, hasRole(roles...))
}
