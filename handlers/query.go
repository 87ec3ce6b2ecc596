package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
)

// Functions that read the parameters of lists. All lists treat invalid parameters alike:
// they are ignored, and the page has status 400 and a notice with the names of the fields.

// wrongParameters is the echo context key of the names of invalid parameters.
const wrongParameters = "wrong parameters"

// refuseParameter records that a parameter is invalid. render shows it.
func refuseParameter(c echo.Context, name string) {
	if names := wrongIn(c); !slices.Contains(names, name) {
		c.Set(wrongParameters, append(slices.Clone(names), name))
	}
}

// wrongIn returns the names of the invalid parameters found so far.
func wrongIn(c echo.Context) []string {
	names, _ := c.Get(wrongParameters).([]string)
	return names
}

// refusedParameters returns status 400 if a parameter is invalid. It is for files, which
// cannot show a notice.
func refusedParameters(c echo.Context) error {
	if len(wrongIn(c)) > 0 {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	return nil
}

// choice returns a parameter that must be one of the values. Missing and invalid parameters
// give the first value.
func choice[T ~string](c echo.Context, name string, values []T) T {
	v := T(c.QueryParam(name))
	if slices.Contains(values, v) {
		return v
	}
	if v != "" {
		refuseParameter(c, name)
	}
	return values[0]
}

// optionalChoice returns a parameter that must be one of the values. Missing and invalid
// parameters give "".
func optionalChoice[T ~string](c echo.Context, name string, values []T) T {
	return choice(c, name, append([]T{""}, values...))
}

// queryCategory returns the parameter category, or "".
func (s *Server) queryCategory(c echo.Context) string {
	code := c.QueryParam("category")
	if _, ok := s.store.Reference().Category(code); !ok && code != "" {
		refuseParameter(c, "category")
		return ""
	}
	return code
}

// queryPlace returns the place in the parameter place, and its code; nil and "" for none.
func (s *Server) queryPlace(c echo.Context) (*models.Place, string, error) {
	place, err := s.placeByCode(c, c.QueryParam("place"), "place")
	if place == nil {
		return nil, "", err
	}
	return place, place.Code, nil
}

// placeByCode returns the place of a code read from a parameter; nil if it is invalid.
func (s *Server) placeByCode(c echo.Context, code, parameter string) (*models.Place, error) {
	if code == "" {
		return nil, nil
	}
	place, err := s.store.Place(c.Request().Context(), code)
	if statusOf(err) == http.StatusNotFound {
		refuseParameter(c, parameter)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &place, nil
}

// queryTrail returns the place in the parameter place after all places above it, the highest
// first; nil for none.
func (s *Server) queryTrail(c echo.Context) (trail []models.Place, err error) {
	code := c.QueryParam("place")
	if code == "" {
		return nil, nil
	}
	trail, err = s.store.PlaceTrail(c.Request().Context(), code)
	if statusOf(err) == http.StatusNotFound {
		refuseParameter(c, "place")
		return nil, nil
	}
	return trail, err
}

// lastPlace returns the lowest place of a trail and its code, nil and "" for none.
func lastPlace(trail []models.Place) (*models.Place, string) {
	if len(trail) == 0 {
		return nil, ""
	}
	place := &trail[len(trail)-1]
	return place, place.Code
}

// cursors returns the cursors of a page of a list, of which at most one is set. sort decides
// which cursors are valid.
func cursors(c echo.Context, sort models.Sort) (after, before models.Cursor) {
	for name, cursor := range map[string]*models.Cursor{"after": &after, "before": &before} {
		if v := models.Cursor(c.QueryParam(name)); sort.CheckCursor(v) == nil {
			*cursor = v
		} else {
			refuseParameter(c, name)
		}
	}
	if after != "" && before != "" {
		refuseParameter(c, "before")
		before = ""
	}
	return after, before
}

// timeCursors returns the cursors of a list that is sorted by time.
func timeCursors(c echo.Context) (after, before models.Cursor) { return cursors(c, models.Newest) }

// commentCursor returns the cursor of a page of comments: the id of the comment before it,
// or 0 for the first page.
func commentCursor(c echo.Context) int64 {
	v := c.QueryParam("comments")
	after, err := strconv.ParseInt(v, 10, 64)
	if v != "" && (err != nil || after < 0) {
		refuseParameter(c, "comments")
		return 0
	}
	return after
}

// longestName limits the name or phrase of a search, in bytes.
const longestName = 200

// searchText returns the text of a search with single spaces; "" if it is too long.
func searchText(c echo.Context) string {
	q := strings.Join(strings.Fields(c.QueryParam("q")), " ")
	if len(q) > longestName {
		refuseParameter(c, "q")
		return ""
	}
	return q
}

// queryPlaceName is queryPlace for a form with a second field for the name, the only field
// that a browser without script sends. It finds at most limit places with the name.
func (s *Server) queryPlaceName(c echo.Context, name string, limit int) (*models.Place, []models.FoundPlace, error) {
	place, _, err := s.queryPlace(c)
	if err != nil {
		return nil, nil, err
	}
	if len(name) > longestName {
		refuseParameter(c, "place_name")
		name = ""
	}
	if place != nil && (name == "" || isNamed(*place, name)) {
		return place, nil, nil
	}
	return s.placeNamed(c.Request().Context(), name, limit)
}
