package models

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models/calendar"
)

// TestFigures holds the one statement against a plain count, appeal by appeal.
func TestFigures(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	places := []string{village, sastobe, arys, tulkibas, turkistan, aqadyr}
	file := func(place string, on calendar.Date) int64 {
		in := c.pothole()
		in.Place, in.Category = place, "heating" // the district's, so that it answers for all below
		at := c.At(on.Time().Add(10 * time.Hour))
		if place == turkistan {
			in.Category = "healthcare"
		}
		filed, err := at.SubmitAppeal(c.ctx, in)
		c.must(err)
		c.must(at.PublishAppeal(c.ctx, filed.ID, c.moderator))
		return filed.ID
	}
	answer := func(id int64, at time.Time, in NewAnswer) {
		_, err := c.At(at).PublishAnswer(c.ctx, id, Official{BodyID: c.appeal(id).BodyID}, in)
		c.must(err)
	}
	first := day(2026, 1, 5)
	for n := range 60 {
		id := file(places[n%len(places)], first.AddDays(n))
		due := *c.appeal(id).AnswerDue
		switch n % 7 {
		case 0: // answered in the last second of its term
			answer(id, endOf(due).Add(-time.Second), NewAnswer{Action: "Жөнделді."})
		case 1: // answered in the first second after it
			answer(id, endOf(due), NewAnswer{Action: "Жөнделді."})
		case 2: // reopened: the first answer counts
			answer(id, due.Time(), NewAnswer{Action: "Жөнделді."})
			c.must(c.At(endOf(due)).JudgeAnswer(c.ctx, id, c.author, Unsolved, "Жоқ."))
		case 3:
			c.must(c.HideAppeal(c.ctx, id, c.moderator, "spam", ""))
		case 4:
			c.must(c.WithdrawAppeal(c.ctx, id, c.author))
		}
	}
	work := c.repair()
	_, err := c.PublishWork(c.ctx, c.akim, work)
	c.must(err)
	work.Place = shet
	_, err = c.PublishWork(c.ctx, c.shet, work)
	c.must(err)

	now := c.at(2026, 3, 20)
	c.must(now.RecountFigures(c.ctx))
	for code, prefix := range map[string]string{
		village: "616059100", sastobe: "616059", arys: "616037", tulkibas: "6160", turkistan: "61", aqadyr: "356431", shet: "3564", karaganda: "35",
	} {
		sheet, err := now.PlaceSheet(c.ctx, code)
		c.must(err)
		want, waiting := now.plainCount(prefix)
		want.AsOf = sheet.Figures.AsOf
		if diff := cmp.Diff(want, sheet.Figures); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
		if !sheet.Figures.AsOf.Equal(now.Now()) {
			t.Errorf("%s: as of %v", code, sheet.Figures.AsOf)
		}
		if got := c.count(`select coalesce(waiting_id, 0) from place_stats where place_code = ?`, code); int64(got) != waiting {
			t.Errorf("%s: waiting longest %d, want %d", code, got, waiting)
		}
	}
	front, err := now.Front(c.ctx)
	c.must(err)
	want, waiting := now.plainCount("")
	want.AsOf = front.Figures.AsOf
	if diff := cmp.Diff(want, front.Figures); diff != "" || front.Waiting == nil || front.Waiting.ID != waiting {
		t.Errorf("the country, waiting %v (-want +got):\n%s", front.Waiting, diff)
	}
	if want.InTime == 0 || want.InTime == want.Answered || want.Overdue == 0 {
		t.Errorf("the test shows nothing: %+v", want)
	}

	// what is hidden leaves the figures, and a place with nothing leaves the table
	_, err = c.exec(c.ctx, `update appeals set hidden_at = now() where place_code = ?`, arys)
	c.must(err)
	c.must(now.RecountFigures(c.ctx))
	c.must(now.RecountFigures(c.ctx))
	if n := c.count(`select count(*) from place_stats where place_code = ?`, arys); n != 0 {
		t.Error("a place without anything is still counted")
	}
}

// plainCount counts by hand, one appeal at a time, where the code of the place begins with prefix.
func (c *cast) plainCount(prefix string) (f Figures, waiting int64) {
	c.t.Helper()
	var rows []struct {
		ID         int64
		PlaceCode  string
		ReceivedAt time.Time
		AnswerDue  calendar.Date
		Open       bool
		Due        calendar.Date
		At         *time.Time
	}
	c.must(c.read(c.ctx, &rows, `
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
	c.must(c.read(c.ctx, &works, `select place_code from works`))
	for _, code := range works {
		if strings.HasPrefix(code, prefix) {
			f.Works++
		}
	}
	return f, waiting
}
