package admin

import (
	"context"
	"fmt"

	"jauap/models"
	"jauap/models/calendar"
)

// CalendarDay is a day that is not what its place in the week says.
type CalendarDay struct {
	Day    calendar.Date
	Kind   calendar.Kind
	NameKK string
	NameRU string
	Act    string // of the government, for a transfer
}

// CalendarKinds in the order of the law.
var CalendarKinds = []calendar.Kind{calendar.Holiday, calendar.Substitute, calendar.DayOff, calendar.TransferOff, calendar.TransferWork}

// CalendarDays returns the days of one year.
func (s *Store) CalendarDays(ctx context.Context, year int) ([]CalendarDay, error) {
	var days []CalendarDay
	err := s.db.Read(ctx, &days, `
		select day, kind, name_kk, name_ru, act from calendar_days where extract(year from day) = ? order by day`, year)
	if err != nil {
		return nil, fmt.Errorf("calendar of %d: %w", year, err)
	}
	return days, nil
}

// SetCalendarDay adds a day, or changes what it is. Terms that start from now on
// are counted by it; those that run already keep their last day until RecomputeClocks.
func (s *Store) SetCalendarDay(ctx context.Context, admin int64, in CalendarDay) error {
	problems := models.Invalid{}
	if in.Day.IsZero() || in.Day.Year < 2000 || in.Day.Year > 2100 {
		problems["day"] = models.Problem{Key: "problem.required"}
	}
	models.OneOf(problems, "kind", in.Kind, CalendarKinds)
	in.NameKK = problems.Text("name_kk", in.NameKK, 1, 200)
	in.NameRU = problems.Text("name_ru", in.NameRU, 1, 200)
	in.Act = problems.Text("act", in.Act, 0, 300)
	if len(problems) > 0 {
		return problems
	}
	err := s.administer(ctx, func(tx *Store) error {
		if _, err := tx.db.Exec(ctx, `
			insert into calendar_days (day, kind, name_kk, name_ru, act) values (?, ?, ?, ?, ?)
			on conflict (day) do update set kind = excluded.kind, name_kk = excluded.name_kk, name_ru = excluded.name_ru, act = excluded.act`,
			in.Day, in.Kind, in.NameKK, in.NameRU, in.Act); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "calendar_day", in.Day.String(), map[string]any{"kind": in.Kind, "kk": in.NameKK, "ru": in.NameRU, "act": in.Act})
	})
	if err != nil {
		return fmt.Errorf("set %s in the calendar: %w", in.Day, err)
	}
	return nil
}

// DropCalendarDay makes a day again what its place in the week says.
func (s *Store) DropCalendarDay(ctx context.Context, admin int64, day calendar.Date) error {
	err := s.administer(ctx, func(tx *Store) error {
		dropped, err := tx.db.Exec(ctx, `delete from calendar_days where day = ?`, day)
		if err != nil {
			return err
		}
		if dropped == 0 {
			return models.ErrNotFound
		}
		return tx.core.RecordAudit(ctx, admin, "calendar_drop", day.String(), nil)
	})
	if err != nil {
		return fmt.Errorf("drop %s from the calendar: %w", day, err)
	}
	return nil
}
