package register

import (
	"context"

	"jauap/models"
)

// competence finds the body responsible for a place and a category in memory,
// as CompetentBody does by a query: a register has a hundred thousand rows.
type competence struct {
	government int64
	akims      map[string]models.Body // by place, departments left out
}

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

// body is the lowest one over the place on the level that is competent by law or
// above it; at last the government.
func (c competence) body(place string, level int) int64 {
	best := models.Body{ID: c.government}
	for _, code := range append(models.AncestorCodes(place), place) {
		if b, ok := c.akims[code]; ok && b.Level <= level && b.Level >= best.Level {
			best = b
		}
	}
	return best.ID
}
