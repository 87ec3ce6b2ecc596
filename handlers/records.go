package handlers

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models/record"
	recordviews "jauap/views/record"
)

// showRecord shows the record of one body. All of its state is in the address.
func (s *Server) showRecord(c echo.Context) error {
	ctx := c.Request().Context()
	sheet, err := s.record(c)
	if err != nil {
		return err
	}
	page := recordviews.ShowPage{Record: sheet}
	if page.Follows, err = s.followed(ctx, page.Targets()); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, recordviews.Show(page))
}

func (s *Server) record(c echo.Context) (r record.Record, err error) {
	id, err := pathID(c)
	if err != nil {
		return r, err
	}
	return s.records.Record(c.Request().Context(), id, s.recordFilter(c))
}

// recordFilter reads the filter of a record from the address.
func (s *Server) recordFilter(c echo.Context) (f record.RecordFilter) {
	f.Category = s.queryCategory(c)
	for name, into := range map[string]*record.Quarter{"from": &f.From, "to": &f.To} {
		v := c.QueryParam(name)
		if quarter, ok := record.ParseQuarter(v); ok {
			*into = quarter
		} else if v != "" {
			refuseParameter(c, name)
		}
	}
	return f
}

// showComparison compares bodies of one kind.
func (s *Server) showComparison(c echo.Context) error {
	ctx := c.Request().Context()
	f, page, err := s.compareFilter(c)
	if err != nil {
		return err
	}
	if page.Comparison, err = s.records.Compare(ctx, f); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, recordviews.Compare(page))
}

// compareFilter reads the filter of a comparison from the address. The place is given by its
// code or, without script, by a name, of which the best match is taken.
func (s *Server) compareFilter(c echo.Context) (f record.CompareFilter, page recordviews.ComparePage, err error) {
	f.RecordFilter = s.recordFilter(c)
	levels := make([]string, len(record.RecordLevels))
	for i, level := range record.RecordLevels {
		levels[i] = strconv.Itoa(level)
	}
	f.Level = parseLevel(choice(c, "level", levels))
	if v := c.QueryParam("volume"); v != "" {
		if volume, ok := record.ParseVolume(v); ok {
			f.Volume = &volume
		} else {
			refuseParameter(c, "volume")
		}
	}
	f.Sort = optionalChoice(c, "sort", record.CompareSorts)
	if f.After, f.Before = c.QueryParam("after"), c.QueryParam("before"); f.After != "" && f.Before != "" {
		refuseParameter(c, "before")
		f.Before = ""
	}
	page.PlaceName = strings.TrimSpace(c.QueryParam("place_name"))
	page.Place, _, err = s.queryPlaceName(c, page.PlaceName, 1)
	if page.Place != nil {
		f.Place = page.Place.Code
	}
	return f, page, err
}
