package register

import (
	"context"

	"github.com/jackc/pgx/v5"

	"jauap/models/text"
)

// placeNames returns readable names for the abbreviated official ones. The level distinguishes
// a district of a city from a district of an oblast.
func placeNames(p katoPlace) text.Names {
	n := text.PlaceName(p.OfficialKK, p.OfficialRU)
	if n.Unit == text.District && p.Level > 2 {
		n.Unit = text.CityDistrict
	}
	return n
}

// writePlaces applies the differences in a few statements and updates the bodies.
func (s *Store) writePlaces(ctx context.Context, diff PlacesDiff) error {
	if diff.Empty() {
		return s.core.EnsureBodies(ctx) // places that were not imported may have none
	}
	before, err := s.bodySpecs(ctx)
	if err != nil {
		return err
	}
	if len(diff.write) > 0 {
		if err := s.copyPlaces(ctx, diff.write); err != nil {
			return err
		}
	}
	retired := make([]string, len(diff.Retired))
	for i, c := range diff.Retired {
		retired[i] = c.Code
	}
	if _, err := s.db.Conn().Exec(ctx, `update places set retired_on = $1 where code = any($2)`, s.core.Today(), retired); err != nil {
		return err
	}
	if err := s.core.EnsureBodies(ctx); err != nil {
		return err
	}
	after, err := s.bodySpecs(ctx)
	if err != nil {
		return err
	}
	if err := s.updateBodies(ctx, before, after); err != nil {
		return err
	}
	_, err = s.db.Conn().Exec(ctx, `analyze places, bodies`) // the planner has statistics of empty tables
	return err
}

// copyPlaces adds and updates places. Readable names change only when the official names
// change, so that corrections by hand stay.
func (s *Store) copyPlaces(ctx context.Context, places []katoPlace) error {
	columns := []string{"code", "parent_code", "level", "unit", "terrain", "official_kk", "official_ru", "name_kk", "name_ru", "name_en"}
	if _, err := s.db.Conn().Exec(ctx, `
		create temp table incoming_places on commit drop as
		select code, parent_code, level, unit, terrain, official_kk, official_ru, name_kk, name_ru, name_en from places with no data`); err != nil {
		return err
	}
	if _, err := s.db.Conn().CopyFrom(ctx, pgx.Identifier{"incoming_places"}, columns,
		pgx.CopyFromSlice(len(places), func(i int) ([]any, error) {
			p := places[i]
			n := placeNames(p)
			parent := &p.Parent
			if p.Parent == "" {
				parent = nil
			}
			return []any{p.Code, parent, p.Level, n.Unit, p.Terrain, p.OfficialKK, p.OfficialRU, n.KK, n.RU, n.EN}, nil
		})); err != nil {
		return err
	}
	_, err := s.db.Conn().Exec(ctx, `
		update places p set
			parent_code = i.parent_code, level = i.level, unit = i.unit, terrain = i.terrain, retired_on = null,
			official_kk = i.official_kk, official_ru = i.official_ru,
			name_kk = case when same then p.name_kk else i.name_kk end,
			name_ru = case when same then p.name_ru else i.name_ru end,
			name_en = case when same then p.name_en else i.name_en end
		from (select i.*, (o.official_kk, o.official_ru) = (i.official_kk, i.official_ru) as same
		      from incoming_places i join places o using (code)) i
		where p.code = i.code;
		insert into places (code, parent_code, level, unit, terrain, official_kk, official_ru, name_kk, name_ru, name_en)
		select code, parent_code, level, unit, terrain, official_kk, official_ru, name_kk, name_ru, name_en
		from incoming_places on conflict do nothing;
		drop table incoming_places`)
	return err
}
