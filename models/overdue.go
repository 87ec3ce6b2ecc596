package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/calendar"
)

// A sweep does what only time does. It takes the rows that nobody holds, a
// batch a transaction; each row looks at itself again under its lock. So two
// sweeps may run at once, and one run twice changes nothing.
//
// What a sweep writes bears the time at which it became true, not the time at
// which the sweep came by.

const sweepBatch = 500

// endOf is the first moment after a day.
func endOf(d calendar.Date) time.Time { return d.AddDays(1).Time().UTC() }

// sweep calls batch, each time in a transaction of its own, until it finds nothing more.
func (s *Store) sweep(ctx context.Context, what string, batch func(tx *Store) (int, error)) (changed int, err error) {
	for {
		var n int
		err := s.tx(ctx, func(tx *Store) (err error) {
			n, err = batch(tx)
			return err
		})
		if err != nil {
			return changed, fmt.Errorf("%s: %w", what, err)
		}
		changed += n
		if n < sweepBatch {
			return changed, nil
		}
	}
}

// MarkOverdue marks the open appeals whose term has ended, and returns how many.
func (s *Store) MarkOverdue(ctx context.Context) (int, error) {
	return s.sweep(ctx, "mark overdue", func(tx *Store) (int, error) {
		var late []struct {
			ID, BodyID int64
			AnswerBy   calendar.Date
		}
		if err := tx.read(ctx, &late, `
			select id, body_id, answer_by from appeals
			where open and overdue_at is null and paused_at is null and answer_by < ?
			order by id limit ? for update skip locked`, tx.Today(), sweepBatch); err != nil {
			return 0, err
		}
		for _, a := range late {
			at := endOf(a.AnswerBy)
			if _, err := tx.exec(ctx, `update appeals set overdue_at = ? where id = ?`, at, a.ID); err != nil {
				return 0, err
			}
			if err := tx.record(ctx, Event{AppealID: a.ID, Kind: BecameOverdue, At: at, Actor: BySystem, BodyID: &a.BodyID,
				Data: EventData{Due: a.AnswerBy.String()}}); err != nil {
				return 0, err
			}
		}
		return len(late), nil
	})
}

// BreakPromises marks the promises whose day has passed without proof, and returns how many.
func (s *Store) BreakPromises(ctx context.Context) (int, error) {
	return s.sweep(ctx, "break promises", func(tx *Store) (int, error) {
		var broken []heldPromise
		// the appeal is locked too, and first, as every act does
		if err := tx.read(ctx, &broken, `
			with held as materialized (
				select a.id from appeals a
				where exists (select 1 from promises p where p.appeal_id = a.id and p.outcome is null and p.due < ?)
				order by a.id limit ? for update skip locked)
			select p.id, p.appeal_id, p.body_id, p.text, p.due, '' as outcome
			from promises p join held h on h.id = p.appeal_id
			where p.outcome is null and p.due < ?
			order by p.id limit ? for update of p`, tx.Today(), sweepBatch, tx.Today(), sweepBatch); err != nil {
			return 0, err
		}
		for _, p := range broken {
			at := endOf(p.Due)
			if _, err := tx.exec(ctx, `update promises set outcome = 'broken', outcome_at = ? where id = ?`, at, p.ID); err != nil {
				return 0, err
			}
			if err := tx.record(ctx, Event{AppealID: p.AppealID, Kind: PromiseBroken, At: at, Actor: BySystem, BodyID: &p.BodyID,
				Data: EventData{Text: p.Text, Due: p.Due.String()}}); err != nil {
				return 0, err
			}
		}
		return len(broken), nil
	})
}

// LapseVerdicts marks the answers that nobody objected to within the term for a
// verdict, and returns how many. An answer on which the author has spoken
// ("partly"), or that has gone up, is not uncontested; nor is one to an appeal
// whose author the portal does not know, since nobody could object.
func (s *Store) LapseVerdicts(ctx context.Context) (int, error) {
	return s.sweep(ctx, "lapse verdicts", func(tx *Store) (int, error) {
		var lapsed []struct {
			ID, BodyID int64
			AnsweredAt time.Time
		}
		if err := tx.read(ctx, &lapsed, `
			select a.id, a.body_id, a.answered_at from appeals a
			where a.status = ? and a.answered_at < ? and a.author_id is not null
				and not exists (
					select 1 from verdicts v
					where v.by_author and v.answer_id = (select id from answers where appeal_id = a.id order by round desc limit 1))
				and not exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null)
			order by a.id limit ? for update of a skip locked`,
			Answered, tx.Today().AddDays(-calendar.VerdictDays).Time(), sweepBatch); err != nil {
			return 0, err
		}
		for _, a := range lapsed {
			if _, err := tx.exec(ctx, `update appeals set status = ? where id = ?`, ResolvedUncontested, a.ID); err != nil {
				return 0, err
			}
			by := tx.Reference().Calendar.VerdictBy(calendar.Of(a.AnsweredAt))
			if err := tx.record(ctx, Event{AppealID: a.ID, Kind: Uncontested, At: endOf(by), Actor: BySystem, BodyID: &a.BodyID,
				Data: EventData{Due: by.String()}}); err != nil {
				return 0, err
			}
		}
		return len(lapsed), nil
	})
}
