package models

import (
	"context"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// MostPauses is how often a body may pause the clock of one appeal: instead of a third
// pause it can answer, or extend the term.
const MostPauses = 2

// pauseRow is a row of pauses.
type pauseRow struct {
	ID, AppealID, BodyID int64
	Law, Reason          string
	DaysLeft             int // working days that were left of the term
	At                   time.Time
	ResumedAt            *time.Time
}

func (pauseRow) TableName() string { return "pauses" }

// CanBePaused reports whether a body has to answer, within a term that has not ended and was
// not ordered by a superior body: a pause would move that day, and leave a clock that can be
// extended. The caller checks MostPauses.
func (a Appeal) CanBePaused(today calendar.Date) bool {
	return a.Status.Open() && a.ClockRule != RuleOrdered && a.PausedAt == nil && a.AnswerDue != nil && !today.After(*a.AnswerDue)
}

// CanBeResumed reports whether the clock is paused.
func (a Appeal) CanBeResumed() bool { return a.PausedAt != nil }

// PauseAppeal pauses the clock of an appeal, on a legal ground and for a public reason. A
// paused appeal does not become overdue, and silence does not escalate it.
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
		now := tx.Now()
		row := pauseRow{AppealID: id, BodyID: by.BodyID, Law: law, Reason: reason, At: now,
			DaysLeft: tx.Reference().Calendar.WorkingDaysBetween(tx.Today(), *a.AnswerDue)}
		if err := database.Rows[pauseRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
		if err := a.update(ctx, appealRow{PausedAt: &now}, "paused_at"); err != nil {
			return err
		}
		return a.record(ctx, by, ClockPaused, EventData{Law: law, Text: reason, FromDue: a.AnswerDue.String(), Left: row.DaysLeft})
	})
}

// ResumeAppeal restarts the clock of an appeal with the working days that were left.
func (s *Store) ResumeAppeal(ctx context.Context, id int64, by Official) error {
	return s.act(ctx, "resume", id, func(tx *Store, a lockedAppeal) error {
		if by.BodyID != a.BodyID {
			return ErrForbidden
		}
		if !a.CanBeResumed() {
			return ErrState
		}
		left, err := a.daysLeft(ctx)
		if err != nil {
			return err
		}
		due, err := a.startClock(ctx, RuleResumed, tx.Today(), left)
		if err != nil {
			return err
		}
		return a.record(ctx, by, ClockResumed, EventData{Due: due.String(), Left: left})
	})
}

// daysLeft returns how many working days were left when the clock was paused.
func (a lockedAppeal) daysLeft(ctx context.Context) (int, error) {
	pause, err := database.Rows[pauseRow](a.tx.db).Where("appeal_id = ? and resumed_at is null", a.ID).Take(ctx)
	return pause.DaysLeft, err
}

// stopClock ends the pause of an appeal that no longer needs an answer. Call it before the
// change of the status: a constraint allows a pause only while the appeal is open.
func (a lockedAppeal) stopClock(ctx context.Context) error {
	if a.PausedAt == nil {
		return nil
	}
	if err := a.update(ctx, appealRow{}, "paused_at"); err != nil {
		return err
	}
	return a.endPause(ctx)
}

// endPause closes the open pause, if the clock is paused.
func (a lockedAppeal) endPause(ctx context.Context) error {
	now := a.tx.Now()
	_, err := database.Rows[pauseRow](a.tx.db).Where("appeal_id = ? and resumed_at is null", a.ID).
		Select("resumed_at").Updates(ctx, pauseRow{ResumedAt: &now})
	return err
}

// pauses counts the pauses of the responsible body.
func (d AppealPage) pauses() (n int) {
	for _, e := range d.Events {
		if e.Kind == ClockPaused && e.BodyID != nil && *e.BodyID == d.BodyID {
			n++
		}
	}
	return n
}
