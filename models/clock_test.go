package models

import (
	"slices"
	"strings"
	"testing"
	"time"

	"jauap/models/calendar"
)

// wantClock checks the clock of an appeal: the rule, the first day, the number of working days
// ("-" for a day that a person set) and the last day.
func (c *cast) wantClock(id int64, want string) {
	c.t.Helper()
	var got string
	c.must(c.readOne(c.ctx, &got, `
		select concat_ws(' ', clock_rule, clock_from, coalesce(clock_days::text, '-'), answer_due) from appeals where id = ?`, id))
	if got != want {
		c.t.Errorf("the clock is %q, want %q", got, want)
	}
}

// TestClockRules checks the rule that every action leaves that starts a term.
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

// TestLastDays checks that every term allows its action on its last day and rejects it on the
// next day.
func TestLastDays(t *testing.T) {
	t.Parallel()
	c := newCast(t) // an appeal of Wednesday 4 March is due on 31 March
	reason := "Сараптама жүріп жатыр."
	for name, term := range map[string]struct {
		last  calendar.Date
		begin func() int64
		act   func(c *cast, id int64) error
	}{
		"the author's verdict": {day(2026, 3, 19), func() int64 { return c.answered() }, func(c *cast, id int64) error {
			return c.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Жамалмаған.")
		}},
		"a redirect": {day(2026, 3, 10), c.published, func(c *cast, id int64) error {
			return c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", "")
		}},
		"an extension": {day(2026, 3, 31), c.published, func(c *cast, id int64) error {
			return c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), reason)
		}},
		"a pause": {day(2026, 3, 31), c.published, func(c *cast, id int64) error {
			return c.PauseAppeal(c.ctx, id, c.akim, "ӘРПК 70-бап", reason)
		}},
		"the proof of a promise": {day(2026, 3, 20), c.promised, func(c *cast, id int64) error {
			return c.KeepPromise(c.ctx, c.promiseOf(id), c.akim, finished)
		}},
		"the move of a promise": {day(2026, 3, 20), c.promised, func(c *cast, id int64) error {
			return c.MovePromise(c.ctx, c.promiseOf(id), c.akim, day(2026, 4, 1), reason)
		}},
		"a complaint about a refusal": {day(2026, 6, 4), c.refused, func(c *cast, id int64) error {
			return c.EscalateAppeal(c.ctx, id, &c.author, "")
		}},
	} {
		c.run(name, func(t *testing.T) {
			onTime, late := term.begin(), term.begin()
			if err := term.act(c.endOf(term.last), onTime); err != nil {
				t.Errorf("in the last minute of %s: %v", term.last, err)
			}
			wantErr(t, "on the next day", term.act(c.when(EndOf(term.last)), late), ErrState)
		})
	}
}

// TestSweepLastDays checks that no sweep acts on the last day of a term, and that it does on the
// next day.
func TestSweepLastDays(t *testing.T) {
	t.Parallel()
	for name, term := range map[string]struct {
		last  calendar.Date
		begin func(c *cast) int64
		event string
	}{
		"answer":  {day(2026, 3, 31), (*cast).published, "system overdue"},
		"silence": {day(2026, 4, 3), (*cast).published, "system escalated"}, // three working days after 31 March
		"verdict": {day(2026, 3, 19), func(c *cast) int64 { return c.answered() }, "system resolved_uncontested"},
		"promise": {day(2026, 3, 20), (*cast).promised, "system promise_broken"},
		"complaint": {day(2026, 4, 7), func(c *cast) int64 {
			id := c.refused()
			c.must(c.EscalateAppeal(c.ctx, id, &c.author, ""))
			return id
		}, "system complaint_silent"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCast(t)
			id := term.begin(c)
			has := func() int {
				return c.count(`select count(*) from events where appeal_id = ? and actor || ' ' || kind = ?`, id, term.event)
			}
			c.must(c.endOf(term.last).SweepTime(c.ctx))
			if has() != 0 {
				t.Errorf("%s in the last minute of %s", term.event, term.last)
			}
			c.must(c.when(EndOf(term.last)).SweepTime(c.ctx))
			if has() != 1 {
				t.Errorf("no %s on the day after %s", term.event, term.last)
			}
		})
	}
}

