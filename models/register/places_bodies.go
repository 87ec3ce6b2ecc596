package register

import (
	"context"
	"encoding/json"

	"jauap/models"
)

// bodySpecs returns the bodies that the current places should have, by place.
func (s *Store) bodySpecs(ctx context.Context) (map[string]models.BodySpec, error) {
	var places []models.Place
	if err := s.db.Read(ctx, &places, `select `+models.PlaceColumns+` from places where retired_on is null order by code`); err != nil {
		return nil, err
	}
	specs := map[string]models.BodySpec{}
	for _, b := range models.BodySpecs(places) {
		specs[b.Place] = b
	}
	return specs, nil
}

// updateBodies gives bodies the name, rank and superior of their changed places. Values that
// differ from the old spec were set by an administrator and stay.
func (s *Store) updateBodies(ctx context.Context, before, after map[string]models.BodySpec) error {
	type change struct {
		Place    string       `json:"place"`
		Kind     string       `json:"kind"`
		Level    int          `json:"level"`
		Superior string       `json:"superior"`
		Was      string       `json:"was"` // the old superior
		Name     models.Names `json:"name"`
		Post     models.Names `json:"post"`
		OldName  models.Names `json:"old_name"`
		OldPost  models.Names `json:"old_post"`
	}
	changes := []change{}
	for place, old := range before {
		now, stays := after[place]
		if stays && now != old {
			changes = append(changes, change{place, now.Kind, now.Level, now.Superior, old.Superior, now.Name, now.Post, old.Name, old.Post})
		}
	}
	if len(changes) == 0 {
		return nil
	}
	data, err := json.Marshal(changes)
	if err != nil {
		return err
	}
	for _, statement := range []string{`
		update bodies b set kind = n.kind, level = n.level, superior_id = superior.id
		from changes n, bodies superior, bodies was
		where b.place_code = n.place and b.field = '' and b.superior_id = was.id
			and was.field = '' and was.place_code is not distinct from nullif(n.was, '')
			and superior.field = '' and superior.place_code is not distinct from nullif(n.superior, '')`, `
		update bodies b set name_kk = n.name->>'KK', name_ru = n.name->>'RU', name_en = n.name->>'EN'
		from changes n
		where b.place_code = n.place and b.field = ''
			and jsonb_build_object('KK', b.name_kk, 'RU', b.name_ru, 'EN', b.name_en) = n.old_name`, `
		update bodies b set post_kk = n.post->>'KK', post_ru = n.post->>'RU', post_en = n.post->>'EN'
		from changes n
		where b.place_code = n.place and b.field = ''
			and jsonb_build_object('KK', b.post_kk, 'RU', b.post_ru, 'EN', b.post_en) = n.old_post`,
	} {
		if _, err := s.db.Conn().Exec(ctx, `
			with changes as (select * from jsonb_to_recordset($1) as c (place text, kind text, level int,
				superior text, was text, name jsonb, post jsonb, old_name jsonb, old_post jsonb))`+statement, data); err != nil {
			return err
		}
	}
	return nil
}
