package calendar

import (
	"testing"
	"time"
)

func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

var kazakhstan = New(Default())

// TestTerms checks terms that were computed by hand from the law: an ordinary week with 8 March,
// the Nauryz holidays, the May holidays, New Year with a transferred Friday, a transferred Saturday
// that is worked, and the Day of the Republic.
func TestTerms(t *testing.T) {
	for _, v := range []struct{ received, registered, redirect, answer, complaint string }{
		{"2026-03-05", "2026-03-05", "2026-03-11", "2026-04-01", "2026-04-08"},
		{"2026-03-21", "2026-03-26", "2026-03-31", "2026-04-16", "2026-04-23"},
		{"2026-04-28", "2026-04-28", "2026-05-04", "2026-05-22", "2026-06-01"},
		{"2025-12-12", "2025-12-12", "2025-12-18", "2026-01-08", "2026-01-15"},
		{"2024-04-29", "2024-04-29", "2024-05-03", "2024-05-23", "2024-05-30"},
		{"2026-10-23", "2026-10-23", "2026-10-29", "2026-11-16", "2026-11-23"},
	} {
		received := day(v.received)
		registered := kazakhstan.Registration(received.Time().Add(10 * time.Hour))
		for what, got := range map[string][2]Date{
			"registered":        {registered, day(v.registered)},
			"redirect due":      {kazakhstan.RedirectDue(received), day(v.redirect)},
			"answer due":        {kazakhstan.AnswerDue(received), day(v.answer)},
			"complaint due":     {kazakhstan.ComplaintDue(received), day(v.complaint)},
			"from registration": {kazakhstan.AnswerDue(registered), day(v.answer)},
			"redirect, counted": {kazakhstan.AddWorkingDays(registered, 3), day(v.redirect)},
		} {
			if got[0] != got[1] {
				t.Errorf("received %s: %s is %s, want %s", received, what, got[0], got[1])
			}
		}
	}
}

func TestRegistrationUsesTimeOfKazakhstan(t *testing.T) {
	// 20:00 UTC on Friday is already Saturday in Kazakhstan, so the appeal is registered on Monday.
	got := kazakhstan.Registration(time.Date(2026, time.June, 12, 20, 0, 0, 0, time.UTC))
	if want := day("2026-06-15"); got != want {
		t.Errorf("registered %s, want %s", got, want)
	}
}

func TestOtherTerms(t *testing.T) {
	for _, c := range []struct {
		what string
		got  Date
		want string
	}{
		{"moderation, on a Thursday", kazakhstan.ModerationDue(day("2026-06-11")), "2026-06-12"},
		{"moderation, on a Friday", kazakhstan.ModerationDue(day("2026-06-12")), "2026-06-15"},
		{"moderation, on a Saturday", kazakhstan.ModerationDue(day("2026-06-13")), "2026-06-16"},
		{"extension", kazakhstan.ExtensionLimit(day("2026-03-05")), "2026-05-05"},
		{"extension, received on Nauryz", kazakhstan.ExtensionLimit(day("2026-03-21")), "2026-05-26"},
		{"extension, to a shorter month", kazakhstan.ExtensionLimit(day("2025-12-31")), "2026-02-28"},
		{"extension, over a leap day", kazakhstan.ExtensionLimit(day("2027-12-31")), "2028-02-29"},
		{"verdict", kazakhstan.VerdictDue(day("2026-04-01")), "2026-04-16"},
	} {
		if c.got != day(c.want) {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
}
