package models

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models/calendar"
)

// silenceDays is how many working days after a term has ended silence sends an
// appeal up by itself; until then its author may.
const silenceDays = 3

// silentAt is the moment from which a term that ended on a day sends an appeal up.
func (s *Store) silentAt(due calendar.Date) time.Time {
	return EndOf(s.Reference().Calendar.AddWorkingDays(due, silenceDays))
}

// lastSilent is the last day of a term that has sent an appeal up by now.
func (s *Store) lastSilent() calendar.Date {
	d := s.Today().AddDays(-1)
	for s.silentAt(d).After(s.Now()) {
		d = d.AddDays(-1)
	}
	return d
}

// wayUpStep is one step up that a sweep makes.
type wayUpStep struct {
	ID, AppealID int64 // ID is of the step that it follows; 0: it is the first
	FromBodyID   int64
	ToBodyID     int64
	Due          calendar.Date // of the term that has passed
}

// EscalateSilent sends up what nobody has answered three working days after its
// term, and returns how many. An appeal of an imported register stays: what
// became of its term the register does not tell, and nobody there complains.
func (s *Store) EscalateSilent(ctx context.Context) (int, error) {
	return s.sweep(ctx, "send up what is silent", func(tx *Store, _ *int64) (int, error) {
		silent, err := tx.escalateSilent(ctx, 0, math.MaxInt64)
		return len(silent), err
	})
}

// escalateSilent sends up a batch of what is silent among the appeals from one id to another.
func (s *Store) escalateSilent(ctx context.Context, from, to int64) (silent []wayUpStep, err error) {
	if err = s.read(ctx, &silent, `
		select a.id as appeal_id, a.body_id as from_body_id, b.superior_id as to_body_id, a.answer_due as due
		from appeals a join bodies b on b.id = a.body_id
		where a.open and a.answer_due <= ? and a.paused_at is null and a.register_no is null and b.superior_id is not null
			and a.id between ? and ?
			and not exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null)
		limit ? for update of a skip locked`, s.lastSilent(), from, to, sweepBatch); err != nil {
		return nil, err
	}
	return silent, s.sendUp(ctx, silent, GroundOverdue)
}

// EscalateFurther marks the superior bodies that have let their term pass, and three
// working days later takes the complaint to the next level; where nobody stands
// higher it stays, marked as silent. It returns how many steps it took.
func (s *Store) EscalateFurther(ctx context.Context) (taken int, err error) {
	for {
		marked, err := s.markSilent(ctx)
		if err != nil {
			return taken, err
		}
		raised, err := s.raiseSilent(ctx)
		taken += marked + raised
		if err != nil || raised == 0 {
			return taken, err
		}
	}
}

func (s *Store) markSilent(ctx context.Context) (int, error) {
	return s.sweep(ctx, "mark silent superiors", func(tx *Store, _ *int64) (int, error) {
		var silent []wayUpStep
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
		marked, err := tx.ids(ctx, `
			update escalations e set silent_at = m.at from unnest($1::bigint[], $2::timestamptz[]) as m (id, at)
			where e.id = m.id and e.closed_at is null and e.silent_at is null
			returning e.id`, ids, moments)
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
	})
}

func (s *Store) raiseSilent(ctx context.Context) (int, error) {
	return s.sweep(ctx, "take silent complaints further up", func(tx *Store, _ *int64) (int, error) {
		var silent []wayUpStep
		if err := tx.read(ctx, &silent, `
			select e.id, a.id as appeal_id, e.to_body_id as from_body_id, b.superior_id as to_body_id, e.due
			from escalations e join appeals a on a.id = e.appeal_id join bodies b on b.id = e.to_body_id
			where e.closed_at is null and e.silent_at is not null and e.due <= ? and b.superior_id is not null
			limit ? for update of a skip locked`, tx.lastSilent(), sweepBatch); err != nil || len(silent) == 0 {
			return 0, err
		}
		var ids []int64
		var moments []time.Time
		for _, step := range silent {
			ids, moments = append(ids, step.ID), append(moments, tx.silentAt(step.Due))
		}
		closed, err := tx.ids(ctx, `
			update escalations e set outcome = 'silent', closed_at = m.at from unnest($1::bigint[], $2::timestamptz[]) as m (id, at)
			where e.id = m.id and e.closed_at is null
			returning e.id`, ids, moments)
		if err != nil {
			return 0, err
		}
		found := len(silent)
		silent = slices.DeleteFunc(silent, func(step wayUpStep) bool { return !closed[step.ID] })
		return found, tx.sendUp(ctx, silent, GroundSilent)
	})
}

// sendUp writes the steps, each with the moment at which its silence was long
// enough. An appeal that has gone up meanwhile is left as it is.
func (s *Store) sendUp(ctx context.Context, steps []wayUpStep, ground Ground) error {
	var appeals, from, to []int64
	var moments []time.Time
	var sinces, dues []string
	for _, step := range steps {
		at := s.silentAt(step.Due)
		appeals, from, to = append(appeals, step.AppealID), append(from, step.FromBodyID), append(to, step.ToBodyID)
		moments, sinces, dues = append(moments, at), append(sinces, step.Due.String()), append(dues, s.escalationDue(at).String())
	}
	gone, err := s.ids(ctx, `
		insert into escalations (appeal_id, from_body_id, to_body_id, at, since, due, ground)
		select *, $7 from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::text[]::date[], $6::text[]::date[])
		on conflict (appeal_id) where closed_at is null do nothing
		returning appeal_id`, appeals, from, to, moments, sinces, dues, string(ground))
	if err != nil {
		return err
	}
	var events []Event
	for i, step := range steps {
		if gone[step.AppealID] {
			events = append(events, Event{AppealID: step.AppealID, Kind: Escalated, At: moments[i], Actor: BySystem, BodyID: &steps[i].FromBodyID,
				Data: EventData{ToBody: step.ToBodyID, Reason: string(ground), Due: dues[i]}})
		}
	}
	return s.recordAll(ctx, events)
}

// ids runs a statement over arrays, which the connection of the transaction takes,
// and returns the ids that it returns.
func (s *Store) ids(ctx context.Context, sql string, args ...any) (map[int64]bool, error) {
	rows, err := s.db.Conn().Query(ctx, sql, args...)
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
