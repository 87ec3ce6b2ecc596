package models

import (
	"testing"

	"jauap/models/calendar"
)

func TestPromises(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.run("invalid", func(t *testing.T) {
		p := c.promiseOf(c.promised())
		wantInvalid(t, "no proof", c.KeepPromise(c.ctx, p, c.akim, ""), "proof: problem.required")
		wantInvalid(t, "a short proof", c.KeepPromise(c.ctx, p, c.akim, "Бітті."), "proof: problem.too_short")
		wantInvalid(t, "a day after three years", c.MovePromise(c.ctx, p, c.akim, day(2029, 3, 5), "Жаңбыр"), "to: problem.too_late")
		wantInvalid(t, "the same day", c.MovePromise(c.ctx, p, c.akim, day(2026, 3, 20), "Жаңбыр"), "to: problem.too_early")
		wantInvalid(t, "an empty form", c.MovePromise(c.ctx, p, c.akim, calendar.Date{}, ""), "reason: problem.required", "to: problem.required")
	})
	c.run("kept", func(t *testing.T) {
		p := c.promiseOf(c.promised())
		c.must(c.KeepPromise(c.ctx, p, c.akim, finished))
		wantErr(t, "keep it again", c.KeepPromise(c.ctx, p, c.akim, finished), ErrState)
		wantErr(t, "move it", c.MovePromise(c.ctx, p, c.akim, day(2026, 3, 30), "Жаңбыр"), ErrState)
	})
	c.run("broken", func(t *testing.T) {
		id := c.promised()
		later := c.at(2026, 3, 21)
		_, err := later.BreakPromises(c.ctx)
		c.must(err)
		wantErr(t, "keep it", later.KeepPromise(c.ctx, c.promiseOf(id), c.akim, finished), ErrState)
		c.must(later.EscalateAppeal(c.ctx, id, &c.author, ""))
		if n := c.count(`select count(*) from escalations where appeal_id = ? and ground = 'promise_broken'`, id); n != 1 {
			t.Error("the escalation has another ground than the broken promise")
		}
	})
	c.run("moved", func(t *testing.T) {
		p := c.promiseOf(c.promised())
		c.must(c.MovePromise(c.ctx, p, c.akim, day(2026, 3, 30), "Жаңбыр"))
		c.must(c.MovePromise(c.ctx, p, c.akim, day(2026, 4, 10), "Жаңбыр"))
		wantErr(t, "a third time", c.MovePromise(c.ctx, p, c.akim, day(2026, 4, 20), "Жаңбыр"), ErrState)
	})
}

// TestPromiseRules checks the rules of a promise without a database.
func TestPromiseRules(t *testing.T) {
	t.Parallel()
	due := day(2026, 3, 20)
	for name, test := range map[string]struct {
		promise       Promise
		today         calendar.Date
		kept, moved   bool
		canBeAffirmed bool
	}{
		"open, on its last day":    {Promise{Due: due}, due, true, true, false},
		"open, after its last day": {Promise{Due: due}, due.AddDays(1), true, false, false}, // an action breaks it first
		"moved twice":              {Promise{Due: due, Moved: MostMoves}, due, true, false, false},
		"kept":                     {Promise{Due: due, Outcome: "kept"}, due, false, false, true},
		"broken":                   {Promise{Due: due, Outcome: "broken"}, due, false, false, false},
	} {
		p := test.promise
		if p.CanBeKept() != test.kept || p.CanBeMoved(test.today) != test.moved || p.CanBeConfirmed() != test.canBeAffirmed {
			t.Errorf("%s: can be kept %t, moved %t, confirmed %t", name, p.CanBeKept(), p.CanBeMoved(test.today), p.CanBeConfirmed())
		}
	}
	if days := (Promise{FirstDue: due, Due: due.AddDays(12)}).Delay(); days != 12 {
		t.Errorf("a delay of %d days, want 12", days)
	}
}
