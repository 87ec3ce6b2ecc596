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
	// SheetAppeals is the number of appeals on a sheet of silence: two pages of A4 in type
	// that is legible from a step away.
	SheetAppeals = 12
	// SilenceCounted is the highest count of overdue appeals; above it the sheet says "more
	// than".
	SilenceCounted = 1000
)

// SilenceSheet is a sheet for the notice board of a village: the overdue public appeals of a
// place and all below it. Silence counts as refusal (art. 91(2)).
type SilenceSheet struct {
	Place models.Place
	Trail []models.Place // from the oblast down to the place itself
	Items []Silence
	Total int // up to SilenceCounted + 1
}

// Silence is an overdue appeal with the body that must answer and, once it is escalated, the
// superior body that must decide. The first body must still answer then.
type Silence struct {
	models.Card
	Body   models.Names `gorm:"embedded;embeddedPrefix:body_"`
	Above  models.Names `gorm:"embedded;embeddedPrefix:above_"`
	WentUp *time.Time   // nil if it was not escalated
	Decide *calendar.Date
}

// More returns the number of overdue appeals that are not on the sheet.
func (s SilenceSheet) More() int { return s.Total - len(s.Items) }

// SilenceSheet reads the sheet of a place, the longest silence first, in a fixed number of
// queries; ErrNotFound for an unknown place.
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
