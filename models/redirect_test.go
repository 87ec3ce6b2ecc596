package models

import "testing"

func TestRedirect(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	redirect := func(c *cast, id int64, from Official, to int64) error {
		return c.RedirectAppeal(c.ctx, id, from, to, "not_competent", "Аудандық жол.")
	}
	c.run("invalid", func(t *testing.T) {
		id := c.published()
		for want, err := range map[string]error{
			"to: problem.same_body":   c.RedirectAppeal(c.ctx, id, c.akim, c.akim.BodyID, "law", ""),
			"to: problem.unknown":     c.RedirectAppeal(c.ctx, id, c.akim, 999, "law", ""),
			"reason: problem.unknown": c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "lazy", ""),
		} {
			wantInvalid(t, want, err, want)
		}
		c.wantStory(id)
	})
	c.run("restarts the clocks", func(t *testing.T) {
		// on Saturday 7 March: registered on Tuesday the 10th, because Monday is off for the 8th, a Sunday
		id := c.published()
		c.must(redirect(c.at(2026, 3, 7), id, c.akim, c.district.BodyID))
		a := c.appeal(id)
		if a.BodyID != c.district.BodyID || a.RegisteredOn.String() != "2026-03-10" || a.RedirectDue.String() != "2026-03-13" || a.AnswerDue.String() != "2026-04-03" {
			t.Errorf("body %d, registered %v, redirect by %v, answer by %v", a.BodyID, a.RegisteredOn, a.RedirectDue, a.AnswerDue)
		}
		c.wantStory(id, "body redirected")
		wantErr(t, "take up by the first body", c.TakeUpAppeal(c.ctx, id, c.akim), ErrForbidden)
	})
	c.run("of an appeal in progress", func(t *testing.T) {
		id := c.published()
		c.must(c.TakeUpAppeal(c.ctx, id, c.akim))
		c.wantStatus(id, InProgress)
		c.must(redirect(c, id, c.akim, c.district.BodyID))
		c.wantStatus(id, Registered) // the new body has not taken it up
	})
	c.run("to a wrong body", func(t *testing.T) {
		id := c.published()
		c.must(redirect(c, id, c.akim, c.district.BodyID))
		wantInvalid(t, "back to the first body", redirect(c, id, c.district, c.akim.BodyID), "to: problem.unknown")
		wantInvalid(t, "to another oblast", redirect(c, id, c.district, c.shet.BodyID), "to: problem.unknown")
	})
	c.run("a third time", func(t *testing.T) {
		id := c.published()
		c.must(redirect(c, id, c.akim, c.district.BodyID))
		c.must(redirect(c, id, c.district, c.oblast.BodyID))
		government, err := c.BodyOf(c.ctx, "", "")
		c.must(err)
		wantErr(t, "redirect", redirect(c, id, c.oblast, government.ID), ErrState)
		d, err := c.AppealPage(c.ctx, c.appeal(id).Number)
		c.must(err)
		if third := (Case{AppealPage: d, Acts: true, Body: Body{ID: c.oblast.BodyID}, Today: c.Today()}); third.MayRedirect() || !third.CanBeRedirected(c.Today()) {
			t.Error("the page has a button for it")
		}
	})
}

// TestCanBeRedirected checks the rule without a database.
func TestCanBeRedirected(t *testing.T) {
	t.Parallel()
	last := day(2026, 3, 10)
	appeal := func(change func(a *Appeal)) Appeal {
		a := Appeal{Card: Card{Status: Registered}, RedirectDue: &last}
		change(&a)
		return a
	}
	for name, test := range map[string]struct {
		appeal Appeal
		want   bool
	}{
		"registered":         {appeal(func(*Appeal) {}), true},
		"in progress":        {appeal(func(a *Appeal) { a.Status = InProgress }), true},
		"contested":          {appeal(func(a *Appeal) { a.Status = Contested }), false},
		"answered before":    {appeal(func(a *Appeal) { a.AnsweredAt = &wednesday }), false},
		"with an order":      {appeal(func(a *Appeal) { a.ClockRule = RuleOrdered }), false},
		"before publication": {appeal(func(a *Appeal) { a.RedirectDue = nil }), false},
	} {
		if got := test.appeal.CanBeRedirected(last); got != test.want {
			t.Errorf("%s: %t, want %t", name, got, test.want)
		}
	}
	if appeal(func(*Appeal) {}).CanBeRedirected(last.AddDays(1)) {
		t.Error("after the last day: true, want false")
	}
}
