package models

import (
	"testing"
	"time"
)

// systemEvents returns the events of an appeal by the system: kind, time and data.
func (c *cast) systemEvents(id int64) (lines []string) {
	c.t.Helper()
	c.must(c.read(c.ctx, &lines, `
		select concat_ws(' ', kind, to_char(at at time zone 'Asia/Almaty', 'MM-DD HH24:MI'), data ->> 'due', data ->> 'left')
		from events where appeal_id = ? and actor = 'system' order by at, id`, id))
	return lines
}

func (c *cast) wantSystemEvents(what string, id int64, want ...string) {
	c.t.Helper()
	got := c.systemEvents(id)
	if len(got) != len(want) {
		c.t.Errorf("%s: events %q, want %q", what, got, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			c.t.Errorf("%s: events %q, want %q", what, got[i], want[i])
		}
	}
}

// TestCatchUp checks that hourly sweeps, one sweep after a month, and an action before the first
// sweep record the same events, once.
func TestCatchUp(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	steady, still, quick := c.published(), c.published(), c.published() // until 31 March
	for d := day(2026, 3, 5); d != day(2026, 4, 2); d = d.AddDays(1) {
		for hour := range 3 {
			_, err := c.exec(c.ctx, `update appeals set paused_at = ? where id in ?`, wednesday, []int64{still, quick}) // hidden from the sweeps
			c.must(err)
			c.must(c.when(d.Time().Add(time.Duration(hour) * 7 * time.Hour)).SweepTime(c.ctx))
			_, err = c.exec(c.ctx, `update appeals set paused_at = null where id in ?`, []int64{still, quick})
			c.must(err)
		}
	}
	later := c.at(2026, 4, 2)
	_, err := later.PublishAnswer(c.ctx, quick, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}, Promises: []NewPromise{{"Көгалдандыру", day(2026, 4, 20)}}})
	c.must(err)
	c.must(later.SweepTime(c.ctx))
	c.must(later.SweepTime(c.ctx))
	for what, id := range map[string]int64{"swept hourly": steady, "swept late": still, "answered first": quick} {
		c.wantSystemEvents(what, id, "due_near 03-26 00:00 2026-03-31 3", "due_near 03-30 00:00 2026-03-31 1", "overdue 04-01 00:00 2026-03-31")
	}

	// silence escalates the appeal before a late action
	asleep := c.published()
	c.must(c.at(2026, 4, 10).TakeUpAppeal(c.ctx, asleep, c.akim))
	c.wantSystemEvents("taken up late", asleep, "due_near 03-26 00:00 2026-03-31 3", "due_near 03-30 00:00 2026-03-31 1", "overdue 04-01 00:00 2026-03-31",
		"escalated 04-04 00:00 2026-05-05")

	// a late action does not change a broken promise or a lapsed answer
	late := c.at(2026, 5, 20)
	wantErr(t, "keep a broken promise", late.KeepPromise(c.ctx, 1, c.akim, finished), ErrState)
	wantErr(t, "judge after the term", late.JudgeAnswer(c.ctx, quick, c.author, Solved, ""), ErrState)
	c.must(late.SweepTime(c.ctx))
	c.wantSystemEvents("promised", quick, "due_near 03-26 00:00 2026-03-31 3", "due_near 03-30 00:00 2026-03-31 1", "overdue 04-01 00:00 2026-03-31",
		"promise_near 04-17 00:00 2026-04-20", "resolved_uncontested 04-18 00:00 2026-04-17", "promise_broken 04-21 00:00 2026-04-20")
}

// TestNoLateWarnings checks that there is no warning for a day that had passed when the term or
// the promise was set.
func TestNoLateWarnings(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	late := c.submitted() // its term begins on publication
	c.must(c.at(2026, 3, 27).PublishAppeal(c.ctx, late, c.moderator))
	ordered := c.refused()
	c.must(c.EscalateAppeal(c.ctx, ordered, &c.author, ""))
	c.must(c.at(2026, 3, 30).ReturnAppeal(c.ctx, ordered, c.district, "Жауап беріңіз.", day(2026, 4, 1))) // two days are left
	extended := c.published()
	c.must(c.at(2026, 3, 31).ExtendAppeal(c.ctx, extended, c.akim, day(2026, 4, 1), "Акт дайындалуда."))
	promised := c.answered(NewPromise{"Жамау", day(2026, 3, 6)})
	c.must(c.at(2026, 3, 5).MovePromise(c.ctx, 1, c.akim, day(2026, 3, 7), "Жаңбыр."))
	c.must(c.at(2026, 4, 3).SweepTime(c.ctx))
	c.wantSystemEvents("published late", late)
	c.wantSystemEvents("ordered for the day after tomorrow", ordered, "due_near 03-31 00:00 2026-04-01 1", "overdue 04-02 00:00 2026-04-01")
	c.wantSystemEvents("extended by a day", extended, "due_near 03-26 00:00 2026-03-31 3", "due_near 03-30 00:00 2026-03-31 1", "overdue 04-02 00:00 2026-04-01")
	c.wantSystemEvents("promised for tomorrow", promised, "promise_broken 03-08 00:00 2026-03-07", "resolved_uncontested 03-20 00:00 2026-03-19")
}
