package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// Promise is one promised date of an answer.
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
	MoveReason string        // of the last move
	Said       Confirmations `gorm:"serializer:json"`
	Pictures   []Picture     `gorm:"-"` // that prove that it was kept
}

// Delay returns by how many days the promise was moved in all.
func (p Promise) Delay() int {
	const day = 24 * time.Hour
	return int(p.Due.Time().Sub(p.FirstDue.Time()).Round(day) / day)
}

// CanBeKept reports whether the promise is neither kept nor broken.
func (p Promise) CanBeKept() bool { return p.Outcome == "" }

// MostMoves is how often a promise may be moved: a third deadline that the body cannot keep
// makes it broken. The record of the body counts by the first deadline in any case.
const MostMoves = 2

// CanBeMoved reports whether the promise is neither kept nor broken, its deadline has not
// passed, and it was moved less than MostMoves times.
func (p Promise) CanBeMoved(today calendar.Date) bool {
	return p.Outcome == "" && !today.After(p.Due) && p.Moved < MostMoves
}

// promiseRow is a row of promises.
type promiseRow struct {
	ID, AppealID, AnswerID, BodyID int64
	Text                           string
	MadeAt                         time.Time
	FirstDue                       calendar.Date // as given in the answer
	Due                            calendar.Date // after all moves
	Moved                          int
	Outcome                        *string // kept, broken
	OutcomeAt                      *time.Time
	Proof                          string
}

func (promiseRow) TableName() string { return "promises" }

// promiseMoveRow is a row of promise_moves.
type promiseMoveRow struct {
	ID, PromiseID  int64
	FromDue, ToDue calendar.Date
	Reason         string
	At             time.Time
}

func (promiseMoveRow) TableName() string { return "promise_moves" }

// promise writes one promised date of an answer.
func (a lockedAppeal) promise(ctx context.Context, answer int64, by Official, p NewPromise) error {
	row := promiseRow{AppealID: a.ID, AnswerID: answer, BodyID: by.BodyID, Text: p.Text, MadeAt: a.tx.Now(), FirstDue: p.Due, Due: p.Due}
	if err := database.Rows[promiseRow](a.tx.db).Create(ctx, &row); err != nil {
		return err
	}
	return a.record(ctx, by, Promised, EventData{Text: p.Text, Due: p.Due.String()})
}

// lockedPromise is a promise whose row, and that of its appeal, are locked until the
// transaction ends. Its methods run in that transaction.
type lockedPromise struct {
	promiseRow
	appeal lockedAppeal
	tx     *Store
}

func (p lockedPromise) public() Promise {
	public := Promise{ID: p.ID, Due: p.Due, Moved: p.Moved}
	if p.Outcome != nil {
		public.Outcome = *p.Outcome
	}
	return public
}

// actOnPromise runs do on a locked promise of the body in one transaction.
func (s *Store) actOnPromise(ctx context.Context, what string, id int64, by Official, do func(p lockedPromise) error) error {
	err := s.tx(ctx, func(tx *Store) error {
		p, err := tx.lockPromise(ctx, id)
		if err != nil {
			return err
		}
		if p.BodyID != by.BodyID {
			return ErrForbidden
		}
		return do(p)
	})
	if err != nil {
		return fmt.Errorf("%s promise %d: %w", what, id, err)
	}
	return nil
}

// lockPromise locks a promise after its appeal, as every action does, and applies the
// time-based transitions that are due.
func (s *Store) lockPromise(ctx context.Context, id int64) (p lockedPromise, err error) {
	of, err := database.Rows[promiseRow](s.db).Select("appeal_id").Where("id = ?", id).Take(ctx)
	if err != nil {
		return p, err
	}
	if p.appeal, err = s.lockCurrent(ctx, of.AppealID); err != nil {
		return p, err
	}
	p.tx = p.appeal.tx
	p.promiseRow, err = database.Rows[promiseRow](s.db, database.ForUpdate).Where("id = ?", id).Take(ctx)
	return p, err
}

// update writes the named columns of row to the promise.
func (p lockedPromise) update(ctx context.Context, row promiseRow, columns ...string) error {
	_, err := database.Update(ctx, database.Rows[promiseRow](p.tx.db).Where("id = ?", p.ID), row, columns...)
	return err
}

// PromiseOf returns ErrNotFound unless an answer to the appeal made the promise.
func (s *Store) PromiseOf(ctx context.Context, promise, appeal int64) error {
	if _, err := database.Rows[promiseRow](s.db).Select("id").Where("id = ? and appeal_id = ?", promise, appeal).Take(ctx); err != nil {
		return fmt.Errorf("promise %d of appeal %d: %w", promise, appeal, err)
	}
	return nil
}

const (
	// PromisePictures is how many pictures may prove that one promise was kept.
	PromisePictures = 5
	// LeastProof is the least number of letters of a proof without pictures.
	LeastProof = 20
)

// KeepPromise marks a promise as kept, with a proof in words, in pictures or both. Pictures
// that were shown before are marked as repeated, see markRepeats.
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
	return s.actOnPromise(ctx, "keep", id, by, func(p lockedPromise) error {
		if !p.public().CanBeKept() {
			return ErrState
		}
		kept, now := "kept", p.tx.Now()
		if err := p.update(ctx, promiseRow{Outcome: &kept, OutcomeAt: &now, Proof: proof}, "outcome", "outcome_at", "proof"); err != nil {
			return err
		}
		if err := show(ctx, p.tx.db, pictureRow{PromiseID: &id, Role: "after"}, pictures); err != nil {
			return err
		}
		if err := p.tx.markRepeats(ctx, p.AppealID, "promise_id", id); err != nil {
			return err
		}
		return p.tx.record(ctx, by.event(p.AppealID, PromiseKept, EventData{Text: proof, Due: p.Due.String()}))
	})
}

// MovePromise moves a promise to a later day, with a reason; the first deadline stays on
// record.
func (s *Store) MovePromise(ctx context.Context, id int64, by Official, to calendar.Date, reason string) error {
	return s.actOnPromise(ctx, "move", id, by, func(p lockedPromise) error {
		today := p.tx.Today()
		if !p.public().CanBeMoved(today) {
			return ErrState
		}
		problems := Invalid{}
		reason = problems.Text("reason", reason, 1, 5000)
		if problems.within("to", to, p.Due.AddDays(1), lastPromise(today)); len(problems) > 0 {
			return problems
		}
		if err := p.update(ctx, promiseRow{Due: to, Moved: p.Moved + 1}, "due", "moved"); err != nil {
			return err
		}
		row := promiseMoveRow{PromiseID: id, FromDue: p.Due, ToDue: to, Reason: reason, At: p.tx.Now()}
		if err := database.Rows[promiseMoveRow](p.tx.db).Create(ctx, &row); err != nil {
			return err
		}
		return p.tx.record(ctx, by.event(p.AppealID, PromiseMoved, EventData{Text: reason, Due: to.String(), FromDue: p.Due.String()}))
	})
}
