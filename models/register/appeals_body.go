package register

import (
	"context"

	"jauap/models"
)

// competence finds the competent body for a place and a level in memory. CompetentBody does
// so by a query, which is too slow for a register of a hundred thousand rows.
type competence struct {
	government int64
	akims      map[string]models.Body // by place, without departments
}

// readCompetence reads all bodies except departments.
func (s *Store) readCompetence(ctx context.Context) (competence, error) {
	var bodies []models.Body
	err := s.db.Read(ctx, &bodies, `select id, coalesce(place_code, '') as place_code, level from bodies where field = ''`)
	c := competence{akims: make(map[string]models.Body, len(bodies))}
	for _, b := range bodies {
		if b.PlaceCode == "" {
			c.government = b.ID
		} else {
			c.akims[b.PlaceCode] = b
		}
	}
	return c, err
}

// body returns the lowest body of the place or above it whose level is competent by law, or
// higher; the government if there is no other.
func (c competence) body(place string, level int) int64 {
	best := models.Body{ID: c.government}
	for _, code := range append(models.AncestorCodes(place), place) {
		if b, ok := c.akims[code]; ok && b.Level <= level && b.Level >= best.Level {
			best = b
		}
	}
	return best.ID
}
