package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/places"
)

// showPlaces shows the first level of the tree, or the results of a search by name.
func (s *Server) showPlaces(c echo.Context) error {
	ctx := c.Request().Context()
	page := places.IndexPage{Query: searchText(c)}
	var err error
	if page.Query != "" {
		page.Found, err = s.store.FindPlaces(ctx, page.Query, 50)
	} else {
		page.Regions, err = s.records.PlaceChildren(ctx, "")
	}
	if errors.Is(err, models.ErrSearchBusy) {
		page.Busy = true
		return s.render(c, setBusy(c), places.Index(page))
	}
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, places.Index(page))
}

func (s *Server) showPlace(c echo.Context) error {
	ctx := c.Request().Context()
	var page places.ShowPage
	var err error
	if page.Sheet, err = s.records.PlaceSheet(ctx, c.Param("code")); err != nil {
		return err
	}
	if err := s.markVoiced(ctx, page.Sheet.Appeals); err != nil {
		return err
	}
	if page.Follows, err = s.followed(ctx, page.Targets()); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, places.Show(page))
}

// suggestPlaces returns suggestions for a place field as JSON.
func (s *Server) suggestPlaces(c echo.Context) error {
	ctx := c.Request().Context()
	q := strings.TrimSpace(c.QueryParam("q"))
	if len(q) > longestName {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	type suggestion struct {
		Code string `json:"code"`
		Name string `json:"name"`
		Path string `json:"path"`
	}
	suggestions := []suggestion{}
	found, err := s.store.FindPlaces(ctx, q, 8)
	if err != nil {
		return err
	}
	lang := string(i18n.From(ctx))
	for _, p := range found {
		suggestions = append(suggestions, suggestion{p.Code, p.Name.In(lang), p.Within.In(lang)})
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=3600")
	return c.JSON(http.StatusOK, suggestions)
}
