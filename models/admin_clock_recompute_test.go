package models

import (
	"testing"

	"jauap/models/calendar"
)

// TestRecompute: a changed calendar moves running terms by an explicit act, and only
// those that are counted in working days.
func TestRecompute(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := c.person(2, "")
	running, late, named, paused, done := c.published(), c.published(), c.published(), c.published(), c.answered() // until 31 March
	early := c.at(2026, 3, 6)
	c.must(early.ExtendAppeal(c.ctx, named, c.akim, day(2026, 4, 10), "Сараптама керек."))
	c.must(early.PauseAppeal(c.ctx, paused, c.akim, "ӘРПК 70-бап", "Сараптама."))
	waiting := early.submitted() // to be moderated by Tuesday the 10th; Monday the 9th is off

	// two more days off: 12 and 31 March
	for _, d := range []calendar.Date{day(2026, 3, 12), day(2026, 3, 31)} {
		c.must(early.SetCalendarDay(c.ctx, admin, CalendarDay{Day: d, Kind: calendar.TransferOff, NameKK: "Ауыстырылған күн", NameRU: "Перенос", Act: "№ 1"}))
	}
	now := c.at(2026, 4, 1) // 31 March has passed: it was the last day
	c.must(now.SweepTime(c.ctx))
	c.must(now.EscalateAppeal(c.ctx, late, &c.author, ""))
	want := Moves{Answers: 2}
	if got, err := now.MovedClocks(c.ctx); got != want || err != nil {
		t.Errorf("would move %+v (%v), want %+v", got, err, want)
	}
	if got, err := now.RecomputeClocks(c.ctx, admin); got != want || err != nil {
		t.Errorf("moved %+v (%v), want %+v", got, err, want)
	}
	c.wantClock(running, "registered 2026-03-04 15 2026-04-02")
	c.wantClock(named, "extended 2026-03-06 - 2026-04-10")
	c.wantStory(running, "system due_near", "system due_near", "system overdue", "system recomputed")
	c.wantStory(done, "body answered", "system resolved_uncontested")
	if a := c.appeal(running); a.OverdueAt != nil {
		t.Errorf("overdue since %v, though its term runs again", a.OverdueAt)
	}
	if a := c.appeal(paused); a.AnswerDue.String() != "2026-03-31" {
		t.Errorf("the term of what stands still has moved to %s", a.AnswerDue)
	}
	if n := c.count(`select count(*) from audits where act = 'recompute' and user_id = ?`, admin); n != 1 {
		t.Errorf("%d audits", n)
	}
	if got, err := now.RecomputeClocks(c.ctx, admin); got.Any() || err != nil {
		t.Errorf("again: %+v (%v)", got, err)
	}

	// the day off comes back while the new term runs: it has passed, and that is told now
	c.must(now.DropCalendarDay(c.ctx, admin, day(2026, 3, 12)))
	c.must(now.DropCalendarDay(c.ctx, admin, day(2026, 3, 31)))
	if _, err := now.RecomputeClocks(c.ctx, admin); err != nil {
		t.Fatal(err)
	}
	c.wantClock(running, "registered 2026-03-04 15 2026-03-31")
	c.wantStory(running, "system due_near", "system due_near", "system overdue", "system recomputed", "system recomputed", "system overdue")
	if a := c.appeal(running); !a.OverdueAt.Equal(day(2026, 4, 1).Time()) {
		t.Errorf("overdue since %v", a.OverdueAt)
	}

	// moderation, redirection and complaints have terms as well
	soon := c.at(2026, 3, 6)
	c.must(soon.SetCalendarDay(c.ctx, admin, CalendarDay{Day: day(2026, 3, 10), Kind: calendar.TransferOff, NameKK: "Ауыстырылған күн", NameRU: "Перенос", Act: "№ 2"}))
	moved, err := soon.RecomputeClocks(c.ctx, admin)
	if err != nil || moved.Answers != 2 || moved.Redirects == 0 || moved.Moderations != 1 {
		t.Errorf("moved %+v (%v)", moved, err)
	}
	c.must(soon.SetCalendarDay(c.ctx, admin, CalendarDay{Day: day(2026, 4, 10), Kind: calendar.TransferOff, NameKK: "Ауыстырылған күн", NameRU: "Перенос", Act: "№ 3"}))
	if moved, err = now.RecomputeClocks(c.ctx, admin); err != nil || moved.Escalations != 1 {
		t.Errorf("moved %+v (%v)", moved, err)
	}
	if n := c.count(`select count(*) from appeals where id = ? and moderation_due = '2026-03-11'`, waiting); n != 1 {
		t.Error("moderation should have until 11 March")
	}
}
