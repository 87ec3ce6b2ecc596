package i18n

import (
	"context"
	"strconv"
	"time"

	"jauap/models/calendar"
)

// noBreakSpace separates thousands, and a unit from its number, without a line break between them.
const noBreakSpace = "\u00a0"

// Number formats an integer with a no-break space between thousands, in every language: 1 234 567.
func Number(_ context.Context, n int) string { return group(int64(n)) }

// Money formats a sum in tenge: 1 250 000 ₸.
func Money(_ context.Context, tenge int64) string {
	return group(tenge) + noBreakSpace + "₸"
}

// group formats an integer with no-break spaces between thousands.
func group(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "\u2212", digits[1:]
	}
	out := make([]byte, 0, len(digits)+len(digits)/3*len(noBreakSpace))
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out = append(out, noBreakSpace...)
		}
		out = append(out, digits[i])
	}
	return sign + string(out)
}

// Date formats the day of t in Kazakhstan: «15 шілде 2026», «15 июля 2026», "15 July 2026". Kazakh
// and Russian omit the word for year, which would need a case ending in a sentence.
func Date(ctx context.Context, t time.Time) string {
	return DateShort(ctx, t) + noBreakSpace + strconv.Itoa(t.In(calendar.Zone).Year())
}

// DateShort formats the day of t in Kazakhstan without its year: «15 шілде», «15 июля», "15 July".
func DateShort(ctx context.Context, t time.Time) string {
	t = t.In(calendar.Zone)
	return strconv.Itoa(t.Day()) + noBreakSpace + T(ctx, months[t.Month()-1])
}

// DateTime formats the day and the minute of t in Kazakhstan: «15 шілде 2026, 14:05». Midnight
// gives the day alone.
func DateTime(ctx context.Context, t time.Time) string {
	if t.Equal(midnight(t)) {
		return Date(ctx, t) // imported registers have days without a time
	}
	return Date(ctx, t) + t.In(calendar.Zone).Format(", 15:04")
}

// DateNumeric formats the day of t in Kazakhstan in digits, as in official papers: 15.07.2026.
func DateNumeric(_ context.Context, t time.Time) string {
	return t.In(calendar.Zone).Format("02.01.2006")
}

// Ago formats the time between then and now: «5 минут бұрын», «кеше». After a month it is the date.
// A future time counts as now, because the clocks of two machines differ.
func Ago(ctx context.Context, then, now time.Time) string {
	elapsed := now.Sub(then)
	switch days := daysBetween(then, now); {
	case elapsed < time.Minute:
		return T(ctx, "time.now")
	case elapsed < time.Hour:
		return N(ctx, "time.minutes_ago", int(elapsed/time.Minute))
	case elapsed < 24*time.Hour && days == 0, elapsed < 6*time.Hour:
		return N(ctx, "time.hours_ago", int(elapsed/time.Hour))
	case days == 1:
		return T(ctx, "time.yesterday")
	case days <= 30:
		return N(ctx, "time.days_ago", days)
	}
	return Date(ctx, then)
}

// daysBetween counts the midnights in Kazakhstan between two times.
func daysBetween(a, b time.Time) int {
	return int(midnight(b).Sub(midnight(a)).Round(24*time.Hour) / (24 * time.Hour))
}

// midnight returns the start of the day of t in Kazakhstan.
func midnight(t time.Time) time.Time {
	year, month, day := t.In(calendar.Zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, calendar.Zone)
}

// months has the keys written in full, so that the test for unused keys finds them.
var months = [12]string{
	"time.january", "time.february", "time.march", "time.april", "time.may", "time.june",
	"time.july", "time.august", "time.september", "time.october", "time.november", "time.december",
}
