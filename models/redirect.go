package models

import (
	"context"
	"fmt"
	"slices"

	"jauap/models/calendar"
)

// MostRedirects is how often an appeal may be sent on: each time all its clocks start
// anew, so the third body answers, or refuses with the reason.
const MostRedirects = 2

// CanBeRedirected: a body owes the first answer and its days to send the
// appeal on have not passed (art. 65: three working days). How often it was sent on
// already is asked of MostRedirects.
func (a Appeal) CanBeRedirected(today calendar.Date) bool {
	return (a.Status == Registered || a.Status == InProgress) && a.AnsweredAt == nil && a.ClockRule != RuleOrdered &&
		a.RedirectDue != nil && !today.After(*a.RedirectDue)
}

// RedirectAppeal sends an appeal to the body that is competent, for one of
// RedirectReasons. There it is registered anew, and all its clocks start anew. It goes
// to bodies of its own place or above alone, and to none that has sent it on: those
// would only win time. ErrState: its days have passed, or it was sent on twice.
func (s *Store) RedirectAppeal(ctx context.Context, id int64, by Official, to int64, reason, text string) error {
	problems := Invalid{}
	OneOf(problems, "reason", reason, RedirectReasons)
	text = problems.Text("text", text, 0, 5000)
	switch to {
	case 0:
		problems["to"] = Problem{Key: "problem.unknown"}
	case by.BodyID:
		problems["to"] = Problem{Key: "problem.same_body"}
	}
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "redirect", id, func(tx *Store, a lockedAppeal) error {
		if by.BodyID != a.BodyID {
			return ErrForbidden
		}
		if !a.CanBeRedirected(tx.Today()) || a.Redirects >= MostRedirects {
			return ErrState
		}
		from, err := tx.Body(ctx, a.BodyID)
		if err != nil {
			return err
		}
		targets, err := tx.redirectTargets(ctx, a.Appeal, from)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(targets, func(b Body) bool { return b.ID == to }) {
			return Invalid{"to": {Key: "problem.unknown"}}
		}
		category, _ := tx.Reference().Category(a.CategoryCode)
		terms := tx.TermsFrom(tx.Reference().Calendar.Registration(tx.Now()), category.AnswerDays())
		due, err := tx.startClock(ctx, id, RuleRedirected, terms.Registered, category.AnswerDays())
		if err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `update appeals set body_id = ?, status = ?, registered_on = ?, redirect_due = ? where id = ?`,
			to, Registered, terms.Registered, terms.RedirectDue, id); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `
			insert into redirects (appeal_id, from_body_id, to_body_id, reason_code, text, at)
			values (?, ?, ?, ?, ?, ?)`, id, a.BodyID, to, reason, text, tx.Now()); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: Redirected, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID,
			Data: EventData{ToBody: to, Reason: reason, Text: text, Due: due.String(), FromDue: a.AnswerDue.String(), Days: category.Term}})
	})
}

// redirectTargets are the bodies that may be competent: those of the place and of all
// above it with their departments, the nearest first, and the superior of the body;
// without those that have sent the appeal on.
func (s *Store) redirectTargets(ctx context.Context, a Appeal, from Body) (targets []Body, err error) {
	category, _ := s.Reference().Category(a.CategoryCode)
	err = s.read(ctx, &targets, `
		select `+BodyColumns+` from bodies
		where (place_code in ? or id = ?) and id <> ?
			and id not in (select from_body_id from redirects where appeal_id = ?)
		-- first who is competent by the law, then the superior
		order by (field = '' and level <= ?) desc, (id = ?) desc, level desc, kind = 'department', name_kk collate "kk-x-icu", id
		limit 60`, append(AncestorCodes(a.PlaceCode), a.PlaceCode), from.SuperiorID, from.ID, a.ID, category.Level, from.SuperiorID)
	if err != nil {
		return nil, fmt.Errorf("bodies for appeal %s: %w", a.Number, err)
	}
	return targets, nil
}

// redirects counts how often it was sent on.
func (d Dossier) redirects() (n int) {
	for _, e := range d.Events {
		if e.Kind == Redirected {
			n++
		}
	}
	return n
}
