package register

import (
	"context"
	"strings"
	"time"
	"unicode"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/sheet"
	"jauap/models/text"
)

// knownAppeal is an appeal that was imported before.
type knownAppeal struct {
	ID         int64
	RegisterNo string
	Number     string
	Status     models.Status
	PlaceCode  string
	BodyID     int64
	ReceivedAt time.Time
	AnsweredAt *time.Time
	AnswerDue  calendar.Date
	Title      string
	Text       string
	Masked     bool // masked in the portal, so that its text differs from the register
}

// known returns the known appeals of the batch by register number. It locks and reads again
// those with updates; it does not lock the others, which users of the portal may be changing.
func (im *registerImport) known(ctx context.Context, batch []registerEntry) (map[string]knownAppeal, error) {
	known := map[string]knownAppeal{}
	var numbers, news []string
	for _, e := range batch {
		if e.problem == nil {
			numbers = append(numbers, e.number)
		}
	}
	if err := im.lookUp(ctx, known, numbers, ""); err != nil || im.opt.DryRun {
		return known, err
	}
	for _, e := range batch {
		if a, ok := known[e.number]; ok && e.problem == nil && a.hasNews(e) {
			news = append(news, e.number)
		}
	}
	return known, im.lookUp(ctx, known, news, "order by id for update")
}

// lookUp adds the appeals with these register numbers to the map.
func (im *registerImport) lookUp(ctx context.Context, into map[string]knownAppeal, numbers []string, lock string) error {
	if len(numbers) == 0 {
		return nil
	}
	rows, err := im.db.Conn().Query(ctx, `
		select id, register_no, number, status, place_code, body_id, received_at, answered_at, answer_due,
			title, text, exists (select 1 from originals o where o.appeal_id = appeals.id)
		from appeals where register_no = any($1) `+lock, numbers)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a knownAppeal
		if err := rows.Scan(&a.ID, &a.RegisterNo, &a.Number, &a.Status, &a.PlaceCode, &a.BodyID,
			&a.ReceivedAt, &a.AnsweredAt, &a.AnswerDue, &a.Title, &a.Text, &a.Masked); err != nil {
			return err
		}
		into[a.RegisterNo] = a
	}
	return rows.Err()
}

// sameAs returns an error if the row is another appeal with the same number: two akimats may
// both count from 1.
func (a knownAppeal) sameAs(e registerEntry) *sheet.Error {
	day := calendar.Of(a.ReceivedAt)
	if a.PlaceCode == e.place && day == calendar.Of(e.received) {
		if a.Masked || sameWords(a.Title, e.title) && sameWords(a.Text, e.text) {
			return nil
		}
		return e.row.Errorf("number", "%s is taken by another appeal of the same place and day: %s, with another title or text", e.number, a.Number)
	}
	return e.row.Errorf("number", "%s is taken by another appeal: %s, place %s, received %s",
		e.number, a.Number, a.PlaceCode, day)
}

// sameWords reports whether two texts have the same letters and digits, ignoring case, spaces
// and punctuation.
func sameWords(a, b string) bool { return onlyWords(a) == onlyWords(b) }

func onlyWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text.Fold(s))
}

// hasNews reports whether the row updates the appeal. An outdated register never undoes what
// was done in the portal since.
func (a knownAppeal) hasNews(e registerEntry) bool {
	switch {
	case e.answer != "" && a.AnsweredAt == nil, e.status == models.Withdrawn:
		return a.Status.Open()
	case e.status == models.InProgress:
		return a.Status == models.Registered
	case e.status == models.ResolvedConfirmed || e.status == models.ResolvedUncontested:
		return a.Status == models.Answered
	}
	return false
}
