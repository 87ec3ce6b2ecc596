package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jauap/models/text"
)

// EnsureBodies gives every place that has an akim its body: the akimats of
// oblasts, cities and districts, the akim's offices of rural districts,
// settlements, cities in a district and districts in a city (Law on local
// government, No. 148-II). Those that are there stay as they are.
func (s *Store) EnsureBodies(ctx context.Context) error {
	err := s.tx(ctx, func(tx *Store) error {
		var places []Place
		if err := tx.read(ctx, &places, `select `+PlaceColumns+` from places where retired_on is null order by code`); err != nil {
			return err
		}
		bodies := BodySpecs(places)
		for level := 1; level <= 3; level++ { // superiors first
			if err := tx.insertBodies(ctx, bodies, level); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("ensure bodies: %w", err)
	}
	return nil
}

// seat is a body to be: superior is the place of the one above it, "" the government.
type BodySpec struct {
	Place, Kind, Superior string
	Level                 int
	Name, Post            Names
}

// bodiesOf says which of the places, sorted by code, have a body of their own.
func BodySpecs(places []Place) []BodySpec {
	byCode := make(map[string]Place, len(places))
	seats := map[string]BodySpec{}
	for _, p := range places {
		byCode[p.Code] = p
	}
	var list []BodySpec
	for _, p := range places {
		b := BodySpec{Place: p.Code}
		var parent Place // the nearest place above
		for _, code := range AncestorCodes(p.Code) {
			if above, ok := byCode[code]; ok {
				parent = above
			}
			if _, ok := seats[code]; ok {
				b.Superior = code
			}
		}
		if b.Kind, b.Level = rank(p, parent, seats[b.Superior].Level); b.Kind == "" {
			continue
		}
		b.Name, b.Post = titles(administered(p, byCode), b.Kind)
		seats[p.Code] = b
		list = append(list, b)
	}
	return list
}

// rank says what body a place has and of which level; "" for none, as a village
// in its rural district, or a city right under its own administration.
func rank(p, parent Place, superiorLevel int) (kind string, level int) {
	switch {
	case p.Level <= 2:
		return "akimat", p.Level
	case p.Unit == text.District || p.Unit == text.CityDistrict:
		// below a city of the republic it stands where a district does, but has an akim's office
		return "office", superiorLevel + 1
	case p.Level != 3:
		return "", 0
	case p.Unit == text.RuralDistrict, p.Unit == text.Settlement, p.Unit == text.CityAdmin,
		p.Unit == text.City && parent.Unit == text.District:
		return "office", 3
	}
	return "", 0
}

// The classifier names some places by their administration; the akim is that of the place itself.
var (
	placeOfKK = strings.NewReplacer(
		" қалалық әкімшілігі", " қаласы", " қалалық әкімшілік", " қала", " аудандық әкімшілігі", " ауданы", " аудандық әкімшілік", " аудан",
		" кенттік әкімшілігі", " кенті", " кенттік әкімшілік", " кент", " ауылдық әкімшілігі", " ауылы", " ауылдық әкімшілік", " ауыл")
	placeOfEN = strings.NewReplacer(" City Administration", " City", " District Administration", " District",
		" Settlement Administration", " Settlement", " Rural Administration", " Village")
)

// administered is the name of the place that an administration is named after. In
// Russian the classifier has an adjective («Акчатауская поселковая администрация»),
// and the place itself («посёлок Акчатау») stands first below it.
func administered(p Place, byCode map[string]Place) Names {
	name := p.Name
	centre, ok := byCode[p.Code[:6]+"100"]
	if ok && strings.HasSuffix(name.RU, " администрация") && (centre.Unit == text.Settlement || centre.Unit == text.City) {
		name.RU = centre.Name.RU
	}
	return name
}

// titles names a body and the post of its head after their place.
func titles(place Names, kind string) (name, post Names) {
	kk, ru, en := placeOfKK.Replace(place.KK), text.Genitive(place.RU), placeOfEN.Replace(place.EN)
	if city, ok := strings.CutSuffix(en, " city"); ok {
		en = city + " City"
	}
	post = Names{KK: kk + " әкімі", RU: "Аким " + ru, EN: "Akim of " + en}
	if kind == "office" {
		return Names{KK: kk + " әкімінің аппараты", RU: "Аппарат акима " + ru, EN: "Office of the Akim of " + en}, post
	}
	return Names{KK: kk + " әкімдігі", RU: "Акимат " + ru, EN: "Akimat of " + en}, post
}

// insertBodies writes the bodies of one level in one statement.
func (s *Store) insertBodies(ctx context.Context, bodies []BodySpec, level int) error {
	bodies = slices.DeleteFunc(slices.Clone(bodies), func(b BodySpec) bool { return b.Level != level })
	column := func(of func(BodySpec) string) []string {
		values := make([]string, len(bodies))
		for i, b := range bodies {
			values[i] = of(b)
		}
		return values
	}
	_, err := s.db.Conn().Exec(ctx, `
		insert into bodies (place_code, kind, level, superior_id, name_kk, name_ru, name_en, post_kk, post_ru, post_en)
		select b.place, b.kind, $1, superior.id, b.name_kk, b.name_ru, b.name_en, b.post_kk, b.post_ru, b.post_en
		from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
			as b (place, kind, superior, name_kk, name_ru, name_en, post_kk, post_ru, post_en)
		join bodies superior on superior.place_code is not distinct from nullif(b.superior, '') and superior.field = ''
		on conflict do nothing`, level,
		column(func(b BodySpec) string { return b.Place }),
		column(func(b BodySpec) string { return b.Kind }),
		column(func(b BodySpec) string { return b.Superior }),
		column(func(b BodySpec) string { return b.Name.KK }),
		column(func(b BodySpec) string { return b.Name.RU }),
		column(func(b BodySpec) string { return b.Name.EN }),
		column(func(b BodySpec) string { return b.Post.KK }),
		column(func(b BodySpec) string { return b.Post.RU }),
		column(func(b BodySpec) string { return b.Post.EN }))
	return err
}

// NewBody is a body that the tree of places does not give: a department.
type NewBody struct {
	PlaceCode  string
	Kind       string // akimat, office, department
	Field      string // of a department: education, health, police …
	Level      int    // 1 to 3
	SuperiorID int64
	Name, Post Names
}

// CreateBody returns the id of the new body; a place has one of each field, so
// a second is Invalid.
func (s *Store) CreateBody(ctx context.Context, in NewBody) (id int64, err error) {
	problems := Invalid{}
	OneOf(problems, "kind", in.Kind, []string{"akimat", "office", "department"})
	OneOf(problems, "level", in.Level, []int{1, 2, 3})
	if (in.Kind == "department") != (in.Field != "") {
		problems["field"] = Problem{Key: "problem.required"}
	}
	for _, name := range []string{in.Name.KK, in.Name.RU, in.Name.EN, in.Post.KK, in.Post.RU, in.Post.EN} {
		problems.Text("name", name, 1, 300)
	}
	if _, err := s.Place(ctx, in.PlaceCode); err != nil {
		problems["place"] = Problem{Key: "problem.unknown"}
	}
	if _, err := s.Body(ctx, in.SuperiorID); err != nil {
		problems["superior"] = Problem{Key: "problem.unknown"}
	}
	if len(problems) > 0 {
		return 0, problems
	}
	err = s.readOne(ctx, &id, `
		insert into bodies (place_code, kind, field, level, superior_id, name_kk, name_ru, name_en, post_kk, post_ru, post_en)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		on conflict do nothing
		returning id`,
		in.PlaceCode, in.Kind, in.Field, in.Level, in.SuperiorID,
		in.Name.KK, in.Name.RU, in.Name.EN, in.Post.KK, in.Post.RU, in.Post.EN)
	if errors.Is(err, ErrNotFound) {
		return 0, Invalid{"place": {Key: "problem.taken"}}
	}
	if err != nil {
		return 0, fmt.Errorf("create body: %w", err)
	}
	return id, nil
}
