package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/calendar"
)

// lockedAppeal is an appeal whose row is locked for the rest of the transaction, so
// that what is decided about it stays true until it is written.
type lockedAppeal struct {
	Appeal
	AuthorID      *int64     // nil: imported, or personal data removed
	ClockAt       *time.Time // when the end of the term was set
	WarnedLeft    *int       // working days before it, of the last warning
	Public        bool
	EscalatedTo   *int64         `gorm:"-"` // the body that an open escalation went to
	EscalationDue *calendar.Date `gorm:"-"` // by which it has to decide
	Rounds        int            `gorm:"-"` // answers so far
	Redirects     int            `gorm:"-"` // how often it was sent on
	Pauses        int            `gorm:"-"` // how often the body has let its clock stand still
}

// lockAppeal locks an appeal. What lies in other tables is read after the lock is
// had: a statement that waits for a lock sees them as they were before it waited.
func (s *Store) lockAppeal(ctx context.Context, id int64) (a lockedAppeal, err error) {
	if err = s.readOne(ctx, &a, `
		select id, number, lang, status, category_code, place_code, received_at, answer_due, answered_at, kind, body_id,
			published_at, registered_on, redirect_due, overdue_at, paused_at, coalesce(clock_rule, '') as clock_rule, hidden_at, private, author_id, public,
			clock_at, warned_left
		from appeals where id = ? for update`, id); err != nil {
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
	return a, err
}

// act does one thing to a locked appeal in one transaction, after what time has done to it.
func (s *Store) act(ctx context.Context, what string, id int64, do func(tx *Store, a lockedAppeal) error) error {
	err := s.tx(ctx, func(tx *Store) error {
		a, err := tx.lockAppeal(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.catchUp(ctx, &a); err != nil {
			return err
		}
		return do(tx, a)
	})
	if err != nil {
		return fmt.Errorf("%s appeal %d: %w", what, id, err)
	}
	return nil
}

// heldBy returns ErrForbidden unless the body owes the answer, or an open
// escalation has put it over the one that does.
func (a lockedAppeal) heldBy(by Official) error {
	if by.BodyID == a.BodyID || a.escalatedTo(by) {
		return nil
	}
	return ErrForbidden
}

func (a lockedAppeal) escalatedTo(by Official) bool {
	return a.EscalatedTo != nil && *a.EscalatedTo == by.BodyID
}
