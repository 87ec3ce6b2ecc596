package models

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm/clause"

	"jauap/models/database"
	"jauap/models/text"
)

// EnsureBodies inserts the missing bodies of places that have an akim: the akimats of
// oblasts, cities and districts, the akim's offices of rural districts, settlements, cities
// in a district and districts in a city (Law on local government, No. 148-II). Existing
// bodies stay unchanged.
func (s *Store) EnsureBodies(ctx context.Context) error {
	err := s.tx(ctx, func(tx *Store) error {
		var places []Place
		if err := tx.read(ctx, &places, `select `+PlaceColumns+` from places where retired_on is null order by code`); err != nil {
			return err
		}
		bodies := BodySpecs(places)
		for level := 1; level <= 3; level++ { // superiors first
			if err := insertBodies(ctx, tx.db, bodies, level); err != nil {
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

// BodySpec describes a body that a place must have.
type BodySpec struct {
	Place, Kind string
	Superior    string // the place of the body above it; "" for the government
	Level       int
	Name, Post  Names
}

// BodySpecs returns the bodies of those places, sorted by code, that have one.
func BodySpecs(places []Place) []BodySpec {
	byCode := make(map[string]Place, len(places))
	specs := map[string]BodySpec{}
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
			if _, ok := specs[code]; ok {
				b.Superior = code
			}
		}
		if b.Kind, b.Level = rank(p, parent, specs[b.Superior].Level); b.Kind == "" {
			continue
		}
		b.Name, b.Post = titles(administered(p, byCode), b.Kind)
		specs[p.Code] = b
		list = append(list, b)
	}
	return list
}

// rank returns the kind and level of the body of a place. The kind is "" for a place
// without one, such as a village of a rural district or a city that its administration
// represents.
func rank(p, parent Place, superiorLevel int) (kind string, level int) {
	switch {
	case p.Level <= 2:
		return "akimat", p.Level
	case p.Unit == text.District || p.Unit == text.CityDistrict:
		// below a city of the republic it has the level of a district, but an akim's office
		return "office", superiorLevel + 1
	case p.Level != 3:
		return "", 0
	case p.Unit == text.RuralDistrict, p.Unit == text.Settlement, p.Unit == text.CityAdmin,
		p.Unit == text.City && parent.Unit == text.District:
		return "office", 3
	}
	return "", 0
}

// The classifier names some places by their administration; the akim's title uses the name
// of the place itself.
var (
	placeOfKK = strings.NewReplacer(
		" қалалық әкімшілігі", " қаласы", " қалалық әкімшілік", " қала", " аудандық әкімшілігі", " ауданы", " аудандық әкімшілік", " аудан",
		" кенттік әкімшілігі", " кенті", " кенттік әкімшілік", " кент", " ауылдық әкімшілігі", " ауылы", " ауылдық әкімшілік", " ауыл")
	placeOfEN = strings.NewReplacer(" City Administration", " City", " District Administration", " District",
		" Settlement Administration", " Settlement", " Rural Administration", " Village")
)

// administered returns the name of p, in Russian that of the place that an administration
// is named after: there the classifier has an adjective («Акчатауская поселковая
// администрация»), and the place («посёлок Акчатау») is its first child.
func administered(p Place, byCode map[string]Place) Names {
	name := p.Name
	centre, ok := byCode[p.Code[:6]+"100"]
	if ok && strings.HasSuffix(name.RU, " администрация") && (centre.Unit == text.Settlement || centre.Unit == text.City) {
		name.RU = centre.Name.RU
	}
	return name
}

// titles returns the names of a body and of the post of its head.
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

// insertBodies inserts those bodies of one level that do not exist yet. Their superiors
// must exist.
func insertBodies(ctx context.Context, db database.Session, specs []BodySpec, level int) error {
	var existing []struct {
		ID    int64
		Place string
	}
	if err := db.Read(ctx, &existing, `select id, coalesce(place_code, '') as place from bodies where field = ''`); err != nil {
		return err
	}
	ids := make(map[string]int64, len(existing))
	for _, b := range existing {
		ids[b.Place] = b.ID
	}
	var rows []bodyRow
	for _, b := range specs {
		superior, ok := ids[b.Superior]
		if _, exists := ids[b.Place]; b.Level != level || exists || !ok {
			continue
		}
		rows = append(rows, bodyRow{PlaceCode: &b.Place, Kind: b.Kind, Level: level, SuperiorID: &superior, Name: b.Name, Post: b.Post})
	}
	return database.Rows[bodyRow](db, clause.OnConflict{DoNothing: true}).CreateInBatches(ctx, &rows, 1000)
}

// NewBody is a body that EnsureBodies does not insert: a department.
type NewBody struct {
	PlaceCode  string
	Kind       string // akimat, office, department
	Field      string // of a department: education, health, police …
	Level      int    // 1 to 3
	SuperiorID int64
	Name, Post Names
}

// CreateBody inserts a body and returns its id. A place has one body of each field; a
// second is Invalid.
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
	row := bodyRow{PlaceCode: &in.PlaceCode, Kind: in.Kind, Field: in.Field, Level: in.Level, SuperiorID: &in.SuperiorID, Name: in.Name, Post: in.Post}
	err = s.db.Tx(ctx, func(db database.Session) error {
		created, err := database.CreateNew(ctx, db, &row)
		if err == nil && !created {
			err = Invalid{"place": {Key: "problem.taken"}}
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("create body: %w", err)
	}
	return row.ID, nil
}
