package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// ClockRule is the rule by which the term of an appeal runs now. Its step in "how
// this date was computed" is clock.rule_<rule> in the locale files.
type ClockRule string

const (
	RuleRegistered ClockRule = "registered" // from the day of registration (arts 64, 76)
	RuleRedirected ClockRule = "redirected" // from registration with the body it went to (arts 65, 76)
	RuleReopened   ClockRule = "reopened"   // from the day on which the author said that it is not solved; short, a rule of the portal
	RuleExtended   ClockRule = "extended"   // to a day that the head named, with a reason (art. 76)
	RuleOrdered    ClockRule = "ordered"    // to a day that the superior body ordered (arts 91-99)
	RuleResumed    ClockRule = "resumed"    // the days that were left before a pause
	RuleParted     ClockRule = "parted"     // the days that were left before a merge that was taken back
)

// startClock starts the term of a locked appeal anew: so many working days after
// the day from. It returns the last day, and writes no event: the act that starts
// a clock tells it. A calendar that changes later moves the end, see RecomputeClocks.
func (s *Store) startClock(ctx context.Context, id int64, rule ClockRule, from calendar.Date, days int) (due calendar.Date, err error) {
	due = s.Reference().Calendar.TermFrom(from, days)
	return due, s.setClock(ctx, id, rule, from, &days, due)
}

// fixClock sets the end of the term of a locked appeal to a day that somebody has
// named. It stays, whatever becomes of the calendar.
func (s *Store) fixClock(ctx context.Context, id int64, rule ClockRule, due calendar.Date) error {
	return s.setClock(ctx, id, rule, s.Today(), nil, due)
}

// escalationDue is the last day for a superior body to decide a complaint that was
// made at a moment (arts 91-99).
func (s *Store) escalationDue(at time.Time) calendar.Date {
	cal := s.Reference().Calendar
	return cal.ComplaintDue(cal.Registration(at))
}

// setClock is the one place where the end of a term is written. A new term is
// neither overdue nor warned of, and runs: a pause has ended.
func (s *Store) setClock(ctx context.Context, id int64, rule ClockRule, from calendar.Date, days *int, due calendar.Date) error {
	_, err := s.exec(ctx, `
		update appeals set clock_rule = ?, clock_from = ?, clock_days = ?, clock_at = ?, answer_due = ?,
			overdue_at = null, warned_for = null, warned_left = null, paused_at = null
		where id = ?`, rule, from, days, s.Now(), due, id)
	if err != nil {
		return err
	}
	return s.endPause(ctx, id)
}
