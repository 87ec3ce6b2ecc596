package models

import (
	"context"

	"jauap/models/calendar"
)

// MostPauses is how often a body may let the clock of one appeal stand still: whoever
// waits for a third thing had better answer, or extend the term.
const MostPauses = 2

// CanBePaused: a body owes an answer, and its term has not ended. A day that a superior
// body has ordered stays: a pause would move it, and leave a clock that can be extended.
// How often the clock has stood still already is asked of MostPauses.
func (a Appeal) CanBePaused(today calendar.Date) bool {
	return a.Status.Open() && a.ClockRule != RuleOrdered && a.PausedAt == nil && a.AnswerDue != nil && !today.After(*a.AnswerDue)
}

// CanBeResumed: its clock stands still.
func (a Appeal) CanBeResumed() bool { return a.PausedAt != nil }

// PauseAppeal lets the clock of an appeal stand still, by a law and for a reason
// that everybody reads. Meanwhile nothing becomes overdue, and silence is none.
func (s *Store) PauseAppeal(ctx context.Context, id int64, by Official, law, reason string) error {
	problems := Invalid{}
	law = problems.Text("law", law, 1, 300)
	reason = problems.Text("reason", reason, 1, 5000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "pause", id, func(tx *Store, a lockedAppeal) error {
		if by.BodyID != a.BodyID {
			return ErrForbidden
		}
		if !a.CanBePaused(tx.Today()) || a.Pauses >= MostPauses {
			return ErrState
		}
		left := tx.Reference().Calendar.WorkingDaysBetween(tx.Today(), *a.AnswerDue)
		if _, err := tx.exec(ctx, `
			insert into pauses (appeal_id, body_id, law, reason, days_left, at) values (?, ?, ?, ?, ?, ?)`,
			id, by.BodyID, law, reason, left, tx.Now()); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `update appeals set paused_at = ? where id = ?`, tx.Now(), id); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: ClockPaused, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{Law: law, Text: reason, FromDue: a.AnswerDue.String(), Left: left}})
	})
}

// ResumeAppeal lets the clock of an appeal go on with the working days that were left.
func (s *Store) ResumeAppeal(ctx context.Context, id int64, by Official) error {
	return s.act(ctx, "resume", id, func(tx *Store, a lockedAppeal) error {
		if by.BodyID != a.BodyID {
			return ErrForbidden
		}
		if !a.CanBeResumed() {
			return ErrState
		}
		left, err := tx.daysLeft(ctx, id)
		if err != nil {
			return err
		}
		due, err := tx.startClock(ctx, id, RuleResumed, tx.Today(), left)
		if err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: ClockResumed, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{Due: due.String(), Left: left}})
	})
}

// daysLeft is how many working days were left when the clock of an appeal was paused.
func (s *Store) daysLeft(ctx context.Context, id int64) (left int, err error) {
	err = s.readOne(ctx, &left, `select days_left from pauses where appeal_id = ? and resumed_at is null`, id)
	return left, err
}

// pauses counts how often the body that owes the answer has let its clock stand still.
func (d Dossier) pauses() (n int) {
	for _, e := range d.Events {
		if e.Kind == ClockPaused && e.BodyID != nil && *e.BodyID == d.BodyID {
			n++
		}
	}
	return n
}

// stopClock ends the pause of a locked appeal to which nobody owes an answer any
// more. It comes before the change of the status, which a paused one may not have.
func (s *Store) stopClock(ctx context.Context, a lockedAppeal) error {
	if a.PausedAt == nil {
		return nil
	}
	if _, err := s.exec(ctx, `update appeals set paused_at = null where id = ?`, a.ID); err != nil {
		return err
	}
	return s.endPause(ctx, a.ID)
}

// endPause notes that the pause of an appeal is over, if its clock stands still.
func (s *Store) endPause(ctx context.Context, id int64) error {
	_, err := s.exec(ctx, `update pauses set resumed_at = ? where appeal_id = ? and resumed_at is null`, s.Now(), id)
	return err
}
