package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/admin"
)

// showBounces lists the users with bounced mail.
func (s *Server) showBounces(c echo.Context) error {
	after, before := timeCursors(c)
	list, err := s.notices.BouncedPeople(c.Request().Context(), after, before)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, admin.Bounces(admin.BouncesPage{List: list}))
}
