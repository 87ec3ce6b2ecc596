package models

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models/calendar"
	"jauap/models/database"
)

// silenceDays is the number of working days after the end of a term after which the
// portal escalates an appeal without an answer; until then its author can.
const silenceDays = 3

// silentAt returns the moment at which a term that ended on the day due escalates an appeal.
func silentAt(cal *calendar.Calendar, due calendar.Date) time.Time {
	return EndOf(cal.AddWorkingDays(due, silenceDays))
}

// lastSilent returns the latest last day of a term that escalates an appeal by now.
func lastSilent(cal *calendar.Calendar, now time.Time) calendar.Date {
	d := calendar.Of(now).AddDays(-1)
	for silentAt(cal, d).After(now) {
		d = d.AddDays(-1)
	}
	return d
}

// silentStep is an escalation by silence.
type silentStep struct {
	ID, AppealID int64 // ID is that of the previous escalation; 0 for the first one
	FromBodyID   int64
	ToBodyID     int64
	Due          calendar.Date // of the term that has passed
}

// EscalateSilent escalates the appeals that had no answer three working days after the end
// of their term, and returns their number. Appeals of an imported register are left out: the
// register does not say how their term ended, and they have no author to complain.
func (s *Store) EscalateSilent(ctx context.Context) (int, error) {
	return s.sweep(ctx, "escalate silent appeals", func(tx *Store, _ *int64) (int, error) {
		silent, err := escalateSilent(ctx, tx, 0, math.MaxInt64)
		return len(silent), err
	})
}

// escalateSilent escalates a batch of the silent appeals with ids between from and to.
func escalateSilent(ctx context.Context, tx *Store, from, to int64) (silent []silentStep, err error) {
	if err = tx.read(ctx, &silent, `
		select a.id as appeal_id, a.body_id as from_body_id, b.superior_id as to_body_id, a.answer_due as due
		from appeals a join bodies b on b.id = a.body_id
		where a.open and a.answer_due <= @last and a.paused_at is null and a.register_no is null and b.superior_id is not null
			and a.id between @from and @to
			and not exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null)
		limit @batch for update of a skip locked`,
		map[string]any{"last": lastSilent(tx.Reference().Calendar, tx.Now()), "from": from, "to": to, "batch": sweepBatch}); err != nil {
		return nil, err
	}
	return silent, insertSteps(ctx, tx, silent, GroundOverdue)
}

// EscalateFurther marks the superior bodies whose term to decide has ended, and escalates
// their complaints to the next level three working days later; at the highest level they stay
// open, marked as silent. It returns the number of changes.
func (s *Store) EscalateFurther(ctx context.Context) (changed int, err error) {
	for {
		marked, err := s.sweep(ctx, "mark silent superiors", markSilent(ctx))
		if err != nil {
			return changed, err
		}
		raised, err := s.sweep(ctx, "escalate silent complaints", raiseSilent(ctx))
		changed += marked + raised
		if err != nil || raised == 0 {
			return changed, err
		}
	}
}

func markSilent(ctx context.Context) func(tx *Store, _ *int64) (int, error) {
	return func(tx *Store, _ *int64) (int, error) {
		var silent []silentStep
		if err := tx.read(ctx, &silent, `
			select e.id, a.id as appeal_id, e.to_body_id, e.due
			from escalations e join appeals a on a.id = e.appeal_id
			where e.closed_at is null and e.silent_at is null and e.due < ?
			limit ? for update of a skip locked`, tx.Today(), sweepBatch); err != nil || len(silent) == 0 {
			return 0, err
		}
		var ids []int64
		var moments []time.Time
		for _, step := range silent {
			ids, moments = append(ids, step.ID), append(moments, EndOf(step.Due))
		}
		marked, err := returnedIDs(ctx, tx.db, `
			update escalations e set silent_at = m.at from unnest(@ids::bigint[], @moments::timestamptz[]) as m (id, at)
			where e.id = m.id and e.closed_at is null and e.silent_at is null
			returning e.id`, pgx.NamedArgs{"ids": ids, "moments": moments})
		if err != nil {
			return 0, err
		}
		var events []Event
		for i, step := range silent {
			if marked[step.ID] {
				events = append(events, Event{AppealID: step.AppealID, Kind: ComplaintSilent, At: moments[i], Actor: BySystem,
					BodyID: &silent[i].ToBodyID, Data: EventData{Due: step.Due.String()}})
			}
		}
		return len(silent), tx.recordAll(ctx, events)
	}
}

