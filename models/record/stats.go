package record

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
)

// Figures counts the public appeals of a place or of the whole country. Batches recount them,
// so AsOf says of when they are.
type Figures struct {
	Open        int // waiting for an answer
	Overdue     int // of Open: the term has ended
	Answered    int // with at least one answer
	InTime      int // of Answered: the first answer came within the term
	Works       int // explanations of work
	Uncontested int // of Answered: closed without an objection within the term
	Confirmed   int // of Answered: the author says that it is solved
	AsOf        time.Time
}

// figureColumns are the columns of Figures.
const figureColumns = `f.open, f.overdue, f.answered, f.in_time, f.works, f.uncontested, f.confirmed, f.as_of`

// Front is the content of the front page.
type Front struct {
	Figures Figures
	Waiting *models.Card // open and waiting longest
	Answers []models.Card
	Works   []models.WorkCard
	Regions []PlaceFigures
}

// Front reads the front page in a fixed number of queries.
func (s *Store) Front(ctx context.Context) (f Front, err error) {
	if err = s.db.Read(ctx, &f.Figures, `select `+figureColumns+` from site_stats f`); err != nil {
		return f, fmt.Errorf("front page: %w", err)
	}
	var waiting []models.Card
	if err = s.db.Read(ctx, &waiting, `
		select `+models.CardColumns+`
		from site_stats f join appeals a on a.id = f.waiting_id join places p on p.code = a.place_code
		where a.public and a.open`); err != nil {
		return f, fmt.Errorf("front page: %w", err)
	}
	if len(waiting) > 0 {
		f.Waiting = &waiting[0]
	}
	if err = s.db.Read(ctx, &f.Answers, `
		select `+models.CardColumns+`
		from appeals a join places p on p.code = a.place_code
		where a.public and a.answered_at is not null
		order by a.answered_at desc, a.id desc limit 4`); err != nil {
		return f, fmt.Errorf("front page: %w", err)
	}
	if err = s.db.Read(ctx, &f.Works, `
		select `+models.WorkCardColumns+`
		from works w join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where w.stage in ('planned', 'started') and w.published_at <= ?
		order by w.stage = 'started' desc, w.published_at desc, w.id desc limit 3`, s.core.Now()); err != nil {
		return f, fmt.Errorf("front page: %w", err)
	}
	f.Regions, err = s.PlaceChildren(ctx, "")
	return f, err
}

// PlaceFigures is a place with its figures, which are zero in a place without appeals.
type PlaceFigures struct {
	models.Place
	Figures `gorm:"embedded"`
}

// PlaceChildren returns the places directly below code ("" for the first level),
// in the order of the Kazakh alphabet, with the figures of each and all below it.
func (s *Store) PlaceChildren(ctx context.Context, code string) ([]PlaceFigures, error) {
	var children []PlaceFigures
	err := s.db.Read(ctx, &children, `
		select p.code, p.level, p.unit, p.name_kk, p.name_ru, p.name_en, p.lat, p.lon, p.retired_on is not null as retired,
			coalesce(f.open, 0) as open, coalesce(f.overdue, 0) as overdue, coalesce(f.answered, 0) as answered,
			coalesce(f.in_time, 0) as in_time, coalesce(f.works, 0) as works,
			coalesce(f.uncontested, 0) as uncontested, coalesce(f.confirmed, 0) as confirmed, f.as_of
		from places p left join place_stats f on f.place_code = p.code
		where p.parent_code is not distinct from nullif(?, '') and p.retired_on is null
		order by p.level, p.name_kk collate "kk-x-icu", p.code`, code)
	if err != nil {
		return nil, fmt.Errorf("children of place %q: %w", code, err)
	}
	return children, nil
}

// PlaceSheet is the content of the page of a place.
type PlaceSheet struct {
	models.Place
	Trail    []models.Place // from the oblast down to the place itself
	Figures  Figures
	Bodies   []models.Body // its own and those of the places above, the nearest first
	Children []PlaceFigures
	Appeals  []models.Card
	Works    []models.WorkCard
	Around   []models.Dot
}

// PlaceSheet reads the page of a place in a fixed number of queries.
func (s *Store) PlaceSheet(ctx context.Context, code string) (sheet PlaceSheet, err error) {
	if sheet.Trail, err = s.core.PlaceTrail(ctx, code); err != nil {
		return sheet, err
	}
	sheet.Place = sheet.Trail[len(sheet.Trail)-1]
	if err = s.db.Read(ctx, &sheet.Figures, `select `+figureColumns+` from place_stats f where f.place_code = ?`, code); err != nil {
		return sheet, fmt.Errorf("place %s: %w", code, err)
	}
	if err = s.db.Read(ctx, &sheet.Bodies, `
		select id, place_code, kind, level, superior_id, name_kk, name_ru, name_en, post_kk, post_ru, post_en
		from bodies where place_code in ?
		order by place_code desc, kind = 'department', name_kk collate "kk-x-icu", id`, append(models.AncestorCodes(code), code)); err != nil {
		return sheet, fmt.Errorf("bodies of place %s: %w", code, err)
	}
	if sheet.Children, err = s.PlaceChildren(ctx, code); err != nil {
		return sheet, err
	}
	lo, hi := models.PlaceRange(code)
	if err = s.db.Read(ctx, &sheet.Appeals, `
		select `+models.CardColumns+`
		from appeals a join places p on p.code = a.place_code
		where a.public and a.place_code between ? and ?
		order by a.received_at desc, a.id desc limit 5`, lo, hi); err != nil {
		return sheet, fmt.Errorf("appeals of place %s: %w", code, err)
	}
	if err = s.db.Read(ctx, &sheet.Works, `
		select `+models.WorkCardColumns+`
		from works w join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where w.place_code between @lo and @hi and w.published_at <= @now
		order by w.published_at desc, w.id desc limit 3`, map[string]any{"lo": lo, "hi": hi, "now": s.core.Now()}); err != nil {
		return sheet, fmt.Errorf("works of place %s: %w", code, err)
	}
	if sheet.Level > 1 {
		err = s.core.DotsAround(ctx, &sheet.Around, code)
	}
	return sheet, err
}
