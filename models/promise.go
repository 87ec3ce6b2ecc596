package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// promiseRow is a row of promises.
type promiseRow struct {
	ID, AppealID, AnswerID, BodyID int64
	Text                           string
	MadeAt                         time.Time
	FirstDue                       calendar.Date // as given in the answer
	Due                            calendar.Date // as moved
}

func (promiseRow) TableName() string { return "promises" }

// promise writes one date of an answer.
func (s *Store) promise(ctx context.Context, appeal, answer int64, by Official, p NewPromise) error {
	row := promiseRow{AppealID: appeal, AnswerID: answer, BodyID: by.BodyID, Text: p.Text, MadeAt: s.Now(), FirstDue: p.Due, Due: p.Due}
	if err := database.Rows[promiseRow](s.db).Create(ctx, &row); err != nil {
		return err
	}
	return s.record(ctx, Event{AppealID: appeal, Kind: Promised, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
		Data: EventData{Text: p.Text, Due: p.Due.String()}})
}

// lockedPromise is a promise whose row, and that of its appeal, is locked.
type lockedPromise struct {
	ID, AppealID, BodyID int64
	Text                 string
	Due                  calendar.Date
	Moved                int
	Outcome              string
}

// CanBeKept: it has neither been kept nor broken.
func (p Promise) CanBeKept() bool { return p.Outcome == "" }

// MostMoves is how often a promise may be moved: whoever cannot keep the third day
// either has broken it. The record of the body counts by the first day in any case.
const MostMoves = 2

// CanBeMoved: it has neither been kept nor broken, its day has not passed, and it has
// been moved less than MostMoves times.
func (p Promise) CanBeMoved(today calendar.Date) bool {
	return p.Outcome == "" && !today.After(p.Due) && p.Moved < MostMoves
}

func (p lockedPromise) public() Promise {
	return Promise{ID: p.ID, Due: p.Due, Moved: p.Moved, Outcome: p.Outcome}
}

// actOnPromise does one thing to a locked promise of the body, in one transaction.
func (s *Store) actOnPromise(ctx context.Context, what string, id int64, by Official, do func(tx *Store, p lockedPromise) error) error {
	err := s.tx(ctx, func(tx *Store) error {
		p, err := tx.lockPromise(ctx, id)
		if err != nil {
			return err
		}
		if p.BodyID != by.BodyID {
			return ErrForbidden
		}
		return do(tx, p)
	})
	if err != nil {
		return fmt.Errorf("%s promise %d: %w", what, id, err)
	}
	return nil
}

// lockPromise locks the appeal first, as every act does.
func (s *Store) lockPromise(ctx context.Context, id int64) (p lockedPromise, err error) {
	var appeal int64
	if err = s.readOne(ctx, &appeal, `select appeal_id from promises where id = ?`, id); err != nil {
		return p, err
	}
	a, err := s.lockAppeal(ctx, appeal)
	if err != nil {
		return p, err
	}
	if err = s.catchUp(ctx, &a); err != nil {
		return p, err
	}
	err = s.readOne(ctx, &p, `
		select id, appeal_id, body_id, text, due, moved, coalesce(outcome, '') as outcome
		from promises where id = ? for update`, id)
	return p, err
}

// PromiseOf returns ErrNotFound unless a promise was made in an answer to the appeal.
func (s *Store) PromiseOf(ctx context.Context, promise, appeal int64) error {
	var id int64
	if err := s.readOne(ctx, &id, `select id from promises where id = ? and appeal_id = ?`, promise, appeal); err != nil {
		return fmt.Errorf("promise %d of appeal %d: %w", promise, appeal, err)
	}
	return nil
}

const (
	// PromisePictures is how many pictures may prove that one promise was kept.
	PromisePictures = 5
	// LeastProof is how many letters prove it where there is no picture.
	LeastProof = 20
)

// KeepPromise says what was promised is done, and proves it: in words, with pictures,
// or both. Pictures that were shown before are noted, see markRepeats.
func (s *Store) KeepPromise(ctx context.Context, id int64, by Official, proof string, pictures ...KeptPicture) error {
	problems := Invalid{}
	least := LeastProof
	if len(pictures) > 0 {
		least = 0
	}
	proof = problems.Text("proof", proof, least, 5000)
	problems.fewPictures(pictures, PromisePictures)
	if len(problems) > 0 {
		return problems
	}
	return s.actOnPromise(ctx, "keep", id, by, func(tx *Store, p lockedPromise) error {
		if !p.public().CanBeKept() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `update promises set outcome = 'kept', outcome_at = ?, proof = ? where id = ?`,
			tx.Now(), proof, id); err != nil {
			return err
		}
		if err := tx.show(ctx, "promise_id", id, "after", pictures); err != nil {
			return err
		}
		if err := tx.markRepeats(ctx, p.AppealID, "promise_id", id); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: p.AppealID, Kind: PromiseKept, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{Text: proof, Due: p.Due.String()}})
	})
}

// MovePromise gives a later day with a reason; the first day stays on record.
func (s *Store) MovePromise(ctx context.Context, id int64, by Official, to calendar.Date, reason string) error {
	return s.actOnPromise(ctx, "move", id, by, func(tx *Store, p lockedPromise) error {
		if !p.public().CanBeMoved(tx.Today()) {
			return ErrState
		}
		problems := Invalid{}
		reason = problems.Text("reason", reason, 1, 5000)
		if problems.within("to", to, p.Due.AddDays(1), lastPromise(tx.Today())); len(problems) > 0 {
			return problems
		}
		if _, err := tx.exec(ctx, `update promises set due = ?, moved = moved + 1 where id = ?`, to, id); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `
			insert into promise_moves (promise_id, from_due, to_due, reason, at)
			values (?, ?, ?, ?, ?)`, id, p.Due, to, reason, tx.Now()); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: p.AppealID, Kind: PromiseMoved, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{Text: reason, Due: to.String(), FromDue: p.Due.String()}})
	})
}

// Promise is one date of an answer, with its countdown.
type Promise struct {
	ID         int64
	AnswerID   int64
	BodyID     int64
	Text       string
	FirstDue   calendar.Date
	Due        calendar.Date
	Moved      int
	Outcome    string // "", kept, broken
	OutcomeAt  *time.Time
	Proof      string
	MoveReason string        // of the newest move
	Said       Confirmations `gorm:"serializer:json"`
	Pictures   []Picture     `gorm:"-"` // that prove it was kept
}

// Delay is by how many days a promise was moved in all.
func (p Promise) Delay() int {
	const day = 24 * time.Hour
	return int(p.Due.Time().Sub(p.FirstDue.Time()).Round(day) / day)
}
