package models

import "testing"

// law and because are the ground and the reason of the pauses in tests.
const law, because = "ӘРПК 70-бап", "Сараптама жүріп жатыр."

// TestPause checks that a paused clock has no warnings, is not overdue and does not escalate, and
// that it continues with the days that were left.
func TestPause(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	start, later := c.at(2026, 3, 20), c.at(2026, 5, 13) // a Wednesday
	c.run("refused", func(t *testing.T) {
		id := c.published()
		wantInvalid(t, "an empty form", start.PauseAppeal(c.ctx, id, c.akim, "", " "), "law: problem.required", "reason: problem.required")
		wantErr(t, "by another body", start.PauseAppeal(c.ctx, id, c.district, law, because), ErrForbidden)
		wantErr(t, "resume a running clock", start.ResumeAppeal(c.ctx, id, c.akim), ErrState)
		c.must(start.PauseAppeal(c.ctx, id, c.akim, law, because))
		wantErr(t, "pause a paused clock", start.PauseAppeal(c.ctx, id, c.akim, law, because), ErrState)
		wantErr(t, "extend a paused clock", start.ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), "Күрделі."), ErrState)
		wantErr(t, "resume by another body", later.ResumeAppeal(c.ctx, id, c.district), ErrForbidden)
	})
	c.run("paused and resumed", func(t *testing.T) {
		id := c.published() // until 31 March
		c.must(start.PauseAppeal(c.ctx, id, c.akim, law, because))
		c.must(later.SweepTime(c.ctx))
		wantErr(t, "escalate a paused appeal", later.EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)
		if clock := c.appeal(id).Clock(c.Reference().Calendar, later.Today()); clock.Running || !clock.Paused {
			t.Errorf("the clock is %+v", clock)
		}
		c.must(later.ResumeAppeal(c.ctx, id, c.akim))
		c.wantClock(id, "resumed 2026-05-13 4 2026-05-19") // 26, 27, 30 and 31 March were left
		c.must(c.at(2026, 5, 21).SweepTime(c.ctx))
		c.wantStory(id, "body paused", "body resumed", "system due_near", "system due_near", "system overdue")
	})
	c.run("answered while paused", func(t *testing.T) {
		id := c.published()
		c.must(start.PauseAppeal(c.ctx, id, c.akim, law, because))
		_, err := later.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}})
		c.must(err)
		if n := c.count(`select count(*) from answers where appeal_id = ? and due = '2026-05-19'`, id); n != 1 {
			t.Error("the days of the pause count against the answer")
		}
	})
	c.run("a third time", func(t *testing.T) {
		id := c.published()
		for range MostPauses {
			c.must(start.PauseAppeal(c.ctx, id, c.akim, law, because))
			c.must(start.ResumeAppeal(c.ctx, id, c.akim))
		}
		wantErr(t, "pause", start.PauseAppeal(c.ctx, id, c.akim, law, because), ErrState)
	})
}

// TestPauseEnds checks that every action that closes or moves an appeal ends its pause.
func TestPauseEnds(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	start := c.at(2026, 3, 20)
	for what, end := range map[string]func(id int64) error{
		"answered": func(id int64) error {
			_, err := start.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}})
			return err
		},
		"withdrawn": func(id int64) error { return start.WithdrawAppeal(c.ctx, id, c.author) },
		"merged":    func(id int64) error { return start.MergeAppeal(c.ctx, id, c.published(), c.moderator) },
		"redirected": func(id int64) error {
			return c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", "")
		},
	} {
		c.run(what, func(t *testing.T) {
			id := c.published()
			c.must(c.PauseAppeal(c.ctx, id, c.akim, law, because))
			c.must(end(id))
			if n := c.count(`select count(*) from pauses p join appeals a on a.id = p.appeal_id
				where a.id = ? and (p.resumed_at is null or a.paused_at is not null)`, id); n != 0 {
				t.Error("the pause is still open")
			}
		})
	}
}
