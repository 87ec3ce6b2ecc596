package handlers

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/record"
)

// showPromises lists the promises of all bodies.
func (s *Server) showPromises(c echo.Context) error {
	return s.renderPromises(c, record.PromisesPage{})
}

// showBodyPromises lists those of one.
func (s *Server) showBodyPromises(c echo.Context) error {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return models.ErrNotFound
	}
	body, err := s.store.Body(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return s.renderPromises(c, record.PromisesPage{Body: &body, Filter: models.PromiseFilter{BodyID: id}})
}

func (s *Server) renderPromises(c echo.Context, page record.PromisesPage) error {
	ctx := c.Request().Context()
	f := &page.Filter
	f.View = models.PromiseView(c.QueryParam("view"))
	if !slices.Contains(models.PromiseViews, f.View) {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	if code := c.QueryParam("place"); code != "" {
		place, err := s.store.Place(ctx, code)
		if errors.Is(err, models.ErrNotFound) {
			return echo.NewHTTPError(http.StatusBadRequest)
		} else if err != nil {
			return err
		}
		page.Place, f.Place = &place, code
	}
	f.After, f.Before = models.Cursor(c.QueryParam("after")), models.Cursor(c.QueryParam("before"))
	if f.After != "" && f.Before != "" || models.Newest.CheckCursor(f.After) != nil || models.Newest.CheckCursor(f.Before) != nil {
		return models.ErrCursor
	}
	var err error
	if page.List, err = s.store.Promises(ctx, *f); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, record.Promises(page))
}
