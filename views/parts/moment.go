package parts

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
)

// What a part asks of the request: its day, and how that day lies to others.

// Today is the day of the request in Kazakhstan.
func Today(ctx context.Context) calendar.Date { return SiteFrom(ctx).Today() }

// daysUntil counts calendar days from today to d; negative when d is past.
func daysUntil(ctx context.Context, d calendar.Date) int {
	const day = 24 * time.Hour
	return int(d.Time().Sub(Today(ctx).Time()).Round(day) / day)
}

// ClockOf is the clock of an appeal on the day of the request.
func ClockOf(ctx context.Context, c models.Card) models.Clock {
	return c.Clock(SiteFrom(ctx).Reference.Calendar, Today(ctx))
}

// Day writes a date in digits, as official papers do: 15.07.2026.
func Day(ctx context.Context, d calendar.Date) string { return i18n.DateNumeric(ctx, d.Time()) }

// MachineTime is a moment for the datetime attribute.
func MachineTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// Foreign is the lang attribute for a text in another language than the page's,
// so that a screen reader changes its voice; "" where it is the same.
func Foreign(ctx context.Context, lang string) string {
	if lang == string(i18n.From(ctx)) {
		return ""
	}
	return lang
}

// LangOf is the lang attribute of a text in another language than the page's.
func LangOf(ctx context.Context, lang string) templ.Attributes {
	if l := Foreign(ctx, lang); l != "" {
		return templ.Attributes{"lang": l}
	}
	return nil
}
