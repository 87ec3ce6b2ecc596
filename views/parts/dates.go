package parts

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
)

// The date of the request, and how other dates relate to it.

// Today returns the date of the request in Kazakhstan.
func Today(ctx context.Context) calendar.Date { return SiteFrom(ctx).Today() }

// daysUntil counts calendar days from today to d; it is negative if d is past.
func daysUntil(ctx context.Context, d calendar.Date) int {
	return daysBetween(Today(ctx), d)
}

// daysBetween counts the calendar days from one date to a later one.
func daysBetween(from, to calendar.Date) int {
	const day = 24 * time.Hour
	return int(to.Time().Sub(from.Time()).Round(day) / day)
}

// ClockOf returns the clock of an appeal on the date of the request.
func ClockOf(ctx context.Context, c models.Card) models.Clock {
	return c.Clock(SiteFrom(ctx).Reference.Calendar, Today(ctx))
}

// Day formats a date in digits, as in official papers: 15.07.2026.
func Day(ctx context.Context, d calendar.Date) string { return i18n.DateNumeric(ctx, d.Time()) }

// MachineTime formats a time for the datetime attribute.
func MachineTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// Foreign returns the lang attribute for a text in another language than the page, so that a screen
// reader changes its voice. It is "" if the language is the same.
func Foreign(ctx context.Context, lang string) string {
	if lang == string(i18n.From(ctx)) {
		return ""
	}
	return lang
}

// LangOf returns the result of Foreign as attributes.
func LangOf(ctx context.Context, lang string) templ.Attributes {
	if l := Foreign(ctx, lang); l != "" {
		return templ.Attributes{"lang": l}
	}
	return nil
}
