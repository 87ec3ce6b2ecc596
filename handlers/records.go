package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/record"
)

// showRecord is the record of one body. The address is its whole state.
func (s *Server) showRecord(c echo.Context) error {
	ctx := c.Request().Context()
	sheet, err := s.record(c)
	if err != nil {
		return err
	}
	page := record.ShowPage{Record: sheet}
	if page.Follows, err = s.followed(ctx, page.Targets()); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, record.Show(page))
}

func (s *Server) record(c echo.Context) (r models.Record, err error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return r, models.ErrNotFound
	}
	f, err := s.recordFilter(c.QueryParams())
	if err != nil {
		return r, err
	}
	return s.store.Record(c.Request().Context(), id, f)
}

// recordFilter reads the address; a value that means nothing is refused.
func (s *Server) recordFilter(q url.Values) (f models.RecordFilter, err error) {
	wrong := echo.NewHTTPError(http.StatusBadRequest)
	if f.Category = q.Get("category"); f.Category != "" {
		if _, ok := s.store.Reference().Category(f.Category); !ok {
			return f, wrong
		}
	}
	for name, into := range map[string]*models.Quarter{"from": &f.From, "to": &f.To} {
		if v := q.Get(name); v != "" {
			quarter, ok := models.ParseQuarter(v)
			if !ok {
				return f, wrong
			}
			*into = quarter
		}
	}
	return f, nil
}

// showComparison sets bodies of one kind beside each other.
func (s *Server) showComparison(c echo.Context) error {
	ctx := c.Request().Context()
	f, page, err := s.compareFilter(c)
	if err != nil {
		return err
	}
	if page.Comparison, err = s.store.Compare(ctx, f); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, record.Compare(page))
}

// compareFilter reads the address of a comparison, and the place that it names.
func (s *Server) compareFilter(c echo.Context) (f models.CompareFilter, page record.ComparePage, err error) {
	q := c.QueryParams()
	wrong := echo.NewHTTPError(http.StatusBadRequest)
	if f.RecordFilter, err = s.recordFilter(q); err != nil {
		return f, page, err
	}
	f.Level = models.RecordLevels[0]
	if v := q.Get("level"); v != "" {
		i := slices.IndexFunc(models.RecordLevels, func(level int) bool { return strconv.Itoa(level) == v })
		if i < 0 {
			return f, page, wrong
		}
		f.Level = models.RecordLevels[i]
	}
	if v := q.Get("volume"); v != "" {
		volume, ok := models.ParseVolume(v)
		if !ok {
			return f, page, wrong
		}
		f.Volume = &volume
	}
	if f.Sort = models.Figure(q.Get("sort")); f.Sort != "" && !slices.Contains(models.CompareSorts, f.Sort) {
		return f, page, wrong
	}
	if f.After, f.Before = q.Get("after"), q.Get("before"); f.After != "" && f.Before != "" {
		return f, page, models.ErrCursor
	}
	page.PlaceName = strings.TrimSpace(q.Get("place_name"))
	if page.Place, err = s.comparePlace(c.Request().Context(), q.Get("place"), page.PlaceName); err != nil {
		return f, page, err
	}
	if page.Place != nil {
		f.Place = page.Place.Code
	}
	return f, page, nil
}

// comparePlace is the place of a code or, without script, the best match of a name that
// was typed; nil for none.
func (s *Server) comparePlace(ctx context.Context, code, name string) (*models.Place, error) {
	if code != "" {
		place, err := s.store.Place(ctx, code)
		if errors.Is(err, models.ErrNotFound) {
			return nil, echo.NewHTTPError(http.StatusBadRequest)
		}
		if err != nil {
			return nil, err
		}
		if name == "" || slices.Contains([]string{place.Name.KK, place.Name.RU, place.Name.EN}, name) {
			return &place, nil
		}
	}
	if name == "" || len(name) > 200 {
		return nil, nil
	}
	found, err := s.store.FindPlaces(ctx, name, 1)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0].Place, nil
}
