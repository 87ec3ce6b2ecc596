package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/views"
)

// showBodies finds bodies by name.
func (s *Server) showBodies(c echo.Context) (err error) {
	page := views.AdminBodiesPage{Query: shortQuery(c)}
	if page.Bodies, err = s.store.FindBodies(c.Request().Context(), page.Query); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.AdminBodies(page))
}

func (s *Server) showBody(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	body, err := s.store.BodyByID(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.AdminBody(views.AdminBodyPage{Body: body}))
}

func (s *Server) renameBody(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	var page views.AdminBodyPage
	page.Body.ID, page.Body.Name, page.Body.Post = id, formNames(c, "name"), formNames(c, "post")
	err = s.store.RenameBody(ctx, viewerID(ctx), id, page.Body.Name, page.Body.Post)
	if errors.As(err, &page.Invalid) {
		return s.render(c, http.StatusUnprocessableEntity, views.AdminBody(page))
	}
	return s.saved(c, views.AdminBodyPath(ctx, id), "flash.admin_saved", err)
}

// shortQuery is what is searched for, cut to what a name may be long.
func shortQuery(c echo.Context) string {
	q := strings.Join(strings.Fields(c.QueryParam("q")), " ")
	if len(q) > 200 {
		return ""
	}
	return q
}
