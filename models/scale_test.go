package models

import (
	"testing"
	"time"

	"jauap/models/calendar"
	"jauap/models/database/dbtest"
	insert "jauap/models/modelstest/village"
)

// country returns a Store over a database of the size of the country, see village.InsertCountry.
func country(b *testing.B) *Store {
	b.Helper()
	s, err := Open(b.Context(), dbtest.Open(b), FixedClock(wednesday))
	if err != nil {
		b.Fatal(err)
	}
	if err := insert.InsertCountry(b.Context(), s.exec); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkRecountVoices counts when nothing has changed since, which is the usual case.
func BenchmarkRecountVoices(b *testing.B) {
	s := country(b)
	if err := s.RecountVoices(b.Context()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := s.RecountVoices(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEnsureBodies(b *testing.B) {
	s := country(b)
	for b.Loop() {
		b.StopTimer()
		if _, err := s.exec(b.Context(), `delete from bodies where id > 2`); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := s.EnsureBodies(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkClocks re-evaluates the clocks of 100,000 open appeals: on a day on which
// nothing is due, and when all of them change at once.
func BenchmarkClocks(b *testing.B) {
	s := country(b)
	today := calendar.NewDate(2026, time.December, 1)
	s = s.At(today.Time().Add(10 * time.Hour))
	for _, statement := range []string{
		`delete from answers`,
		`update appeals set status = 'registered', answered_at = null, clock_rule = 'registered', clock_from = registered_on, clock_days = 15`,
	} {
		if _, err := s.exec(b.Context(), statement); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct {
		name   string
		due    calendar.Date
		warned *int
		events int
	}{
		{"none", today.AddDays(9), nil, 0},
		{"warned", today.AddDays(3), nil, 100_000},
		{"overdue", today.AddDays(-1), &WarningDays[1], 100_000},
		{"missed", today.AddDays(-1), nil, 300_000},
		{"silent", today.AddDays(-10), &WarningDays[1], 200_000}, // overdue, and sent up
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				if _, err := s.exec(b.Context(), `truncate events, escalations cascade`); err != nil {
					b.Fatal(err)
				}
				if _, err := s.exec(b.Context(), `update appeals set answer_due = ?, overdue_at = null, warned_left = ?`, c.due, c.warned); err != nil {
					b.Fatal(err)
				}
				if _, err := s.exec(b.Context(), `vacuum full analyze appeals`); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if err := s.SweepTime(b.Context()); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				var events int
				if err := s.readOne(b.Context(), &events, `select count(*) from events`); err != nil || events != c.events {
					b.Fatalf("%d events, want %d (%v)", events, c.events, err)
				}
				b.StartTimer()
			}
		})
	}
}
