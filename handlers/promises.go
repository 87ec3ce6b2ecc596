package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/record"
)

// showPromises lists the promises of all bodies.
func (s *Server) showPromises(c echo.Context) error {
	return s.renderPromises(c, record.PromisesPage{})
}

// showBodyPromises lists the promises of one body.
func (s *Server) showBodyPromises(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
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
	f.View = choice(c, "view", models.PromiseViews)
	var err error
	if page.Place, f.Place, err = s.queryPlace(c); err != nil {
		return err
	}
	f.After, f.Before = timeCursors(c)
	if page.List, err = s.store.Promises(ctx, *f); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, record.Promises(page))
}
