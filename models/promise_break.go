package models

import (
	"context"
	"sync/atomic"
	"time"

	"jauap/models/calendar"
)

// promiseWarning is how many days before the day of a promise its body is warned.
const promiseWarning = 3

// duePromise is what time looks at of a promise that is neither kept nor broken.
type duePromise struct {
	ID, AppealID, BodyID int64
	Text                 string
	Due                  calendar.Date
	SetAt                time.Time     // when that day was set
	WarnedFor            calendar.Date // the day of which the body was warned
}

// BreakPromises warns the bodies of promises whose day comes near, and marks those
// whose day has passed without proof. It returns how many promises it has changed.
func (s *Store) BreakPromises(ctx context.Context) (int, error) {
	var total atomic.Int64
	_, err := s.sweep(ctx, "break promises", func(tx *Store, after *int64) (int, error) {
		var appeals []struct{ ID int64 }
		// the appeal is locked, and first, as every act does
		if err := tx.read(ctx, &appeals, `
			select a.id from appeals a
			where a.id > ? and exists (select 1 from promises p where p.appeal_id = a.id and `+promiseIsDue+`)
			order by a.id limit ? for update skip locked`, append(append([]any{*after}, tx.promiseIsDueArgs()...), sweepBatch)...); err != nil || len(appeals) == 0 {
			return 0, err
		}
		ids := make([]int64, len(appeals))
		for i, a := range appeals {
			ids[i] = a.ID
		}
		*after = ids[len(ids)-1]
		changed, err := tx.passPromises(ctx, ids)
		total.Add(int64(changed))
		return len(ids), err
	})
	return int(total.Load()), err
}

// promiseIsDue: time has something to do with the promise p.
const promiseIsDue = `p.outcome is null and (p.due < ? or p.due <= ? and p.warned_for is distinct from p.due)`

func (s *Store) promiseIsDueArgs() []any { return []any{s.Today(), s.Today().AddDays(promiseWarning)} }

// passPromises does what time has done to the promises of locked appeals.
func (s *Store) passPromises(ctx context.Context, appeals []int64) (changed int, err error) {
	var due []duePromise
	if err = s.read(ctx, &due, `
		select p.id, p.appeal_id, p.body_id, p.text, p.due, p.warned_for,
			coalesce((select max(m.at) from promise_moves m where m.promise_id = p.id), p.made_at) as set_at
		from promises p where p.appeal_id in ? and `+promiseIsDue+`
		order by p.id for update of p`, append([]any{appeals}, s.promiseIsDueArgs()...)...); err != nil || len(due) == 0 {
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
		// a day that was that near when it was set is no news
		if at := p.Due.AddDays(-promiseWarning).Time().UTC(); p.WarnedFor != p.Due && at.After(p.SetAt) {
			event(PromiseNear, at)
		}
		if p.Due.Before(s.Today()) {
			end := EndOf(p.Due)
			broken[i] = &end
			event(PromiseBroken, end)
		}
	}
	if _, err = s.db.Conn().Exec(ctx, `
		update promises p set warned_for = p.due, outcome = case when c.at is not null then 'broken' end, outcome_at = c.at
		from unnest($1::bigint[], $2::timestamptz[]) c (id, at)
		where p.id = c.id`, ids, broken); err != nil {
		return 0, err
	}
	return len(due), s.recordAll(ctx, events)
}
