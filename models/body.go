package models

import (
	"context"
	"fmt"
)

// Body is who answers: the government, an akimat, an akim's office or a department.
type Body struct {
	ID         int64
	PlaceCode  string
	Kind       string // government, akimat, office, department
	Level      int    // 0 government, 1 oblast, 2 district, 3 rural district
	SuperiorID *int64
	Name       Names `gorm:"embedded;embeddedPrefix:name_"`
	Post       Names `gorm:"embedded;embeddedPrefix:post_"` // of its head; never a person
}

// bodyColumns are the columns of a Body.
const BodyColumns = `id, coalesce(place_code, '') as place_code, kind, level, superior_id,
	name_kk, name_ru, name_en, post_kk, post_ru, post_en`

// covers reports whether a place is in the territory of the body.
func (b Body) Covers(placeCode string) bool {
	if b.PlaceCode == "" {
		return true
	}
	lo, hi := PlaceRange(b.PlaceCode)
	return lo <= placeCode && placeCode <= hi
}

// Body returns a body by its id; ErrNotFound if there is none.
func (s *Store) Body(ctx context.Context, id int64) (b Body, err error) {
	if err = s.readOne(ctx, &b, `select `+BodyColumns+` from bodies where id = ?`, id); err != nil {
		return b, fmt.Errorf("body %d: %w", id, err)
	}
	return b, nil
}