func raiseSilent(ctx context.Context) func(tx *Store, _ *int64) (int, error) {
	return func(tx *Store, _ *int64) (int, error) {
		cal := tx.Reference().Calendar
		var silent []silentStep
		if err := tx.read(ctx, &silent, `
			select e.id, a.id as appeal_id, e.to_body_id as from_body_id, b.superior_id as to_body_id, e.due
			from escalations e join appeals a on a.id = e.appeal_id join bodies b on b.id = e.to_body_id
			where e.closed_at is null and e.silent_at is not null and e.due <= ? and b.superior_id is not null
			limit ? for update of a skip locked`, lastSilent(cal, tx.Now()), sweepBatch); err != nil || len(silent) == 0 {
			return 0, err
		}
		var ids []int64
		var moments []time.Time
		for _, step := range silent {
			ids, moments = append(ids, step.ID), append(moments, silentAt(cal, step.Due))
		}
		closed, err := returnedIDs(ctx, tx.db, `
			update escalations e set outcome = 'silent', closed_at = m.at from unnest(@ids::bigint[], @moments::timestamptz[]) as m (id, at)
			where e.id = m.id and e.closed_at is null
			returning e.id`, pgx.NamedArgs{"ids": ids, "moments": moments})
		if err != nil {
			return 0, err
		}
		found := len(silent)
		silent = slices.DeleteFunc(silent, func(step silentStep) bool { return !closed[step.ID] })
		return found, insertSteps(ctx, tx, silent, GroundSilent)
	}
}

// insertSteps writes the escalations, each at the moment when its silence was long enough.
// An appeal that another transaction has escalated since is left as it is.
func insertSteps(ctx context.Context, tx *Store, steps []silentStep, ground Ground) error {
	cal := tx.Reference().Calendar
	var appeals, from, to []int64
	var moments []time.Time
	var sinces, dues []string
	for _, step := range steps {
		at := silentAt(cal, step.Due)
		appeals, from, to = append(appeals, step.AppealID), append(from, step.FromBodyID), append(to, step.ToBodyID)
		moments, sinces, dues = append(moments, at), append(sinces, step.Due.String()), append(dues, complaintDue(cal, at).String())
	}
	escalated, err := returnedIDs(ctx, tx.db, `
		insert into escalations (appeal_id, from_body_id, to_body_id, at, since, due, ground)
		select *, @ground from unnest(@appeals::bigint[], @from::bigint[], @to::bigint[], @moments::timestamptz[], @sinces::text[]::date[], @dues::text[]::date[])
		on conflict (appeal_id) where closed_at is null do nothing
		returning appeal_id`, pgx.NamedArgs{"appeals": appeals, "from": from, "to": to, "moments": moments, "sinces": sinces, "dues": dues,
		"ground": string(ground)})
	if err != nil {
		return err
	}
	var events []Event
	for i, step := range steps {
		if escalated[step.AppealID] {
			events = append(events, Event{AppealID: step.AppealID, Kind: Escalated, At: moments[i], Actor: BySystem, BodyID: &steps[i].FromBodyID,
				Data: EventData{ToBody: step.ToBodyID, Reason: string(ground), Due: dues[i]}})
		}
	}
	return tx.recordAll(ctx, events)
}

// returnedIDs runs a statement over arrays on the connection of the transaction, because
// database/sql takes no arrays, and returns the set of ids that the statement returns.
func returnedIDs(ctx context.Context, tx database.Session, sql string, args pgx.NamedArgs) (map[int64]bool, error) {
	rows, err := tx.Conn().Query(ctx, sql, args)
	if err != nil {
		return nil, err
	}
	found := map[int64]bool{}
	var id int64
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		found[id] = true
		return nil
	})
	return found, err
}
