package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// lockedAppeal is an appeal whose row is locked until the transaction ends, so that a
// decision about it is still true when it is written. Its methods run in that transaction.
type lockedAppeal struct {
	Appeal
	AuthorID      *int64     // nil: imported, or personal data removed
	ClockAt       *time.Time // when the deadline was set
	WarnedLeft    *int       // working days before the deadline at the last warning
	Public        bool
	EscalatedTo   *int64         `gorm:"-"` // the body that has to decide an open escalation
	EscalationDue *calendar.Date `gorm:"-"` // the deadline for that decision
	Rounds        int            `gorm:"-"` // number of answers
	Redirects     int            `gorm:"-"` // number of redirects
	Pauses        int            `gorm:"-"` // number of pauses of the responsible body

	tx *Store // the transaction that holds the lock, with a fixed clock
}

func (lockedAppeal) TableName() string { return "appeals" }

// lockedColumns are the columns of appeals that an action needs.
const lockedColumns = `id, number, lang, status, category_code, place_code, received_at, answer_due, answered_at, kind, body_id,
	published_at, registered_on, redirect_due, overdue_at, paused_at, clock_rule, hidden_at, private, author_id, public,
	clock_at, warned_left`

// lockAppeal locks an appeal. Read other tables only after taking the lock: a statement
// that waits for a lock sees other rows as they were before it waited. The clock is read after
// taking the lock too, once: all that an action writes has one time, and that is not before
// the actions that held the lock.
func (s *Store) lockAppeal(ctx context.Context, id int64) (a lockedAppeal, err error) {
	if a, err = database.Rows[lockedAppeal](s.db, database.ForUpdate).Select(lockedColumns).Where("id = ?", id).Take(ctx); err != nil {
		return a, err
	}
	var more struct {
		EscalatedTo   *int64
		EscalationDue *calendar.Date
		Rounds        int
		Redirects     int
		Pauses        int
	}
	err = s.readOne(ctx, &more, `
		select e.to_body_id as escalated_to, e.due as escalation_due, (select count(*) from answers where appeal_id = a.id) as rounds,
			(select count(*) from redirects where appeal_id = a.id) as redirects,
			(select count(*) from pauses where appeal_id = a.id and body_id = ?) as pauses
		from (select ?::bigint as id) a left join escalations e on e.appeal_id = a.id and e.closed_at is null`, a.BodyID, id)
	a.EscalatedTo, a.EscalationDue, a.Rounds, a.Redirects, a.Pauses = more.EscalatedTo, more.EscalationDue, more.Rounds, more.Redirects, more.Pauses
	a.tx = s.At(s.Now())
	return a, err
}

// lockCurrent locks an appeal and applies the time-based transitions that are due.
func (s *Store) lockCurrent(ctx context.Context, id int64) (lockedAppeal, error) {
	a, err := s.lockAppeal(ctx, id)
	if err != nil {
		return a, err
	}
	err = a.catchUp(ctx)
	return a, err
}

// act runs do on a locked appeal in one transaction.
func (s *Store) act(ctx context.Context, what string, id int64, do func(tx *Store, a lockedAppeal) error) error {
	err := s.tx(ctx, func(tx *Store) error {
		a, err := tx.lockCurrent(ctx, id)
		if err != nil {
			return err
		}
		return do(a.tx, a)
	})
	if err != nil {
		return fmt.Errorf("%s appeal %d: %w", what, id, err)
	}
	return nil
}

// update writes the named columns of row to the appeal.
func (a lockedAppeal) update(ctx context.Context, row appealRow, columns ...string) error {
	_, err := database.Update(ctx, database.Rows[appealRow](a.tx.db).Where("id = ?", a.ID), row, columns...)
	return err
}

// heldBy returns ErrForbidden unless the body is responsible for the answer, or has to
// decide an open escalation above the body that is.
func (a lockedAppeal) heldBy(by Official) error {
	if by.BodyID == a.BodyID || a.escalatedTo(by) {
		return nil
	}
	return ErrForbidden
}

func (a lockedAppeal) escalatedTo(by Official) bool {
	return a.EscalatedTo != nil && *a.EscalatedTo == by.BodyID
}
