package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// ClockRule is the rule by which the term of an appeal runs. Its step in "how this date
// was computed" is clock.rule_<rule> in the locale files.
type ClockRule string

const (
	RuleRegistered ClockRule = "registered" // from the day of registration (arts 64, 76)
	RuleRedirected ClockRule = "redirected" // from registration with the body it was redirected to (arts 65, 76)
	RuleReopened   ClockRule = "reopened"   // from the day on which the author said that it is not solved; short, a rule of the portal
	RuleExtended   ClockRule = "extended"   // to a day that the head set, with a reason (art. 76)
	RuleOrdered    ClockRule = "ordered"    // to a day that the superior body ordered (arts 91-99)
	RuleResumed    ClockRule = "resumed"    // the days that were left before a pause
	RuleParted     ClockRule = "parted"     // the days that were left before a merge that was undone
)

// startClock starts a new term of days working days after the day from, and returns its
// last day. It records no event: the action that starts a clock does. A later change of
// the calendar moves the last day, see RecomputeClocks.
func (a lockedAppeal) startClock(ctx context.Context, rule ClockRule, from calendar.Date, days int) (due calendar.Date, err error) {
	due = a.tx.Reference().Calendar.TermFrom(from, days)
	return due, a.setClock(ctx, rule, from, &days, due)
}

// fixClock sets the last day of the term to a day that a person chose. A change of the
// calendar does not move it.
func (a lockedAppeal) fixClock(ctx context.Context, rule ClockRule, due calendar.Date) error {
	return a.setClock(ctx, rule, a.tx.Today(), nil, due)
}

// setClock is the only place where the last day of a term is written. A new term runs
// (a pause ends), is not overdue, and has had no warnings.
func (a lockedAppeal) setClock(ctx context.Context, rule ClockRule, from calendar.Date, days *int, due calendar.Date) error {
	now := a.tx.Now()
	row := appealRow{ClockRule: &rule, ClockFrom: from, ClockDays: days, ClockAt: &now, AnswerDue: due}
	if err := a.update(ctx, row, "clock_rule", "clock_from", "clock_days", "clock_at", "answer_due",
		"overdue_at", "warned_for", "warned_left", "paused_at"); err != nil {
		return err
	}
	return a.endPause(ctx)
}

// complaintDue returns the last day for a superior body to decide a complaint that was
// made at the given moment (arts 91-99).
func complaintDue(cal *calendar.Calendar, at time.Time) calendar.Date {
	return cal.ComplaintDue(cal.Registration(at))
}