// endOf returns the cast in the last minute of a day.
func (c *cast) endOf(d calendar.Date) *cast { return c.when(EndOf(d).Add(-time.Minute)) }

// promised returns an answered appeal with a promise for 20 March.
func (c *cast) promised() int64 {
	c.t.Helper()
	return c.answered(NewPromise{"Жамау", day(2026, 3, 20)})
}

// promiseOf returns the last promise to an appeal.
func (c *cast) promiseOf(appeal int64) (promise int64) {
	c.t.Helper()
	c.must(c.readOne(c.ctx, &promise, `select max(id) from promises where appeal_id = ?`, appeal))
	return promise
}

// runningFrom returns the Store with a clock that moves by a millisecond each time it is read.
func (c *cast) runningFrom(at time.Time) *Store {
	running := *c.Store
	running.Now = func() time.Time {
		at = at.Add(time.Millisecond)
		return at
	}
	return &running
}

// TestActionHasOneTime checks that all rows of an action have the same time, although the clock
// runs: the page of an appeal finds the event of an escalation by it.
func TestActionHasOneTime(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	const name, mark = "Айдос Серікұлы", "[жасырылды: аты-жөні]"
	refused, merged, into, duplicate, answered := c.refused(), c.merged(), c.published(), c.published(), c.published()
	answer, err := c.PublishAnswer(c.ctx, answered, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Бригадир " + name + " жамайды."}})
	c.must(err)
	in := c.pothole()
	in.Pictures = []NewPicture{{Image: photo(t, 90), Alt: "Шұңқыр"}}
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	comment, err := c.AddComment(c.ctx, NewComment{AppealID: into, UserID: c.neighbour, Text: "Бізде де солай"})
	c.must(err)
	for i, action := range []struct {
		name string
		do   func(s *Store) error
	}{
		{"escalate", func(s *Store) error { return s.EscalateAppeal(c.ctx, refused, &c.author, "") }},
		{"merge", func(s *Store) error { return s.MergeAppeal(c.ctx, duplicate, into, c.moderator) }},
		{"separate", func(s *Store) error {
			return s.PartAppeal(c.ctx, merged, c.moderator, "Басқа көше туралы.")
		}},
		{"hide", func(s *Store) error { return s.HideAppeal(c.ctx, into, c.moderator, "insult", "") }},
		{"revise", func(s *Store) error {
			return s.ReviseAnswer(c.ctx, answered, answer, c.akim, 0, AnswerChange{AnswerWording: AnswerWording{Action: "Жамалды."}, Note: "Нақтылау"})
		}},
		{"mask", func(s *Store) error {
			texts := c.partsOf(answered).Texts
			i := slices.IndexFunc(texts, func(p PartText) bool { return strings.Contains(p.Text, name) })
			return s.MaskText(c.ctx, Subject{AppealID: answered}, c.moderator, texts[i].Digest, strings.ReplaceAll(texts[i].Text, name, mark))
		}},
		{"hide a picture", func(s *Store) error {
			return s.HidePicture(c.ctx, c.partsOf(filed.ID).Pictures[0].Digest, c.moderator, "personal_data")
		}},
		{"hide a comment", func(s *Store) error { return s.HideComment(c.ctx, comment, c.moderator, "insult") }},
	} {
		begun := c.Now().Add(time.Duration(i+1) * time.Hour)
		c.must(action.do(c.runningFrom(begun)))
		var times []time.Time
		c.must(c.read(c.ctx, &times, `
			select at from events where at > @begun union select at from moderations where at > @begun union select at from escalations where at > @begun
			union select at from merges where at > @begun union select parted_at from merges where parted_at > @begun
			union select hidden_at from appeals where hidden_at > @begun union select at from answer_revisions where at > @begun
			union select at from masked_texts where at > @begun union select hidden_at from media where hidden_at > @begun
			union select hidden_at from comments where hidden_at > @begun`, map[string]any{"begun": begun}))
		if len(times) != 1 {
			t.Errorf("%s: rows of the times %v, want one time", action.name, times)
		}
	}
}
