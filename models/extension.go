package models

import (
	"context"

	"jauap/models/calendar"
)

// CanBeExtended: a body owes an answer, and its term has not ended: from the
// day after, silence is a refusal (art. 91(2)), which nothing extends.
// Nor does anything extend a clock that stands still, or a day that a superior body has ordered.
func (a Appeal) CanBeExtended(today calendar.Date) bool {
	return a.Status.Open() && a.ClockRule != RuleOrdered && a.AnswerDue != nil && a.PausedAt == nil && !today.After(*a.AnswerDue)
}

// ExtensionLimit is the last day to which the term may be extended: two months
// from receipt by the body that answers (art. 76).
func (s *Store) ExtensionLimit(a Appeal) calendar.Date {
	if a.RegisteredOn == nil {
		return calendar.Date{}
	}
	return s.Reference().Calendar.ExtensionLimit(*a.RegisteredOn)
}

// ExtendAppeal moves the end of the term to another working day, with the reason that
// everyone reads.
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
		if err := tx.fixClock(ctx, id, RuleExtended, to); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `
			insert into extensions (appeal_id, body_id, from_due, to_due, reason, at)
			values (?, ?, ?, ?, ?, ?)`, id, by.BodyID, *a.AnswerDue, to, reason, tx.Now()); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: Extended, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{Due: to.String(), FromDue: a.AnswerDue.String(), Text: reason}})
	})
}
