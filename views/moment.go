package views

import (
	"context"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
)

// What a part asks of the request: its day, and how that day lies to others.

// today is the day of the request in Kazakhstan.
func today(ctx context.Context) calendar.Date { return SiteFrom(ctx).Today() }

// daysUntil counts calendar days from today to d; negative when d is past.
func daysUntil(ctx context.Context, d calendar.Date) int {
	const day = 24 * time.Hour
	return int(d.Time().Sub(today(ctx).Time()).Round(day) / day)
}

// clockOf is the clock of an appeal on the day of the request.
func clockOf(ctx context.Context, c models.Card) models.Clock {
	return c.Clock(SiteFrom(ctx).Reference.Calendar, today(ctx))
}

// day writes a date in digits, as official papers do: 15.07.2026.
func day(ctx context.Context, d calendar.Date) string { return i18n.DateNumeric(ctx, d.Time()) }

// machineTime is a moment for the datetime attribute.
func machineTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// foreign is the lang attribute for a text in another language than the page's,
// so that a screen reader changes its voice; "" where it is the same.
func foreign(ctx context.Context, lang string) string {
	if lang == string(i18n.From(ctx)) {
		return ""
	}
	return lang
}
