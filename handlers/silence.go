package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/places"
)

// showSilence shows a printable sheet of the unanswered appeals of a place.
func (s *Server) showSilence(c echo.Context) error {
	sheet, err := s.records.SilenceSheet(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, places.Silence(places.SilencePage{Sheet: sheet}))
}
