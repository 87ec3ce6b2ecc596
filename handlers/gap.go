package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/views/i18n"
	"jauap/views/places"
)

// showGap shows which appeals bodies could not solve for lack of authority or money.
func (s *Server) showGap(c echo.Context) error {
	ctx := c.Request().Context()
	var page places.GapPage
	var err error
	if page.Trail, err = s.queryTrail(c); err != nil {
		return err
	}
	_, code := lastPlace(page.Trail)
	if page.Gap, err = s.records.Gap(ctx, code); err != nil {
		return err
	}
	if page.Children, err = s.records.PlaceChildren(ctx, code); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, places.Gap(page))
}

// showGapTable sends the same figures as CSV, one row for each category and level of body.
// Level 0 is the government, level 3 a rural district.
func (s *Server) showGapTable(c echo.Context) error {
	ctx := c.Request().Context()
	trail, err := s.queryTrail(c)
	if err != nil {
		return err
	}
	if err := refusedParameters(c); err != nil {
		return err
	}
	_, code := lastPlace(trail)
	gap, err := s.records.Gap(ctx, code)
	if err != nil {
		return err
	}
	rows := [][]string{{"level", "category_code", "category", "handled", "stuck", "power", "money", "passed_on", "refused", "gone_up", "as_of"}}
	lang := string(i18n.From(ctx))
	for _, level := range gap.Levels {
		for _, r := range level.Rows {
			category, _ := s.store.Reference().Category(r.CategoryCode)
			row := []string{strconv.Itoa(level.Level), r.CategoryCode, category.Name.In(lang)}
			for _, n := range []int{r.Handled, r.Stuck, r.Power, r.Money, r.Passed, r.Refused, r.GoneUp} {
				row = append(row, strconv.Itoa(n))
			}
			rows = append(rows, append(row, stamp(gap.AsOf)))
		}
	}
	name := "gap"
	if code != "" {
		name += "-" + code
	}
	return sendCSV(c, name, rows)
}
