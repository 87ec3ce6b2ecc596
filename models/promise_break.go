package models

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models/calendar"
)

// promiseWarning is how many days before its deadline a body is warned of a promise.
const promiseWarning = 3

// duePromise is an open promise with a warning or an end that is due.
type duePromise struct {
	ID, AppealID, BodyID int64
	Text                 string
	Due                  calendar.Date
	SetAt                time.Time     // when Due was set
	WarnedFor            calendar.Date // the deadline for which the body was warned
}

// BreakPromises warns the bodies of promises whose deadlines are near, marks the promises
// whose deadlines passed without proof as broken, and returns the number of promises that it
// changed.
func (s *Store) BreakPromises(ctx context.Context) (int, error) {
	var total atomic.Int64
	_, err := s.sweep(ctx, "break promises", func(tx *Store, after *int64) (int, error) {
		var ids []int64
		args := promiseDays(tx.Today())
		args["after"], args["batch"] = *after, sweepBatch
		// lock the appeals before their promises, as every action does
		if err := tx.read(ctx, &ids, `
			select a.id from appeals a
			where a.id > @after and exists (select 1 from promises p where p.appeal_id = a.id and `+promiseIsDue+`)
			order by a.id limit @batch for update skip locked`, args); err != nil || len(ids) == 0 {
			return 0, err
		}
		*after = ids[len(ids)-1]
		changed, err := passPromises(ctx, tx, ids)
		total.Add(int64(changed))
		return len(ids), err
	})
	return int(total.Load()), err
}

// promiseIsDue is the SQL condition that a warning or the end of the open promise p is due.
// Its arguments are promiseDays.
const promiseIsDue = `p.outcome is null and (p.due < @today or p.due <= @near and p.warned_for is distinct from p.due)`

func promiseDays(today calendar.Date) map[string]any {
	return map[string]any{"today": today, "near": today.AddDays(promiseWarning)}
}

// passPromises applies the warnings and ends that are due to the promises of locked appeals.
func passPromises(ctx context.Context, tx *Store, appeals []int64) (changed int, err error) {
	var due []duePromise
	args := promiseDays(tx.Today())
	args["appeals"] = appeals
	if err = tx.read(ctx, &due, `
		select p.id, p.appeal_id, p.body_id, p.text, p.due, p.warned_for,
			coalesce((select max(m.at) from promise_moves m where m.promise_id = p.id), p.made_at) as set_at
		from promises p where p.appeal_id in @appeals and `+promiseIsDue+`
		order by p.id for update of p`, args); err != nil || len(due) == 0 {
		return 0, err
	}
	var events []Event
	ids, broken := make([]int64, len(due)), make([]*time.Time, len(due))
	for i, p := range due {
		ids[i] = p.ID
		event := func(kind EventKind, at time.Time) {
			events = append(events, Event{AppealID: p.AppealID, Kind: kind, At: at, Actor: BySystem, BodyID: &due[i].BodyID,
				Data: EventData{Text: p.Text, Due: p.Due.String()}})
		}
		// no warning for a deadline that was this close when it was set
		if at := p.Due.AddDays(-promiseWarning).Time().UTC(); p.WarnedFor != p.Due && at.After(p.SetAt) {
			event(PromiseNear, at)
		}
		if p.Due.Before(tx.Today()) {
			end := EndOf(p.Due)
			broken[i] = &end
			event(PromiseBroken, end)
		}
	}
	if _, err = tx.db.Conn().Exec(ctx, `
		update promises p set warned_for = p.due, outcome = case when c.at is not null then 'broken' end, outcome_at = c.at
		from unnest(@ids::bigint[], @broken::timestamptz[]) c (id, at)
		where p.id = c.id`, pgx.NamedArgs{"ids": ids, "broken": broken}); err != nil {
		return 0, err
	}
	return len(due), tx.recordAll(ctx, events)
}
