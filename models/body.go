package models

import (
	"context"
	"fmt"

	"jauap/models/database"
)

// Body is an office that answers appeals: the government, an akimat, an akim's office or a
// department.
type Body struct {
	ID         int64
	PlaceCode  string
	Kind       string // government, akimat, office, department
	Level      int    // 0 government, 1 oblast, 2 district, 3 rural district
	SuperiorID *int64
	Name       Names `gorm:"embedded;embeddedPrefix:name_"`
	Post       Names `gorm:"embedded;embeddedPrefix:post_"` // of its head; never a person
}

// bodyRow is a row of bodies.
type bodyRow struct {
	ID         int64
	PlaceCode  *string
	Kind       string
	Field      string
	Level      int
	SuperiorID *int64
	Name       Names `gorm:"embedded;embeddedPrefix:name_"`
	Post       Names `gorm:"embedded;embeddedPrefix:post_"`
}

func (bodyRow) TableName() string { return "bodies" }

// BodyColumns are the columns of a Body.
const BodyColumns = `id, coalesce(place_code, '') as place_code, kind, level, superior_id,
	name_kk, name_ru, name_en, post_kk, post_ru, post_en`

// Covers reports whether a place is in the territory of the body.
func (b Body) Covers(placeCode string) bool {
	return b.PlaceCode == "" || InPlace(placeCode, b.PlaceCode)
}

// Body returns a body by its id; ErrNotFound for an unknown one.
func (s *Store) Body(ctx context.Context, id int64) (Body, error) {
	row, err := database.Rows[bodyRow](s.db).Where("id = ?", id).Take(ctx)
	if err != nil {
		return Body{}, fmt.Errorf("body %d: %w", id, err)
	}
	return row.body(), nil
}

func (row bodyRow) body() Body {
	b := Body{ID: row.ID, Kind: row.Kind, Level: row.Level, SuperiorID: row.SuperiorID, Name: row.Name, Post: row.Post}
	if row.PlaceCode != nil {
		b.PlaceCode = *row.PlaceCode
	}
	return b
}

// BodyOf returns the body of exactly that place: its akimat or akim's office, or the
// department of a field. The government has the place "".
func (s *Store) BodyOf(ctx context.Context, placeCode, field string) (Body, error) {
	row, err := database.Rows[bodyRow](s.db).Where("place_code is not distinct from ? and field = ?", NilIfZero(placeCode), field).Take(ctx)
	if err != nil {
		return Body{}, fmt.Errorf("body of place %q: %w", placeCode, err)
	}
	return row.body(), nil
}

// CompetentBody returns the body that must answer for a category in a place: the nearest
// body above the place whose level is at least as high as the law requires. ErrNotFound:
// unknown place or category.
func (s *Store) CompetentBody(ctx context.Context, placeCode, categoryCode string) (b Body, err error) {
	category, ok := s.Reference().Category(categoryCode)
	if !ok || !IsPlaceCode(placeCode) {
		return b, fmt.Errorf("competent body for %q in %q: %w", categoryCode, placeCode, ErrNotFound)
	}
	err = s.readOne(ctx, &b, `
		select `+BodyColumns+` from bodies
		where exists (select 1 from places where code = @place)
			and (place_code in @codes or place_code is null) and field = '' and level <= @level
		order by level desc, place_code desc
		limit 1`, map[string]any{"place": placeCode, "codes": append(AncestorCodes(placeCode), placeCode), "level": category.Level})
	if err != nil {
		return b, fmt.Errorf("competent body for %q in %s: %w", categoryCode, placeCode, err)
	}
	return b, nil
}
