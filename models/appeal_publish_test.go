package models

import (
	"testing"
	"time"

	"jauap/models/calendar"
)

// TestLateModeration: an appeal that was published after the days for a redirect gets its whole
// term, is not overdue and can be redirected.
func TestLateModeration(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	rejected, slow, in := c.rejected(), c.submitted(), c.submitted() // on Wednesday 4 March
	c.must(c.at(2026, 3, 10).PublishAppeal(c.ctx, in, c.moderator))  // the third working day
	if a := c.appeal(in); a.RegisteredOn.String() != "2026-03-04" || a.AnswerDue.String() != "2026-03-31" {
		t.Errorf("registered %v, answer by %v", a.RegisteredOn, a.AnswerDue)
	}
	saturday := c.at(2026, 4, 11)
	c.must(saturday.PublishAppeal(c.ctx, slow, c.moderator))
	c.must(saturday.ObjectToModeration(c.ctx, rejected, c.author, "Бұл жарнама емес, жол мәселесі."))
	c.must(saturday.DecideObjection(c.ctx, rejected, c.neighbour, true, "Дұрыс, жарияланады."))
	c.must(saturday.SweepTime(c.ctx))
	for _, id := range []int64{slow, rejected} {
		if a := c.appeal(id); a.RegisteredOn.String() != "2026-04-13" || a.AnswerDue.String() != "2026-05-05" || a.OverdueAt != nil || len(c.way(id)) > 0 {
			t.Errorf("registered %v, answer by %v, overdue %v, way %v", a.RegisteredOn, a.AnswerDue, a.OverdueAt, c.way(id))
		}
		c.must(saturday.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", ""))
	}
}

// TestTerms: the terms of the law, for different times of receipt and of publication.
func TestTerms(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, v := range []struct{ received, registered, redirectDue, answerDue, complaintBy string }{
		{"2026-03-05", "2026-03-05", "2026-03-11", "2026-04-01", "2026-04-08"},
		{"2026-03-21", "2026-03-26", "2026-03-31", "2026-04-16", "2026-04-23"},
		{"2026-04-28", "2026-04-28", "2026-05-04", "2026-05-22", "2026-06-01"},
		{"2025-12-12", "2025-12-12", "2025-12-18", "2026-01-08", "2026-01-15"},
		{"2024-04-29", "2024-04-29", "2024-05-03", "2024-05-23", "2024-05-30"},
		{"2026-10-23", "2026-10-23", "2026-10-29", "2026-11-16", "2026-11-23"},
	} {
		received, err := calendar.ParseDate(v.received)
		c.must(err)
		for _, hour := range []time.Duration{0, 23*time.Hour + 59*time.Minute} {
			filed, err := c.At(received.Time().Add(hour)).SubmitAppeal(c.ctx, c.pothole())
			c.must(err)
			c.must(c.At(received.Time().Add(50*time.Hour)).PublishAppeal(c.ctx, filed.ID, c.moderator))
			a := c.appeal(filed.ID)
			got := [3]string{a.RegisteredOn.String(), a.RedirectDue.String(), a.AnswerDue.String()}
			if want := [3]string{v.registered, v.redirectDue, v.answerDue}; got != want {
				t.Errorf("received %s: %v, want %v", v.received, got, want)
			}
			c.wantStory(filed.ID)
		}
		then := c.when(received.Time())
		refused := then.refused()
		c.must(then.EscalateAppeal(c.ctx, refused, &c.author, ""))
		if n := c.count(`select count(*) from escalations where appeal_id = ? and due = ?`, refused, v.complaintBy); n != 1 {
			t.Errorf("complaint received %s: not due by %s", v.received, v.complaintBy)
		}
	}
}
