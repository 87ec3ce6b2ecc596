package models

import (
	"context"
	"slices"
	"time"

	"jauap/models/calendar"
)

// WarnSuperiors reminds the superior bodies whose term to decide a complaint is about
// to end, as MarkOverdue does with those that owe the answer. It returns how many.
func (s *Store) WarnSuperiors(ctx context.Context) (int, error) {
	return s.sweep(ctx, "warn superior bodies", func(tx *Store, _ *int64) (int, error) {
		var near []struct {
			ID, AppealID, ToBodyID int64
			Due                    calendar.Date
			At                     time.Time
			WarnedLeft             *int // of warnings, the last that was dealt with of this day
		}
		if err := tx.read(ctx, &near, `
			select e.id, a.id as appeal_id, e.to_body_id, e.due, e.at, case when e.warned_due = e.due then e.warned_left end as warned_left
			from escalations e join appeals a on a.id = e.appeal_id
			where e.closed_at is null and e.silent_at is null and e.due <= ?
				and (e.warned_due is distinct from e.due or e.warned_left > ? and e.due <= ?)
			limit ? for update of a skip locked`,
			tx.endsIn(WarningDays[0]), WarningDays[1], tx.endsIn(WarningDays[1]), sweepBatch); err != nil || len(near) == 0 {
			return 0, err
		}
		var events []Event
		terms := termEnds{}
		ids, left := make([]int64, len(near)), make([]int, len(near))
		for i, e := range near {
			term := terms.of(tx, e.Due)
			for _, w := range term.warnings(e.WarnedLeft) {
				left[i] = WarningDays[w]
				// a day that was that near when it went up is no news
				if term.warn[w].After(e.At) {
					events = append(events, Event{AppealID: e.AppealID, Kind: ComplaintNear, At: term.warn[w], Actor: BySystem,
						BodyID: &near[i].ToBodyID, Data: EventData{Due: e.Due.String(), Left: WarningDays[w]}})
				}
			}
			ids[i] = e.ID
		}
		warned, err := tx.ids(ctx, `
			update escalations e set warned_due = e.due, warned_left = w.left_days
			from unnest($1::bigint[], $2::int[]) as w (id, left_days)
			where e.id = w.id and e.closed_at is null and e.silent_at is null
				and (e.warned_due is distinct from e.due or e.warned_left > w.left_days)
			returning e.appeal_id`, ids, left)
		if err != nil {
			return 0, err
		}
		return len(near), tx.recordAll(ctx, slices.DeleteFunc(events, func(e Event) bool { return !warned[e.AppealID] }))
	})
}
