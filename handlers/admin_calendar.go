package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/admin"
	"jauap/models/calendar"
	adminviews "jauap/views/admin"
	"jauap/views/paths"
)

// showCalendar lists the special days of a year. The parameter day selects one to edit.
func (s *Server) showCalendar(c echo.Context) error {
	page := adminviews.CalendarPage{Year: s.store.Today().Year}
	if v := c.QueryParam("year"); v != "" {
		if year, err := strconv.Atoi(v); err == nil && year >= 2000 && year <= 2100 {
			page.Year = year
		} else {
			refuseParameter(c, "year")
		}
	}
	day, _ := calendar.ParseDate(c.QueryParam("day")) // the zero date selects no row
	return s.renderCalendar(c, http.StatusOK, page, day)
}

func (s *Server) renderCalendar(c echo.Context, status int, page adminviews.CalendarPage, chosen calendar.Date) (err error) {
	if page.Days, err = s.admin.CalendarDays(c.Request().Context(), page.Year); err != nil {
		return err
	}
	if page.Moves, err = s.store.MovedClocks(c.Request().Context()); err != nil {
		return err
	}
	for _, d := range page.Days {
		if d.Day == chosen {
			page.Form = d
		}
	}
	return s.render(c, status, adminviews.Calendar(page))
}

// recomputeClocks recomputes the running deadlines with the current calendar.
func (s *Server) recomputeClocks(c echo.Context) error {
	ctx := c.Request().Context()
	_, err := s.store.RecomputeClocks(ctx, viewerID(ctx))
	return finish(c, err, outcome{flash: "flash.admin_recomputed", to: paths.AdminCalendar(ctx, 0)})
}

func (s *Server) setCalendarDay(c echo.Context) error {
	ctx := c.Request().Context()
	day, _ := calendar.ParseDate(c.FormValue("day")) // the zero date is rejected as missing
	page := adminviews.CalendarPage{Year: day.Year, Form: admin.CalendarDay{Day: day, Kind: calendar.Kind(c.FormValue("kind")),
		NameKK: c.FormValue("name_kk"), NameRU: c.FormValue("name_ru"), Act: c.FormValue("act")}}
	if day.IsZero() {
		page.Year = s.store.Today().Year
	}
	return finish(c, s.admin.SetCalendarDay(ctx, viewerID(ctx), page.Form), outcome{
		flash: "flash.admin_saved", to: paths.AdminCalendar(ctx, page.Year),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.renderCalendar(c, http.StatusUnprocessableEntity, page, calendar.Date{})
		},
	})
}

func (s *Server) dropCalendarDay(c echo.Context) error {
	ctx := c.Request().Context()
	day, err := calendar.ParseDate(c.FormValue("day"))
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	return finish(c, s.admin.DropCalendarDay(ctx, viewerID(ctx), day), outcome{flash: "flash.admin_dropped", to: paths.AdminCalendar(ctx, day.Year)})
}
