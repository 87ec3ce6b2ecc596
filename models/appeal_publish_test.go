package models

import (
	"testing"
	"time"

	"jauap/models/calendar"
)

// TestTerms: the dates of the law, from receipt whenever it was and whenever moderation came.
func TestTerms(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, v := range []struct{ received, registered, redirectBy, answerBy, complaintBy string }{
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
			got := [3]string{a.RegisteredOn.String(), a.RedirectBy.String(), a.AnswerBy.String()}
			if want := [3]string{v.registered, v.redirectBy, v.answerBy}; got != want {
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
