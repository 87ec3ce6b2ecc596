package record

import (
	"fmt"
	"testing"
	"time"

	"jauap/models"
	"jauap/models/modelstest"
)

// wantHeard asserts the counts of complaints about subordinate bodies in a record.
func (c *cast) wantHeard(what string, body int64, f RecordFilter, want Heard) {
	c.T.Helper()
	r, err := c.Record(c.Ctx, body, f)
	c.Must(err)
	if want.AsOf = c.Now(); r.Heard != want {
		c.T.Errorf("%s: complaints %+v, want %+v", what, r.Heard, want)
	}
}

// TestHeardReturned: a returned complaint and an escalation for silence count in their quarter
// and category.
func TestHeardReturned(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.Refused()
	c.Must(c.EscalateAppeal(c.Ctx, id, &c.Author, "Жол ортақ."))
	c.Must(c.ReturnAppeal(c.Ctx, id, c.District, "Жолды көріп, жамаңыз.", modelstest.Day(2026, 3, 12)))
	late := c.at(2026, 3, 18)
	if n, err := late.EscalateSilent(c.Ctx); n != 1 || err != nil {
		t.Fatalf("escalated %d (%v), want 1", n, err)
	}
	_, err := late.PublishAnswer(c.Ctx, id, c.Akim, models.NewAnswer{AnswerText: models.AnswerText{Action: "Жамалды."}})
	c.Must(err)
	c.Must(late.JudgeAnswer(c.Ctx, id, c.Author, models.Solved, "Рақмет."))
	late.wantHeard("the district", c.District.BodyID, RecordFilter{}, Heard{Came: 2, Returned: 1})
	late.wantHeard("its second quarter", c.District.BodyID, RecordFilter{From: Quarter{2026, 2}}, Heard{})
	late.wantHeard("another category", c.District.BodyID, RecordFilter{Category: "water"}, Heard{})
}

// TestHeardSilent: the silence of a superior body is in its record, although the appeal belongs
// to a subordinate body, and also if the superior decides too late.
func TestHeardSilent(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.Published() // due on Tuesday 31 March
	government, err := c.BodyOf(c.Ctx, "", "")
	c.Must(err)
	daily := c.when(time.Date(2026, time.April, 3, 3, 0, 0, 0, time.UTC))
	for range 111 {
		daily = c.when(daily.Now().AddDate(0, 0, 1))
		c.Must(daily.SweepTime(c.Ctx))
	}
	_, err = daily.PublishAnswer(c.Ctx, id, models.Official{BodyID: government.ID}, models.NewAnswer{AnswerText: models.AnswerText{Action: "Орталық шешті."}})
	c.Must(err)
	for body, want := range map[int64]Heard{
		c.Akim.BodyID: {}, c.District.BodyID: {Came: 1, Late: 1}, c.Oblast.BodyID: {Came: 1, Late: 1}, government.ID: {Came: 1, Late: 1, Decided: 1},
	} {
		daily.wantHeard(fmt.Sprint("body ", body), body, RecordFilter{}, want)
	}
}

// TestFiguresOfASuperiorsAnswer: an answer of the superior body does not count as an answer in
// time.
func TestFiguresOfASuperiorsAnswer(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.Published()
	late := c.at(2026, 4, 2)
	c.Must(late.EscalateAppeal(c.Ctx, id, &c.Author, ""))
	_, err := late.PublishAnswer(c.Ctx, id, c.District, models.NewAnswer{AnswerText: models.AnswerText{Action: "Аудан жамады."}})
	c.Must(err)
	c.Must(late.RecountFigures(c.Ctx))
	if n := c.Count(`select in_time from place_stats where place_code = ?`, modelstest.Village); n != 0 {
		t.Error("the answer of the superior body counts as one in time")
	}
}
