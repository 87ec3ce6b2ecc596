package models

import "testing"

// TestPause: a clock that stands still is neither warned of nor overdue nor silent,
// and goes on with the days that were left.
func TestPause(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published() // until 31 March
	start := c.at(2026, 3, 20)
	wantInvalid(t, "without a law", start.PauseAppeal(c.ctx, id, c.akim, "", " "), "law: problem.required", "reason: problem.required")
	wantErr(t, "by another body", start.PauseAppeal(c.ctx, id, c.district, "ӘРПК 70-бап", "Сараптама жүріп жатыр."), ErrForbidden)
	wantErr(t, "after the term", c.at(2026, 4, 1).PauseAppeal(c.ctx, id, c.akim, "ӘРПК 70-бап", "Сараптама жүріп жатыр."), ErrState)
	wantErr(t, "resume what runs", start.ResumeAppeal(c.ctx, id, c.akim), ErrState)
	c.must(start.PauseAppeal(c.ctx, id, c.akim, "ӘРПК 70-бап", "Сараптама жүріп жатыр."))
	wantErr(t, "twice", start.PauseAppeal(c.ctx, id, c.akim, "ӘРПК 70-бап", "Сараптама жүріп жатыр."), ErrState)
	wantErr(t, "extend it", start.ExtendAppeal(c.ctx, id, c.akim, day(2026, 4, 10), "Күрделі."), ErrState)

	later := c.at(2026, 5, 13) // a Wednesday
	c.must(later.SweepTime(c.ctx))
	wantErr(t, "silence", later.EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)
	if clock := c.appeal(id).Clock(c.Reference().Calendar, later.Today()); clock.Running || !clock.Paused {
		t.Errorf("its clock says %+v", clock)
	}
	wantErr(t, "by another body", later.ResumeAppeal(c.ctx, id, c.district), ErrForbidden)
	c.must(later.ResumeAppeal(c.ctx, id, c.akim))
	c.wantClock(id, "resumed 2026-05-13 4 2026-05-19") // 26, 27, 30 and 31 March were left
	c.must(c.at(2026, 5, 21).SweepTime(c.ctx))
	c.wantStory(id, "body paused", "body resumed", "system due_near", "system due_near", "system overdue")

	// what is answered while the clock stands still is in time, as if it ran again that day
	answered := c.published()
	c.must(start.PauseAppeal(c.ctx, answered, c.akim, "ӘРПК 70-бап", "Сараптама жүріп жатыр."))
	_, err := later.PublishAnswer(c.ctx, answered, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}})
	c.must(err)
	if n := c.count(`select count(*) from answers where appeal_id = ? and due = '2026-05-19'`, answered); n != 1 {
		t.Error("the days of the pause count against the answer")
	}

	// no third pause
	again := c.published()
	for range MostPauses {
		c.must(start.PauseAppeal(c.ctx, again, c.akim, "ӘРПК 70-бап", "Сараптама жүріп жатыр."))
		c.must(start.ResumeAppeal(c.ctx, again, c.akim))
	}
	wantErr(t, "a third time", start.PauseAppeal(c.ctx, again, c.akim, "ӘРПК 70-бап", "Сараптама жүріп жатыр."), ErrState)

	// whatever ends the matter ends the pause
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
		paused := c.published()
		c.must(c.PauseAppeal(c.ctx, paused, c.akim, "ӘРПК 70-бап", "Сараптама."))
		c.must(end(paused))
		if n := c.count(`select count(*) from pauses p join appeals a on a.id = p.appeal_id
			where a.id = ? and (p.resumed_at is null or a.paused_at is not null)`, paused); n != 0 {
			t.Errorf("%s: the pause goes on", what)
		}
	}
}
