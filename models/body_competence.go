package models

import (
	"context"
	"fmt"
)

// BodyOf returns the body of exactly that place: its akimat or akim's office, or
// with a field its department. The government is the body of no place ("").
func (s *Store) BodyOf(ctx context.Context, placeCode, field string) (b Body, err error) {
	err = s.readOne(ctx, &b, `
		select `+BodyColumns+` from bodies
		where place_code is not distinct from nullif(?, '') and field = ?`, placeCode, field)
	if err != nil {
		return b, fmt.Errorf("body of place %q: %w", placeCode, err)
	}
	return b, nil
}

// CompetentBody returns who must answer for a category in a place: the nearest
// body upward that stands at least as high as the law lays the competence.
// ErrNotFound: no such place or category.
func (s *Store) CompetentBody(ctx context.Context, placeCode, categoryCode string) (b Body, err error) {
	category, ok := s.Reference().Category(categoryCode)
	if !ok || !IsPlaceCode(placeCode) {
		return b, fmt.Errorf("competent body for %q in %q: %w", categoryCode, placeCode, ErrNotFound)
	}
	err = s.readOne(ctx, &b, `
		select `+BodyColumns+` from bodies
		where exists (select 1 from places where code = ?)
			and (place_code in ? or place_code is null) and field = '' and level <= ?
		order by level desc, place_code desc
		limit 1`, placeCode, append(AncestorCodes(placeCode), placeCode), category.Level)
	if err != nil {
		return b, fmt.Errorf("competent body for %q in %s: %w", categoryCode, placeCode, err)
	}
	return b, nil
}
