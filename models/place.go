package models

import (
	"context"
	"fmt"

	"jauap/models/text"
)

// Place is one unit of the official classifier (KATO, НК РК 11).
type Place struct {
	Code     string // nine digits AB CD EF HIJ
	Level    int    // 1 first-level unit, 2 district, 3 rural district, 4 settlement
	Unit     string // oblast, district, village …: a key of the locale files ("unit.…")
	Name     Names  `gorm:"embedded;embeddedPrefix:name_"`
	Lat, Lon *float64
	Retired  bool // gone from the newest edition
}

// PlaceRange returns the first and the last code of the place and all below it.
// A KATO code names its ancestors, so a subtree is one range of codes.
func PlaceRange(code string) (lo, hi string) {
	prefix := code
	switch {
	case code[2:] == "0000000":
		prefix = code[:2]
	case code[4:] == "00000":
		prefix = code[:4]
	case code[6:] == "000":
		prefix = code[:6]
	}
	return (prefix + "000000000")[:9], (prefix + "999999999")[:9]
}

// InPlace reports whether the code of a place is that of area or of a place below it.
func InPlace(code, area string) bool {
	lo, hi := PlaceRange(area)
	return lo <= code && code <= hi
}

// AncestorCodes returns the codes that may be above code, from the top; not all exist.
func AncestorCodes(code string) []string {
	var codes []string
	for _, n := range []int{2, 4, 6} {
		if c := (code[:n] + "000000000")[:9]; c != code && (len(codes) == 0 || codes[len(codes)-1] != c) {
			codes = append(codes, c)
		}
	}
	return codes
}

// IsPlaceCode reports whether s has the form of a KATO code.
func IsPlaceCode(s string) bool { return len(s) == 9 && onlyDigits(s) }

const PlaceColumns = `code, level, unit, name_kk, name_ru, name_en, lat, lon, retired_on is not null as retired`

// Place returns one place, or ErrNotFound.
func (s *Store) Place(ctx context.Context, code string) (Place, error) {
	var p Place
	if !IsPlaceCode(code) {
		return p, ErrNotFound
	}
	err := s.readOne(ctx, &p, `select `+PlaceColumns+` from places where code = ?`, code)
	if err != nil {
		return p, fmt.Errorf("place %s: %w", code, err)
	}
	return p, nil
}

// PlaceTrail returns the place and everything above it, from the top.
func (s *Store) PlaceTrail(ctx context.Context, code string) ([]Place, error) {
	var trail []Place
	if !IsPlaceCode(code) {
		return nil, ErrNotFound
	}
	err := s.read(ctx, &trail, `select `+PlaceColumns+` from places where code in ? order by code, level`,
		append(AncestorCodes(code), code))
	if err == nil && (len(trail) == 0 || trail[len(trail)-1].Code != code) {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("trail of place %s: %w", code, err)
	}
	return trail, nil
}

// FindPlaces returns up to limit places whose names contain the words of q, in any
// of the languages and with or without Kazakh letters; higher levels and
// closer names first.
func (s *Store) FindPlaces(ctx context.Context, q string, limit int) ([]FoundPlace, error) {
	q = text.Fold(q)
	if q == "" {
		return nil, nil
	}
	var found []FoundPlace
	err := s.search(ctx, func(ctx context.Context) error {
		return s.read(ctx, &found, `
		select p.code, p.level, p.unit, p.name_kk, p.name_ru, p.name_en, p.lat, p.lon, p.retired_on is not null as retired,
			coalesce(d.name_kk, '') as within_kk, coalesce(d.name_ru, '') as within_ru, coalesce(d.name_en, '') as within_en
		from places p
		-- the district, or for a district its oblast, tells namesakes apart
		left join places d on d.code = case when p.level > 2 then substr(p.code, 1, 4) || '00000'
		                                    when p.level = 2 then substr(p.code, 1, 2) || '0000000' end
		where p.folded like ? and p.retired_on is null
		order by p.folded not like ?, p.level, p.name_kk collate "kk-x-icu", p.code
		limit ?`, LikeContaining(q), LikeContaining("|"+q), limit)
	})
	if err != nil {
		return nil, fmt.Errorf("find places: %w", err)
	}
	return found, nil
}

// FoundPlace is a place with the name of the larger one it lies in.
type FoundPlace struct {
	Place
	Within Names `gorm:"embedded;embeddedPrefix:within_"`
}
