package record

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// TestFigures compares the SQL count with a simple count over all appeals.
func TestFigures(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	places := []string{modelstest.Village, modelstest.Sastobe, modelstest.Arys, modelstest.Tulkibas, modelstest.Turkistan, modelstest.Aqadyr}
	file := func(place string, on calendar.Date) int64 {
		in := c.Pothole()
		in.Place, in.Category = place, "heating" // the district is competent for the whole district
		at := c.At(on.Time().Add(10 * time.Hour))
		if place == modelstest.Turkistan {
			in.Category = "healthcare"
		}
		filed, err := at.SubmitAppeal(c.Ctx, in)
		c.Must(err)
		c.Must(at.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
		return filed.ID
	}
	answer := func(id int64, at time.Time, in models.NewAnswer) {
		_, err := c.At(at).PublishAnswer(c.Ctx, id, models.Official{BodyID: c.Appeal(id).BodyID}, in)
		c.Must(err)
	}
	first := modelstest.Day(2026, 1, 5)
	for n := range 60 {
		id := file(places[n%len(places)], first.AddDays(n))
		due := *c.Appeal(id).AnswerDue
		switch n % 7 {
		case 0: // answered in the last second of its term
			answer(id, models.EndOf(due).Add(-time.Second), models.NewAnswer{AnswerText: models.AnswerText{Action: "Жөнделді."}})
		case 1: // answered in the first second after it
			answer(id, models.EndOf(due), models.NewAnswer{AnswerText: models.AnswerText{Action: "Жөнделді."}})
		case 2: // reopened: the first answer counts
			answer(id, due.Time(), models.NewAnswer{AnswerText: models.AnswerText{Action: "Жөнделді."}})
			c.Must(c.At(models.EndOf(due)).JudgeAnswer(c.Ctx, id, c.Author, models.Unsolved, "Жоқ."))
		case 3:
			c.Must(c.HideAppeal(c.Ctx, id, c.Moderator, "spam", ""))
		case 4:
			c.Must(c.WithdrawAppeal(c.Ctx, id, c.Author))
		}
	}
	work := c.Repair()
	_, err := c.PublishWork(c.Ctx, c.Akim, work)
	c.Must(err)
	work.Place = modelstest.Shet
	_, err = c.PublishWork(c.Ctx, c.Shet, work)
	c.Must(err)

	now := c.at(2026, 3, 20)
	c.Must(now.RecountFigures(c.Ctx))
	for code, prefix := range map[string]string{
		modelstest.Village: "616059100", modelstest.Sastobe: "616059", modelstest.Arys: "616037", modelstest.Tulkibas: "6160", modelstest.Turkistan: "61", modelstest.Aqadyr: "356431", modelstest.Shet: "3564", modelstest.Karaganda: "35",
	} {
		sheet, err := now.PlaceSheet(c.Ctx, code)
		c.Must(err)
		want, waiting := now.plainCount(prefix)
		want.AsOf = sheet.Figures.AsOf
		if diff := cmp.Diff(want, sheet.Figures); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
		if !sheet.Figures.AsOf.Equal(now.Now()) {
			t.Errorf("%s: as of %v", code, sheet.Figures.AsOf)
		}
		if got := c.Count(`select coalesce(waiting_id, 0) from place_stats where place_code = ?`, code); int64(got) != waiting {
			t.Errorf("%s: waiting longest %d, want %d", code, got, waiting)
		}
	}
	front, err := now.Front(c.Ctx)
	c.Must(err)
	want, waiting := now.plainCount("")
	want.AsOf = front.Figures.AsOf
	if diff := cmp.Diff(want, front.Figures); diff != "" || front.Waiting == nil || front.Waiting.ID != waiting {
		t.Errorf("country, longest waiting %v (-want +got):\n%s", front.Waiting, diff)
	}
	if want.InTime == 0 || want.InTime == want.Answered || want.Overdue == 0 {
		t.Errorf("the data does not cover all cases: %+v", want)
	}

	// Hidden appeals leave the figures, and a place without appeals leaves the table.
	_, err = c.Exec(c.Ctx, `update appeals set hidden_at = now() where place_code = ?`, modelstest.Arys)
	c.Must(err)
	c.Must(now.RecountFigures(c.Ctx))
	c.Must(now.RecountFigures(c.Ctx))
	if n := c.Count(`select count(*) from place_stats where place_code = ?`, modelstest.Arys); n != 0 {
		t.Error("a place without appeals still has figures")
	}
}

// plainCount counts, one appeal at a time, those in places whose code begins with prefix. It
// returns the id of the appeal that waits longest.
func (c *cast) plainCount(prefix string) (f Figures, waiting int64) {
	c.T.Helper()
	var rows []struct {
		ID         int64
		PlaceCode  string
		ReceivedAt time.Time
		AnswerDue  calendar.Date
		Open       bool
		Due        calendar.Date
		At         *time.Time
	}
	c.Must(c.Read(c.Ctx, &rows, `
		select a.id, a.place_code, a.received_at, a.answer_due, a.open, w.due, w.at
		from appeals a left join answers w on w.appeal_id = a.id and w.round = 1
		where a.public order by a.received_at, a.id`))
	for _, a := range rows {
		if !strings.HasPrefix(a.PlaceCode, prefix) {
			continue
		}
		if a.Open {
			f.Open++
			if waiting == 0 {
				waiting = a.ID
			}
			if a.AnswerDue.Before(c.Today()) {
				f.Overdue++
			}
		}
		if a.At != nil {
			f.Answered++
			if !calendar.Of(*a.At).After(a.Due) {
				f.InTime++
			}
		}
	}
	var works []string
	c.Must(c.Read(c.Ctx, &works, `select place_code from works`))
	for _, code := range works {
		if strings.HasPrefix(code, prefix) {
			f.Works++
		}
	}
	return f, waiting
}
