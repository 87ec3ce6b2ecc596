package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/admin"
	"jauap/views/paths"
)

// showBodies finds bodies by name.
func (s *Server) showBodies(c echo.Context) (err error) {
	page := admin.BodiesPage{Query: searchText(c)}
	if page.Bodies, err = s.admin.FindBodies(c.Request().Context(), page.Query); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, admin.Bodies(page))
}

func (s *Server) showBody(c echo.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	body, err := s.store.Body(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, admin.Body(admin.BodyPage{Body: body}))
}

// newDepartment shows the form of a new department, filled in with its akimat if the
// address names one.
func (s *Server) newDepartment(c echo.Context) error {
	return s.render(c, http.StatusOK, admin.BodyNew(admin.BodyNewPage{Superior: c.QueryParam("body")}))
}

// addDepartment adds a department to the akimat that was typed by name or number.
func (s *Server) addDepartment(c echo.Context) error {
	ctx := c.Request().Context()
	page := admin.BodyNewPage{Superior: strings.TrimSpace(c.FormValue("body")), Name: formNames(c, "name"), Post: formNames(c, "post"), Invalid: models.Invalid{}}
	superior, found, err := s.findBody(c, page.Superior, page.Invalid)
	if err != nil {
		return err
	}
	page.Found = found
	var id int64
	if superior == nil {
		err = page.Invalid
	} else {
		id, err = s.admin.AddDepartment(ctx, viewerID(ctx), *superior, page.Name, page.Post)
	}
	return finish(c, err, outcome{
		flash: "flash.admin_saved", to: paths.AdminBody(ctx, id),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, admin.BodyNew(page))
		},
	})
}

func (s *Server) renameBody(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	var page admin.BodyPage
	page.Body.ID, page.Body.Name, page.Body.Post = id, formNames(c, "name"), formNames(c, "post")
	return finish(c, s.admin.RenameBody(ctx, viewerID(ctx), id, page.Body.Name, page.Body.Post), outcome{
		flash: "flash.admin_saved", to: paths.AdminBody(ctx, id),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, admin.Body(page))
		},
	})
}
