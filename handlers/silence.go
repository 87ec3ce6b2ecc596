package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/places"
)

// showSilence is the sheet of unanswered appeals of a place, to be printed.
func (s *Server) showSilence(c echo.Context) error {
	sheet, err := s.records.SilenceSheet(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, places.Silence(places.SilencePage{Sheet: sheet}))
}
