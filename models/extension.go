package models

import (
	"context"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// extensionRow is a row of extensions.
type extensionRow struct {
	ID, AppealID, BodyID int64
	FromDue, ToDue       calendar.Date
	Reason               string
	At                   time.Time
}

func (extensionRow) TableName() string { return "extensions" }

// CanBeExtended reports whether a body has to answer, within a term that has not ended: from
// the next day on, silence is a refusal (art. 91(2)). A paused clock or a day that a superior
// body ordered cannot be extended.
func (a Appeal) CanBeExtended(today calendar.Date) bool {
	return a.Status.Open() && a.ClockRule != RuleOrdered && a.AnswerDue != nil && a.PausedAt == nil && !today.After(*a.AnswerDue)
}

// ExtensionLimit returns the last day to which the term may be extended: two months from
// receipt by the body that answers (art. 76).
func (s *Store) ExtensionLimit(a Appeal) calendar.Date {
	if a.RegisteredOn == nil {
		return calendar.Date{}
	}
	return s.Reference().Calendar.ExtensionLimit(*a.RegisteredOn)
}

// ExtendAppeal moves the end of the term to a later working day, for a public reason.
func (s *Store) ExtendAppeal(ctx context.Context, id int64, by Official, to calendar.Date, reason string) error {
	problems := Invalid{}
	reason = problems.Text("reason", reason, 1, 5000)
	return s.act(ctx, "extend", id, func(tx *Store, a lockedAppeal) error {
		if by.BodyID != a.BodyID {
			return ErrForbidden
		}
		if !a.CanBeExtended(tx.Today()) {
			return ErrState
		}
		problems.within("to", to, a.AnswerDue.AddDays(1), tx.ExtensionLimit(a.Appeal))
		if _, wrong := problems["to"]; !wrong && !tx.Reference().Calendar.IsWorking(to) {
			problems["to"] = Problem{Key: "problem.day_off"}
		}
		if len(problems) > 0 {
			return problems
		}
		if err := a.fixClock(ctx, RuleExtended, to); err != nil {
			return err
		}
		row := extensionRow{AppealID: id, BodyID: by.BodyID, FromDue: *a.AnswerDue, ToDue: to, Reason: reason, At: tx.Now()}
		if err := database.Rows[extensionRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
		return a.record(ctx, by, Extended, EventData{Due: to.String(), FromDue: a.AnswerDue.String(), Text: reason})
	})
}
