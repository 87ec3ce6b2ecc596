package demo

import (
	"fmt"
	"slices"
	"time"

	"jauap/models/calendar"
)

// seasons lists the months in which an appeal with a season must begin.
var seasons = map[string][]time.Month{
	"winter": {time.December, time.January, time.February},
	"summer": {time.June, time.July},
}

// days converts the day numbers of an appeal to dates.
type days struct {
	cal        *calendar.Calendar
	registered calendar.Date
	received   calendar.Date // the same day, or a day off before it
}

// daysOf returns the days of an appeal, counted back from the last working day before today, so
// that no action is today, at any hour and weekday.
func daysOf(cal *calendar.Calendar, today calendar.Date, a appealContent) days {
	d := workingDayBefore(cal, today, 1+a.Ago)
	if season, ok := seasons[a.Season]; ok {
		for !slices.Contains(season, d.Month) {
			d = workingDayBefore(cal, d, 1)
		}
	}
	if a.Weekend {
		for cal.IsWorking(d.AddDays(-1)) {
			d = d.AddDays(-1)
		}
		return days{cal, d, d.AddDays(-1)}
	}
	return days{cal, d, d}
}

// workingDayBefore returns the n-th working day before d.
func workingDayBefore(cal *calendar.Calendar, d calendar.Date, n int) calendar.Date {
	for n > 0 {
		if d = d.AddDays(-1); cal.IsWorking(d) {
			n--
		}
	}
	return d
}

// day returns the n-th working day after registration.
func (d days) day(n int) calendar.Date { return d.cal.AddWorkingDays(d.registered, n) }

// clock returns the time on a day for an hour such as 08:25.
func clock(on calendar.Date, hour string) (time.Time, error) {
	t, err := time.Parse("15:04", hour)
	if err != nil {
		return t, fmt.Errorf("hour %q: %w", hour, err)
	}
	return on.Time().Add(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute), nil
}

// published returns the time when a moderator publishes an appeal: soon after receipt, or in the
// morning of the next working day if it was received late or on a day off.
func (d days) published(received time.Time) time.Time {
	at := received.Add(25 * time.Minute)
	early := d.received.Time().Add(7*time.Hour + 30*time.Minute)
	late := d.received.Time().Add(19 * time.Hour)
	switch {
	case d.received != d.registered:
		return d.registered.Time().Add(8*time.Hour + 50*time.Minute)
	case at.Before(early):
		return early
	case at.After(late):
		return d.day(1).Time().Add(8*time.Hour + 50*time.Minute)
	}
	return at
}

// usualHour is the default hour of each action: office hours for officials, the evening for
// residents.
var usualHour = map[string]string{
	"redirect": "10:20", "take_up": "09:40", "ask": "11:00", "update": "11:30", "extend": "12:00", "answer": "15:10",
	"reply": "15:40", "keep": "16:40", "move": "11:50", "comment": "18:30", "verdict": "18:50", "escalate": "19:05",
	"reject": "15:40", "merge": "09:25", "return": "11:10", "pause": "12:20", "confirm": "19:30", "withdraw": "18:40",
}

// at returns the time of a step. jitter is added to a default hour, so that times are not all
// round.
func (d days) at(s step, jitter time.Duration) (time.Time, error) {
	if s.Hour != "" {
		return clock(d.day(s.Day), s.Hour)
	}
	hour, ok := usualHour[s.Act]
	if !ok {
		return time.Time{}, fmt.Errorf("unknown action %q", s.Act)
	}
	at, err := clock(d.day(s.Day), hour)
	return at.Add(jitter), err
}
