package handlers

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
	"jauap/views/parts"
	"jauap/views/paths"
)

// office is the body whose desk is asked for: the one that is named, or the first of
// the viewer's. Another's is ErrForbidden.
func office(c echo.Context, named string) (models.Role, error) {
	offices := parts.ViewerFrom(c.Request().Context()).Offices()
	if named == "" && len(offices) > 0 {
		return offices[0], nil
	}
	id, err := strconv.ParseInt(named, 10, 64)
	if err != nil {
		return models.Role{}, models.ErrNotFound
	}
	i := slices.IndexFunc(offices, func(o models.Role) bool { return o.BodyID == id })
	if i < 0 {
		return models.Role{}, models.ErrForbidden
	}
	return offices[i], nil
}

// officialOf is the viewer, acting for a body.
func officialOf(c echo.Context, body int64) models.Official {
	return models.Official{UserID: viewerID(c.Request().Context()), BodyID: body}
}

// showDesk shows what lies on the desk of a body. The address is its whole state.
func (s *Server) showDesk(c echo.Context) error {
	ctx := c.Request().Context()
	var page desk.IndexPage
	var err error
	if page.Office, err = office(c, c.QueryParam("body")); err != nil {
		return err
	}
	page.Filter = models.DeskFilter{BodyID: page.Office.BodyID, View: models.DeskView(c.QueryParam("view"))}
	if !slices.Contains(models.DeskViews, page.Filter.View) {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	if page.Filter.After, page.Filter.Before, err = cursors(c); err != nil {
		return err
	}
	if page.List, err = s.store.Desk(ctx, page.Filter); err != nil {
		return err
	}
	if page.Counts, err = s.store.DeskCounts(ctx, page.Office.BodyID); err != nil {
		return err
	}
	if page.Handed, err = s.store.HandedWorks(ctx, page.Office.BodyID); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, desk.Index(page))
}

// cursors reads where a list by time goes on.
func cursors(c echo.Context) (after, before models.Cursor, err error) {
	after, before = models.Cursor(c.QueryParam("after")), models.Cursor(c.QueryParam("before"))
	if after != "" && before != "" || models.Newest.CheckCursor(after) != nil || models.Newest.CheckCursor(before) != nil {
		return "", "", models.ErrCursor
	}
	return after, before, nil
}

// takeUpAppeals takes up the appeals that were ticked.
func (s *Server) takeUpAppeals(c echo.Context) error {
	ctx := c.Request().Context()
	form, err := c.FormParams()
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	desk, err := office(c, form.Get("body"))
	if err != nil {
		return err
	}
	numbers := form["number"]
	if len(numbers) > models.PageSize || slices.ContainsFunc(numbers, func(n string) bool { return !models.IsAppealNumber(n) }) {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	taken, err := s.store.TakeUpAppeals(ctx, numbers, officialOf(c, desk.BodyID))
	switch {
	case err != nil:
		return err
	case len(numbers) == 0:
		setFlash(c, "flash.desk_none_chosen")
	case taken < len(numbers):
		setFlash(c, "flash.desk_some_taken")
	default:
		setFlash(c, "flash.desk_taken")
	}
	view := models.DeskView(form.Get("view"))
	if !slices.Contains(models.DeskViews, view) {
		view = models.DeskOpen
	}
	return c.Redirect(http.StatusSeeOther, paths.DeskWhere(ctx, models.DeskFilter{BodyID: desk.BodyID, View: view}))
}
