package handlers

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strconv"
	"time"

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
	asOf := ""
	if !gap.AsOf.IsZero() {
		asOf = gap.AsOf.UTC().Format(time.RFC3339)
	}
	lang := string(i18n.From(ctx))
	for _, level := range gap.Levels {
		for _, r := range level.Rows {
			category, _ := s.store.Reference().Category(r.CategoryCode)
			row := []string{strconv.Itoa(level.Level), r.CategoryCode, category.Name.In(lang)}
			for _, n := range []int{r.Handled, r.Stuck, r.Power, r.Money, r.Passed, r.Refused, r.GoneUp} {
				row = append(row, strconv.Itoa(n))
			}
			rows = append(rows, append(row, asOf))
		}
	}
	return sendTable(c, "gap", code, rows)
}

// sendTable sends rows as a file for a spreadsheet; the mark at its beginning tells
// spreadsheets that the letters are UTF-8.
func sendTable(c echo.Context, name, code string, rows [][]string) error {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return err
	}
	if code != "" {
		name += "-" + code
	}
	h := c.Response().Header()
	h.Set(echo.HeaderCacheControl, publicCache)
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
}
