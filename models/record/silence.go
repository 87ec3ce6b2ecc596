package record

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jauap/models"
	"jauap/models/calendar"
)

const (
	// SheetAppeals is how many appeals a sheet of silence names: what two pages of A4
	// holds in letters that can be read from a step away.
	SheetAppeals = 12
	// SilenceCounted is up to how many overdue appeals a sheet counts; above it
	// says "more than".
	SilenceCounted = 1000
)

// SilenceSheet is what hangs on the board of a village: the public appeals of a
// place and of all below it that a body owes an answer although the term has
// ended. Silence counts as refusal (art. 91(2)).
type SilenceSheet struct {
	Place models.Place
	Trail []models.Place // from the oblast down to the place itself
	Items []Silence
	Total int // up to SilenceCounted + 1
}

// Silence is one overdue appeal: who owes the answer, and who owes a decision once
// it has gone up. The first still owes what it owed.
type Silence struct {
	models.Card
	Body   models.Names `gorm:"embedded;embeddedPrefix:body_"`
	Above  models.Names `gorm:"embedded;embeddedPrefix:above_"`
	WentUp *time.Time   // nil: it lies where it lay
	Decide *calendar.Date
}

// More is how many overdue appeals the sheet does not name.
func (s SilenceSheet) More() int { return s.Total - len(s.Items) }

// SilenceSheet reads the sheet of a place, the longest silence first, in a fixed
// number of queries. ErrNotFound: no such place.
func (s *Store) SilenceSheet(ctx context.Context, code string) (sheet SilenceSheet, err error) {
	if sheet.Trail, err = s.core.PlaceTrail(ctx, code); err != nil {
		return sheet, err
	}
	sheet.Place = sheet.Trail[len(sheet.Trail)-1]
	conditions, args := models.AppealFilter{Place: code, Overdue: true}.Where(s.core.Today())
	where := strings.Join(conditions, " and ")
	if err = s.db.Read(ctx, &sheet.Items, fmt.Sprintf(`
		select %s, b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en,
			u.name_kk as above_kk, u.name_ru as above_ru, u.name_en as above_en, e.at as went_up, e.due as decide
		from appeals a join places p on p.code = a.place_code join bodies b on b.id = a.body_id
			left join (escalations e join bodies u on u.id = e.to_body_id) on e.appeal_id = a.id and e.closed_at is null
		where %s
		order by a.answer_due, a.id limit %d`, models.CardColumns, where, SheetAppeals), args...); err != nil {
		return sheet, fmt.Errorf("silence in %s: %w", code, err)
	}
	if err = s.db.ReadOne(ctx, &sheet.Total, fmt.Sprintf(`
		select count(*) from (select from appeals a where %s limit %d) late`, where, SilenceCounted+1), args...); err != nil {
		return sheet, fmt.Errorf("silence in %s: %w", code, err)
	}
	return sheet, nil
}
