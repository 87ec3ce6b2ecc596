package models

import "testing"

// wantClock asserts how the term of an appeal runs: its rule, the day it runs from,
// its working days ("-": a named day) and its end.
func (c *cast) wantClock(id int64, want string) {
	c.t.Helper()
	var got string
	c.must(c.readOne(c.ctx, &got, `
		select concat_ws(' ', clock_rule, clock_from, coalesce(clock_days::text, '-'), answer_due) from appeals where id = ?`, id))
	if got != want {
		c.t.Errorf("the clock is %q, want %q", got, want)
	}
}

// TestClockRules: every act that starts a term leaves the rule by which it runs.
func TestClockRules(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.submitted()
	c.wantClock(id, "-")
	c.must(c.at(2026, 3, 5).PublishAppeal(c.ctx, id, c.moderator))
	c.wantClock(id, "registered 2026-03-04 15 2026-03-31")

	c.must(c.at(2026, 3, 6).ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), "Сараптама керек."))
	c.wantClock(id, "extended 2026-03-06 - 2026-04-10")

	c.must(c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", ""))
	c.wantClock(id, "redirected 2026-03-04 15 2026-03-31")

	later := c.at(2026, 3, 28) // a Saturday
	_, err := later.PublishAnswer(c.ctx, id, c.district, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}})
	c.must(err)
	c.must(later.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Жамалмаған."))
	c.wantClock(id, "reopened 2026-03-28 5 2026-04-06")

	c.must(later.act(c.ctx, "order", id, func(tx *Store, a lockedAppeal) error {
		return a.fixClock(c.ctx, RuleOrdered, day(2026, 4, 3))
	}))
	c.wantClock(id, "ordered 2026-03-28 - 2026-04-03")
}
