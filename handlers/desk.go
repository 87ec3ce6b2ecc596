package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
	"jauap/views/paths"
)

// showDesk lists the appeals that a body handles. All of its state is in the address.
func (s *Server) showDesk(c echo.Context) error {
	ctx := c.Request().Context()
	var page desk.IndexPage
	var err error
	if page.Office, err = office(c, c.QueryParam("body")); err != nil {
		return err
	}
	page.Filter = models.DeskFilter{BodyID: page.Office.BodyID, View: choice(c, "view", models.DeskViews)}
	page.Filter.After, page.Filter.Before = timeCursors(c)
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

// takeUpAppeals takes up the selected appeals.
func (s *Server) takeUpAppeals(c echo.Context) error {
	ctx := c.Request().Context()
	form, err := formParams(c)
	if err != nil {
		return err
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
	flash := "flash.desk_taken"
	switch {
	case len(numbers) == 0:
		flash = "flash.desk_none_chosen"
	case taken < len(numbers):
		flash = "flash.desk_some_taken"
	}
	view := models.DeskView(form.Get("view"))
	if !slices.Contains(models.DeskViews, view) {
		view = models.DeskOpen
	}
	return finish(c, err, outcome{flash: flash, to: paths.DeskWhere(ctx, models.DeskFilter{BodyID: desk.BodyID, View: view})})
}
