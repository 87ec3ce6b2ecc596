package models

import "testing"

// TestVerdicts checks who may give which verdict, and what it does to the appeal.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.run("invalid", func(t *testing.T) {
		id := c.answered()
		wantInvalid(t, "unsolved without a text", c.JudgeAnswer(c.ctx, id, c.author, Unsolved, ""), "text: problem.required")
		wantInvalid(t, "an unknown verdict", c.JudgeAnswer(c.ctx, id, c.author, "great", ""), "verdict: problem.unknown")
	})
	c.run("of a voice", func(t *testing.T) {
		id := c.answered()
		c.must(c.CastVoice(c.ctx, id, c.neighbour))
		c.must(c.JudgeAnswer(c.ctx, id, c.neighbour, Unsolved, ""))
		c.wantStatus(id, Answered) // only the author's verdict reopens it
		wantErr(t, "a second verdict", c.JudgeAnswer(c.ctx, id, c.neighbour, Solved, ""), ErrState)
	})
	c.run("without a checked identity", func(t *testing.T) {
		id, unchecked := c.answered(), c.person(1, "")
		c.must(c.CastVoice(c.ctx, id, unchecked))
		wantErr(t, "verdict", c.JudgeAnswer(c.ctx, id, unchecked, Solved, ""), ErrForbidden)
	})
	c.run("partly", func(t *testing.T) {
		id := c.answered()
		c.must(c.JudgeAnswer(c.ctx, id, c.author, Partly, "Жартысы істелді."))
		c.wantStatus(id, Answered)
	})
}

// TestEscalatedAnswerDoesNotLapse checks that an answer whose broken promise was escalated is not
// closed as uncontested while the superior body has to decide, by a sweep or by an action.
func TestEscalatedAnswerDoesNotLapse(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.answered(NewPromise{"Жамау", day(2026, 3, 10)})
	c.must(c.at(2026, 3, 11).EscalateAppeal(c.ctx, id, &c.author, "")) // the promise is broken
	c.wantStatus(id, Answered)

	later := c.at(2026, 3, 25)
	if n, err := later.LapseVerdicts(c.ctx); n != 0 || err != nil {
		t.Errorf("lapsed %d (%v), want none", n, err)
	}
	c.must(later.PostUpdate(c.ctx, id, c.akim, "Жұмыс жалғасуда.")) // applies what is due
	c.wantStatus(id, Answered)
}
