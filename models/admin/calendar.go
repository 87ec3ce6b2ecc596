package admin

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
)

// CalendarDay is a day off between Monday and Friday, or a working day at the weekend.
type CalendarDay struct {
	Day    calendar.Date
	Kind   calendar.Kind
	NameKK string
	NameRU string
	Act    string // the decree that moves a day off
}

// CalendarKinds lists the kinds in the order of the law.
var CalendarKinds = []calendar.Kind{calendar.Holiday, calendar.Substitute, calendar.DayOff, calendar.TransferOff, calendar.TransferWork}

func (CalendarDay) TableName() string { return "calendar_days" }

// CalendarDays returns the days of one year.
func (s *Store) CalendarDays(ctx context.Context, year int) ([]CalendarDay, error) {
	days, err := database.Rows[CalendarDay](s.db).Where("extract(year from day) = ?", year).Order("day").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("calendar of %d: %w", year, err)
	}
	return days, nil
}

// orReplaceDay makes the insert of a day replace an existing one.
var orReplaceDay = clause.OnConflict{
	Columns:   []clause.Column{{Name: "day"}},
	DoUpdates: clause.AssignmentColumns([]string{"kind", "name_kk", "name_ru", "act"}),
}

// SetCalendarDay adds or replaces a day. It applies to terms that start from now on; running
// terms keep their last day until RecomputeClocks.
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
		if err := database.Rows[CalendarDay](tx.db, orReplaceDay).Create(ctx, &in); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "calendar_day", in.Day.String(),
			map[string]any{"kind": in.Kind, "kk": in.NameKK, "ru": in.NameRU, "act": in.Act})
	})
	if err != nil {
		return fmt.Errorf("set %s in the calendar: %w", in.Day, err)
	}
	return nil
}

// DropCalendarDay deletes a day, so that its weekday decides again.
func (s *Store) DropCalendarDay(ctx context.Context, admin int64, day calendar.Date) error {
	err := s.administer(ctx, func(tx *Store) error {
		dropped, err := database.Rows[CalendarDay](tx.db).Where("day = ?", day).Delete(ctx)
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
