package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/record"
	"jauap/views/places"
)

// showCountry shows the record of the first-level units as a tile map and a table.
func (s *Server) showCountry(c echo.Context) error {
	return s.renderLeague(c, places.CountryPage{})
}

// showLeague shows the record of the units directly below an oblast, a city or a district.
func (s *Server) showLeague(c echo.Context) error {
	trail, err := s.store.PlaceTrail(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	if trail[len(trail)-1].Level > 2 {
		return models.ErrNotFound
	}
	return s.renderLeague(c, places.CountryPage{Trail: trail})
}

func (s *Server) renderLeague(c echo.Context, page places.CountryPage) (err error) {
	ctx := c.Request().Context()
	figure := choice(c, "figure", record.LeagueFigures)
	if page.League, err = s.records.League(ctx, page.Code(), figure); err != nil {
		return err
	}
	if page.AsOf, err = s.records.RecordsAsOf(ctx); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, places.Country(page))
}
