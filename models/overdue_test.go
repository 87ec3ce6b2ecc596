package models

import (
	"context"
	"testing"
)

// everything returns the content of all tables that a sweep changes.
func (c *cast) everything() (all string) {
	c.t.Helper()
	c.must(c.readOne(c.ctx, &all, `
		select coalesce((select string_agg(a::text, E'\n' order by id) from appeals a), '')
			|| coalesce((select string_agg(p::text, E'\n' order by id) from promises p), '')
			|| coalesce((select string_agg(e::text, E'\n' order by id) from events e), '')`))
	return all
}

// TestSweepsTwice checks that a second run of a sweep changes nothing.
func TestSweepsTwice(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	silent, lapsing, partly := c.published(), c.answered(NewPromise{"Жамау", day(2026, 3, 20)}), c.judged(Partly)
	fresh := c.at(2026, 3, 25).published() // its term ends after 2 April
	nobody := c.answered()
	_, err := c.exec(c.ctx, `update appeals set author_id = null where id = ?`, nobody)
	c.must(err)

	// before the end of any term
	early := c.at(2026, 3, 10)
	for _, sweep := range []func(context.Context) (int, error){early.MarkOverdue, early.BreakPromises, early.LapseVerdicts} {
		if n, err := sweep(c.ctx); n != 0 || err != nil {
			t.Errorf("before the end: changed %d (%v)", n, err)
		}
	}

	later := c.at(2026, 4, 2)
	for name, sweep := range map[string]func(context.Context) (int, error){
		"overdue": later.MarkOverdue, "promises": later.BreakPromises, "verdicts": later.LapseVerdicts,
	} {
		if n, err := sweep(c.ctx); n != 1 || err != nil {
			t.Errorf("%s: changed %d (%v), want 1", name, n, err)
		}
		after := later.everything()
		if n, err := sweep(c.ctx); n != 0 || err != nil || later.everything() != after {
			t.Errorf("%s: the second run changed %d (%v)", name, n, err)
		}
	}
	c.wantStory(silent, "system due_near", "system due_near", "system overdue")
	c.wantStatus(partly, Answered)
	c.wantStatus(nobody, Answered)
	c.wantStatus(fresh, Registered)
	c.wantStatus(lapsing, ResolvedUncontested)
	if a := c.appeal(silent); !a.OverdueAt.Equal(day(2026, 4, 1).Time()) {
		t.Errorf("overdue since %v, want the first moment of 1 April in Almaty", a.OverdueAt)
	}

	// an answer ends the delay, and a reopening starts a new clock
	_, err = later.PublishAnswer(c.ctx, silent, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}})
	c.must(err)
	c.must(later.JudgeAnswer(c.ctx, silent, c.author, Unsolved, "Жамалмаған."))
	if a := c.appeal(silent); a.OverdueAt != nil || a.AnswerDue.String() != "2026-04-09" {
		t.Errorf("overdue %v, answer by %v; want a new clock until 9 April", a.OverdueAt, a.AnswerDue)
	}
}
