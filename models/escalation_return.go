package models

import (
	"context"

	"jauap/models/calendar"
	"jauap/models/database"
)

// OrderDays is the longest term in working days that a superior body may set with an order:
// that of the law for an answer (art. 76).
const OrderDays = calendar.AnswerDays

// OrderLimit returns the last day that a superior body may set today.
func (s *Store) OrderLimit() calendar.Date {
	return s.Reference().Calendar.AddWorkingDays(s.Today(), OrderDays)
}

// ReturnAppeal closes an escalation by sending the appeal back to the responsible body, with
// an order and the working day by which to carry it out. The responsible body has to answer
// again, also after an answer or a refusal. It returns ErrForbidden unless the appeal is
// escalated to the body and the user is its head.
func (s *Store) ReturnAppeal(ctx context.Context, id int64, by Official, order string, due calendar.Date) error {
	problems := Invalid{}
	order = problems.Text("order", order, 1, 5000)
	s.checkOrderDue(problems, due)
	return s.act(ctx, "return", id, func(tx *Store, a lockedAppeal) error {
		if !a.escalatedTo(by) || by.BodyID == a.BodyID {
			return ErrForbidden
		}
		if err := by.RequireRole(ctx, tx, "head"); err != nil {
			return err
		}
		if len(problems) > 0 {
			return problems
		}
		if err := a.orderAnswer(ctx, due); err != nil {
			return err
		}
		now, outcome := tx.Now(), OutcomeReturned
		row := escalationRow{Outcome: &outcome, ClosedAt: &now, OrderText: order, OrderDue: due, DecidedByID: NilIfZero(by.UserID)}
		if err := a.updateEscalation(ctx, row, "outcome", "closed_at", "order_text", "order_due", "decided_by_id"); err != nil {
			return err
		}
		if _, err := database.Rows[answerDraftRow](tx.db).Where("appeal_id = ? and body_id = ?", id, by.BodyID).Delete(ctx); err != nil {
			return err
		}
		return a.record(ctx, by, ReturnedDown, EventData{ToBody: a.BodyID, Text: order, Due: due.String()})
	})
}

// checkOrderDue requires a working day after today and up to OrderLimit.
func (s *Store) checkOrderDue(problems Invalid, due calendar.Date) {
	problems.NotBefore("due", due, s.Today().AddDays(1))
	if _, wrong := problems["due"]; wrong {
		return
	}
	if limit := s.OrderLimit(); due.After(limit) {
		problems["due"] = Problem{Key: "problem.too_late", Args: []any{"date", limit}}
	} else if !s.Reference().Calendar.IsWorking(due) {
		problems["due"] = Problem{Key: "problem.day_off"}
	}
}

// orderAnswer sets the deadline, and reopens the appeal if it is closed.
func (a lockedAppeal) orderAnswer(ctx context.Context, due calendar.Date) error {
	if err := a.fixClock(ctx, RuleOrdered, due); err != nil || a.Status.Open() {
		return err
	}
	return a.update(ctx, appealRow{Status: Registered}, "status")
}
