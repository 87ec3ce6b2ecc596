package admin

import (
	"testing"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// dayOff declares a day off.
func (c *cast) dayOff(day calendar.Date) {
	c.T.Helper()
	c.Must(c.SetCalendarDay(c.Ctx, c.Moderator, CalendarDay{Day: day, Kind: calendar.TransferOff,
		NameKK: "Ауыстырылған күн", NameRU: "Перенос", Act: "№ 1"}))
}

// TestRecompute: after a change of the calendar an administrator moves the running terms,
// and only those that count working days.
func TestRecompute(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	running, late, named, paused, done := c.Published(), c.Published(), c.Published(), c.Published(), c.Answered() // due on 31 March
	early := c.at(2026, 3, 6)
	c.Must(early.ExtendAppeal(c.Ctx, named, c.Akim, modelstest.Day(2026, 4, 10), "Сараптама керек."))
	c.Must(early.PauseAppeal(c.Ctx, paused, c.Akim, "ӘРПК 70-бап", "Сараптама."))
	early.dayOff(modelstest.Day(2026, 3, 12))
	early.dayOff(modelstest.Day(2026, 3, 31))
	now := c.at(2026, 4, 1) // the day after the last day
	c.Must(now.SweepTime(c.Ctx))
	c.Must(now.EscalateAppeal(c.Ctx, late, &c.Author, ""))

	t.Run("two days off more", func(t *testing.T) {
		want := models.Moves{Answers: 2}
		if got, err := now.MovedClocks(c.Ctx); got != want || err != nil {
			t.Errorf("preview: %+v (%v), want %+v", got, err, want)
		}
		if got, err := now.RecomputeClocks(c.Ctx, c.Moderator); got != want || err != nil {
			t.Errorf("moved %+v (%v), want %+v", got, err, want)
		}
		c.WantClock(running, "registered 2026-03-04 15 2026-04-02")
		c.WantClock(named, "extended 2026-03-06 - 2026-04-10")
		c.WantStory(running, "system due_near", "system due_near", "system overdue", "system recomputed")
		c.WantStory(done, "body answered", "system resolved_uncontested")
		if a := c.Appeal(running); a.OverdueAt != nil {
			t.Errorf("overdue since %v, want not overdue: its new term has not ended", a.OverdueAt)
		}
		if a := c.Appeal(paused); a.AnswerDue.String() != "2026-03-31" {
			t.Errorf("the term of a paused appeal moved to %s", a.AnswerDue)
		}
		if n := c.Count(`select count(*) from audits where act = 'recompute' and user_id = ?`, c.Moderator); n != 1 {
			t.Errorf("%d audits", n)
		}
	})
	t.Run("no change", func(t *testing.T) {
		if got, err := now.RecomputeClocks(c.Ctx, c.Moderator); got.Any() || err != nil {
			t.Errorf("%+v (%v)", got, err)
		}
	})
	t.Run("days off deleted", func(t *testing.T) { // the term has passed then, and the event is recorded now
		c.Must(now.DropCalendarDay(c.Ctx, c.Moderator, modelstest.Day(2026, 3, 12)))
		c.Must(now.DropCalendarDay(c.Ctx, c.Moderator, modelstest.Day(2026, 3, 31)))
		if _, err := now.RecomputeClocks(c.Ctx, c.Moderator); err != nil {
			t.Fatal(err)
		}
		c.WantClock(running, "registered 2026-03-04 15 2026-03-31")
		c.WantStory(running, "system due_near", "system due_near", "system overdue", "system recomputed", "system recomputed", "system overdue")
		if a := c.Appeal(running); a.OverdueAt == nil || !a.OverdueAt.Equal(modelstest.Day(2026, 4, 1).Time()) {
			t.Errorf("overdue since %v", a.OverdueAt)
		}
	})
}

// TestRecomputeOtherTerms: the terms of moderation, redirection and complaints move too.
func TestRecomputeOtherTerms(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.Published()
	escalated := c.Published()
	soon := c.at(2026, 3, 6)
	waiting := soon.Submitted() // moderation due on Tuesday the 10th; Monday the 9th is a holiday
	soon.dayOff(modelstest.Day(2026, 3, 10))
	moved, err := soon.RecomputeClocks(c.Ctx, c.Moderator)
	if err != nil || moved.Answers != 2 || moved.Redirects == 0 || moved.Moderations != 1 {
		t.Errorf("moved %+v (%v)", moved, err)
	}
	if n := c.Count(`select count(*) from appeals where id = ? and moderation_due = '2026-03-11'`, waiting); n != 1 {
		t.Error("moderation should be due on 11 March")
	}
	late := c.at(2026, 4, 2)
	c.Must(late.EscalateAppeal(c.Ctx, escalated, &c.Author, ""))
	late.dayOff(modelstest.Day(2026, 4, 10))
	if moved, err = late.RecomputeClocks(c.Ctx, c.Moderator); err != nil || moved.Escalations != 1 {
		t.Errorf("moved %+v (%v)", moved, err)
	}
}
