package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/parts"
)

// Functions that find the viewer of a request, their body, and the row in the address.

// viewerID returns the id of the signed-in user, or 0.
func viewerID(ctx context.Context) int64 {
	if viewer := parts.ViewerFrom(ctx); viewer != nil {
		return viewer.UserID
	}
	return 0
}

// presence returns the user and the network address of a request, for bans.
func presence(c echo.Context) models.Presence {
	return models.Presence{UserID: viewerID(c.Request().Context()), Client: c.RealIP()}
}

// pathID parses the id in the address. It returns ErrNotFound if it is not a number.
func pathID(c echo.Context) (int64, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return 0, models.ErrNotFound
	}
	return id, nil
}

// office returns the viewer's role in the body with the given id, or their first role in any
// body if the id is empty. It returns ErrForbidden if they have no role in the body.
func office(c echo.Context, body string) (models.Role, error) {
	offices := parts.ViewerFrom(c.Request().Context()).Offices()
	if body == "" && len(offices) > 0 {
		return offices[0], nil
	}
	id, err := strconv.ParseInt(body, 10, 64)
	if err != nil {
		return models.Role{}, models.ErrNotFound
	}
	i := slices.IndexFunc(offices, func(o models.Role) bool { return o.BodyID == id })
	if i < 0 {
		return models.Role{}, models.ErrForbidden
	}
	return offices[i], nil
}

// officialOf returns the viewer as an official of a body.
func officialOf(c echo.Context, body int64) models.Official {
	return models.Official{UserID: viewerID(c.Request().Context()), BodyID: body}
}

// standing returns the viewer's access, as an official, to the appeal in the address. It is
// read once per request, because both the route table and the handler need it.
func (s *Server) standing(c echo.Context) (models.CaseAccess, error) {
	const key = "standing"
	if st, ok := c.Get(key).(models.CaseAccess); ok {
		return st, nil
	}
	ctx := c.Request().Context()
	st, err := s.store.CaseAccessOf(ctx, c.Param("number"), parts.ViewerFrom(ctx))
	if err == nil {
		c.Set(key, st)
	}
	return st, err
}

// findBody returns the body that matches a typed name or number. If several match, it
// returns them for a choice. Without a single match it adds a problem.
func (s *Server) findBody(c echo.Context, name string, problems models.Invalid) (id *int64, several []models.Body, err error) {
	const longest = 3 * longestName // the full name of a body
	name, ok := shortName(name, longest)
	if !ok || name == "" {
		problems["body"] = models.Problem{Key: "problem.required"}
		return nil, nil, nil
	}
	found, err := s.admin.FindBodies(c.Request().Context(), name)
	switch {
	case err != nil:
		return nil, nil, err
	case len(found) == 0:
		problems["body"] = models.Problem{Key: "problem.no_body"}
		return nil, nil, nil
	case len(found) > 1:
		problems["body"] = models.Problem{Key: "problem.several_bodies"}
		return nil, found, nil
	}
	return &found[0].ID, nil, nil
}

// placeOf returns the place of a code if the typed name is empty or a name of this place.
// Otherwise it ignores the code and finds the places that match the name.
func (s *Server) placeOf(ctx context.Context, code, name string) (place *models.Place, found []models.FoundPlace, err error) {
	const most = 12 // places to choose from
	if code != "" {
		p, err := s.store.Place(ctx, code)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return nil, nil, err
		}
		if err == nil && (name == "" || isNamed(p, name)) {
			return &p, nil, nil
		}
	}
	return s.placeNamed(ctx, name, most)
}

// placeNamed finds the places that match a typed name. place is nil unless exactly one
// matches.
func (s *Server) placeNamed(ctx context.Context, name string, limit int) (place *models.Place, found []models.FoundPlace, err error) {
	name, ok := shortName(name, longestName)
	if !ok || name == "" {
		return nil, nil, nil
	}
	if found, err = s.store.FindPlaces(ctx, name, limit); len(found) == 1 {
		place = &found[0].Place
	}
	return place, found, err
}

// isNamed reports whether name is the name of a place in one of the languages.
func isNamed(p models.Place, name string) bool {
	return slices.Contains([]string{p.Name.KK, p.Name.RU, p.Name.EN}, name)
}
