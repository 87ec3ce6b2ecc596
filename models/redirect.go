package models

import (
	"context"
	"fmt"
	"slices"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// MostRedirects is how often an appeal may be redirected. Each redirect restarts all its
// clocks, so the third body has to answer, or to refuse with a reason.
const MostRedirects = 2

// redirectRow is a row of redirects.
type redirectRow struct {
	ID, AppealID, FromBodyID, ToBodyID int64
	ReasonCode, Text                   string
	At                                 time.Time
}

func (redirectRow) TableName() string { return "redirects" }

// CanBeRedirected reports whether a body still has to give the first answer and its days for
// a redirect have not passed (art. 65: three working days). The caller checks MostRedirects.
func (a Appeal) CanBeRedirected(today calendar.Date) bool {
	return (a.Status == Registered || a.Status == InProgress) && a.AnsweredAt == nil && a.ClockRule != RuleOrdered &&
		a.RedirectDue != nil && !today.After(*a.RedirectDue)
}

// RedirectAppeal sends an appeal to the competent body, for one of RedirectReasons. The new
// body registers it, and all clocks restart. Targets are the bodies of the place and above it
// that have not redirected the appeal before: others would only gain time. It returns ErrState
// after the days for a redirect or after MostRedirects.
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
		targets, err := redirectTargets(ctx, tx, a.Appeal, from)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(targets, func(b Body) bool { return b.ID == to }) {
			return Invalid{"to": {Key: "problem.unknown"}}
		}
		return a.redirect(ctx, by, redirectRow{AppealID: id, FromBodyID: a.BodyID, ToBodyID: to, ReasonCode: reason, Text: text, At: tx.Now()})
	})
}

// redirect registers the appeal with another body and restarts its clocks.
func (a lockedAppeal) redirect(ctx context.Context, by Official, row redirectRow) error {
	category, _ := a.tx.Reference().Category(a.CategoryCode)
	terms := a.tx.TermsFrom(a.tx.Reference().Calendar.Registration(row.At), category.AnswerDays())
	due, err := a.startClock(ctx, RuleRedirected, terms.Registered, category.AnswerDays())
	if err != nil {
		return err
	}
	if err := a.update(ctx, appealRow{BodyID: row.ToBodyID, Status: Registered, RegisteredOn: terms.Registered, RedirectDue: terms.RedirectDue},
		"body_id", "status", "registered_on", "redirect_due"); err != nil {
		return err
	}
	if err := database.Rows[redirectRow](a.tx.db).Create(ctx, &row); err != nil {
		return err
	}
	return a.record(ctx, by, Redirected, EventData{ToBody: row.ToBodyID, Reason: row.ReasonCode, Text: row.Text, Due: due.String(),
		FromDue: a.AnswerDue.String(), Days: category.Term})
}

// redirectTargets returns the bodies that may be competent, the nearest first: those of the
// place and of all places above it with their departments, and the superior of the body,
// except the bodies that have redirected the appeal.
func redirectTargets(ctx context.Context, s *Store, a Appeal, from Body) (targets []Body, err error) {
	category, _ := s.Reference().Category(a.CategoryCode)
	err = s.read(ctx, &targets, `
		select `+BodyColumns+` from bodies
		where (place_code in @places or id = @superior) and id <> @from
			and id not in (select from_body_id from redirects where appeal_id = @appeal)
		-- first the competent body by law, then the superior
		order by (field = '' and level <= @level) desc, (id = @superior) desc, level desc, kind = 'department', name_kk collate "kk-x-icu", id
		limit 60`, map[string]any{"places": append(AncestorCodes(a.PlaceCode), a.PlaceCode), "superior": from.SuperiorID, "from": from.ID,
		"appeal": a.ID, "level": category.Level})
	if err != nil {
		return nil, fmt.Errorf("bodies for appeal %s: %w", a.Number, err)
	}
	return targets, nil
}

// redirects counts the redirects of the appeal.
func (d AppealPage) redirects() (n int) {
	for _, e := range d.Events {
		if e.Kind == Redirected {
			n++
		}
	}
	return n
}
