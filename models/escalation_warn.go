package models

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models/calendar"
)

// WarnSuperiors warns the superior bodies whose term to decide a complaint ends soon, at
// the same distances as MarkOverdue, and returns their number.
func (s *Store) WarnSuperiors(ctx context.Context) (int, error) {
	return s.sweep(ctx, "warn superior bodies", func(tx *Store, _ *int64) (int, error) {
		var near []struct {
			ID, AppealID, ToBodyID int64
			Due                    calendar.Date
			At                     time.Time
			WarnedLeft             *int // the last warning that was handled for this deadline
		}
		if err := tx.read(ctx, &near, `
			select e.id, a.id as appeal_id, e.to_body_id, e.due, e.at, case when e.warned_due = e.due then e.warned_left end as warned_left
			from escalations e join appeals a on a.id = e.appeal_id
			where e.closed_at is null and e.silent_at is null and e.due <= @soon
				and (e.warned_due is distinct from e.due or e.warned_left > @last and e.due <= @next)
			limit @batch for update of a skip locked`,
			map[string]any{"soon": tx.endsIn(WarningDays[0]), "last": WarningDays[1], "next": tx.endsIn(WarningDays[1]),
				"batch": sweepBatch}); err != nil || len(near) == 0 {
			return 0, err
		}
		var events []Event
		terms := newTermEnds(tx)
		ids, left := make([]int64, len(near)), make([]int, len(near))
		for i, e := range near {
			term := terms.of(e.Due)
			for _, w := range term.warnings(e.WarnedLeft) {
				left[i] = WarningDays[w]
				// no warning for a deadline that was this close at the time of the escalation
				if term.warn[w].After(e.At) {
					events = append(events, Event{AppealID: e.AppealID, Kind: ComplaintNear, At: term.warn[w], Actor: BySystem,
						BodyID: &near[i].ToBodyID, Data: EventData{Due: e.Due.String(), Left: WarningDays[w]}})
				}
			}
			ids[i] = e.ID
		}
		warned, err := returnedIDs(ctx, tx.db, `
			update escalations e set warned_due = e.due, warned_left = w.left_days
			from unnest(@ids::bigint[], @left::int[]) as w (id, left_days)
			where e.id = w.id and e.closed_at is null and e.silent_at is null
				and (e.warned_due is distinct from e.due or e.warned_left > w.left_days)
			returning e.appeal_id`, pgx.NamedArgs{"ids": ids, "left": left})
		if err != nil {
			return 0, err
		}
		return len(near), tx.recordAll(ctx, slices.DeleteFunc(events, func(e Event) bool { return !warned[e.AppealID] }))
	})
}
