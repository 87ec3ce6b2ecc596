package models

import (
	"fmt"
	"testing"
	"time"
)

// wantHeard compares what a record says of the complaints about the bodies beneath.
func (c *cast) wantHeard(what string, body int64, f RecordFilter, want Heard) {
	c.t.Helper()
	r, err := c.Record(c.ctx, body, f)
	c.must(err)
	if want.AsOf = c.Now(); r.Heard != want {
		c.t.Errorf("%s: complaints %+v, want %+v", what, r.Heard, want)
	}
}

// TestHeardReturned: a complaint that was sent back and one that came for silence count
// in their quarter and category.
func TestHeardReturned(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.refused()
	c.must(c.EscalateAppeal(c.ctx, id, &c.author, "Жол ортақ."))
	c.must(c.ReturnAppeal(c.ctx, id, c.district, "Жолды көріп, жамаңыз.", day(2026, 3, 12)))
	late := c.at(2026, 3, 18)
	if n, err := late.EscalateSilent(c.ctx); n != 1 || err != nil {
		t.Fatalf("sent up %d (%v), want 1", n, err)
	}
	_, err := late.PublishAnswer(c.ctx, id, c.akim, NewAnswer{Action: "Жамалды."})
	c.must(err)
	c.must(late.JudgeAnswer(c.ctx, id, c.author, Solved, "Рақмет."))
	late.wantHeard("the district", c.district.BodyID, RecordFilter{}, Heard{Came: 2, Returned: 1})
	late.wantHeard("its second quarter", c.district.BodyID, RecordFilter{From: Quarter{2026, 2}}, Heard{})
	late.wantHeard("another category", c.district.BodyID, RecordFilter{Category: "water"}, Heard{})
}

// TestHeardSilent: every body that was silent has it in its record, though the appeal
// is none of theirs, also the one that decides too late.
func TestHeardSilent(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published() // until Tuesday 31 March
	government, err := c.BodyOf(c.ctx, "", "")
	c.must(err)
	daily := c.when(time.Date(2026, time.April, 3, 3, 0, 0, 0, time.UTC))
	for range 111 {
		daily = c.when(daily.Now().AddDate(0, 0, 1))
		c.must(daily.SweepTime(c.ctx))
	}
	_, err = daily.PublishAnswer(c.ctx, id, Official{BodyID: government.ID}, NewAnswer{Action: "Орталық шешті."})
	c.must(err)
	for body, want := range map[int64]Heard{
		c.akim.BodyID: {}, c.district.BodyID: {Came: 1, Late: 1}, c.oblast.BodyID: {Came: 1, Late: 1}, government.ID: {Came: 1, Late: 1, Decided: 1},
	} {
		daily.wantHeard(fmt.Sprint("body ", body), body, RecordFilter{}, want)
	}
}

// TestFiguresOfASuperiorsAnswer: an answer of the superior body is not one in time of
// the body that owed it.
func TestFiguresOfASuperiorsAnswer(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	late := c.at(2026, 4, 2)
	c.must(late.EscalateAppeal(c.ctx, id, &c.author, ""))
	_, err := late.PublishAnswer(c.ctx, id, c.district, NewAnswer{Action: "Аудан жамады."})
	c.must(err)
	c.must(late.RecountFigures(c.ctx))
	if n := c.count(`select in_time from place_stats where place_code = ?`, village); n != 0 {
		t.Error("the answer of the superior body counts as one in time")
	}
}
