package models

import (
	"context"

	"jauap/models/calendar"
)

// OrderDays is how many working days at most a superior body may give for what it
// orders: as many as the law gives for an answer (art. 76).
const OrderDays = calendar.AnswerDays

// OrderLimit is the last day that a superior body may set today.
func (s *Store) OrderLimit() calendar.Date {
	return s.Reference().Calendar.AddWorkingDays(s.Today(), OrderDays)
}

// ReturnAppeal sends an appeal that has gone up back to the body that is responsible
// for it, with an order and the working day by which it has to be carried out. That
// body owes an answer again, also where it had given or refused one; until then
// the way up is closed. Only the head of the superior body may. ErrForbidden: it has
// not gone up to that body, or the user does not head it.
func (s *Store) ReturnAppeal(ctx context.Context, id int64, by Official, order string, due calendar.Date) error {
	problems := Invalid{}
	order = problems.Text("order", order, 1, 5000)
	s.checkOrderDue(problems, due)
	return s.act(ctx, "return", id, func(tx *Store, a lockedAppeal) error {
		if !a.escalatedTo(by) || by.BodyID == a.BodyID {
			return ErrForbidden
		}
		if err := tx.heads(ctx, by); err != nil {
			return err
		}
		if len(problems) > 0 {
			return problems
		}
		if err := tx.orderAnswer(ctx, a, due); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `
			update escalations set outcome = ?, closed_at = ?, order_text = ?, order_due = ?, decided_by_id = ?
			where appeal_id = ? and closed_at is null`, OutcomeReturned, tx.Now(), order, due, NilIfZero(by.UserID), id); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `delete from answer_drafts where appeal_id = ? and body_id = ?`, id, by.BodyID); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: ReturnedDown, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{ToBody: a.BodyID, Text: order, Due: due.String()}})
	})
}

// checkOrderDue: a working day after today, and not too far.
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

// orderAnswer makes the responsible body owe an answer by a day. What is open stays as it is.
func (s *Store) orderAnswer(ctx context.Context, a lockedAppeal, due calendar.Date) error {
	if err := s.fixClock(ctx, a.ID, RuleOrdered, due); err != nil || a.Status.Open() {
		return err
	}
	_, err := s.exec(ctx, `update appeals set status = ? where id = ?`, Registered, a.ID)
	return err
}
