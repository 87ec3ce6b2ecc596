package models

import (
	"context"

	"jauap/models/calendar"
)

// CanBeRedirected: a body owes the first answer and its days to send the
// appeal on have not passed (art. 65: three working days).
func (a Appeal) CanBeRedirected(today calendar.Date) bool {
	return (a.Status == Registered || a.Status == InProgress) && a.AnsweredAt == nil && a.ClockRule != RuleOrdered &&
		a.RedirectBy != nil && !today.After(*a.RedirectBy)
}

// RedirectAppeal sends an appeal to the body that is competent, for one of
// RedirectReasons. There it is registered anew, and all its clocks start anew.
func (s *Store) RedirectAppeal(ctx context.Context, id int64, by Official, to int64, reason, text string) error {
	problems := Invalid{}
	oneOf(problems, "reason", reason, RedirectReasons)
	text = problems.text("text", text, 0, 5000)
	if to == by.BodyID {
		problems["to"] = Problem{Key: "problem.same_body"}
	} else if _, err := s.body(ctx, to); err != nil {
		problems["to"] = Problem{Key: "problem.unknown"}
	}
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "redirect", id, func(tx *Store, a held) error {
		if by.BodyID != a.BodyID {
			return ErrForbidden
		}
		if !a.CanBeRedirected(tx.Today()) {
			return ErrState
		}
		terms := tx.termsFrom(tx.Reference().Calendar.Registration(tx.Now()))
		due, err := tx.startClock(ctx, id, RuleRedirected, terms.registered, calendar.AnswerDays)
		if err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `update appeals set body_id = ?, status = ?, registered_on = ?, redirect_by = ? where id = ?`,
			to, Registered, terms.registered, terms.redirectBy, id); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `
			insert into redirects (appeal_id, from_body, to_body, reason_code, text, at)
			values (?, ?, ?, ?, ?, ?)`, id, a.BodyID, to, reason, text, tx.Now()); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: Redirected, Actor: ByBody, UserID: ref(by.UserID), BodyID: &by.BodyID,
			Data: EventData{ToBody: to, Reason: reason, Text: text, Due: due.String(), FromDue: a.AnswerBy.String()}})
	})
}
