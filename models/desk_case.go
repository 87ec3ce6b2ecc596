package models

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jauap/models/calendar"
)

// Case is the page of an appeal for the officials who handle it, public or not, with the
// actions that the viewer may take. Each May method decides whether a button is shown; the
// action checks the same again on the locked row.
type Case struct {
	AppealPage
	Public    bool
	Body      Body // of the viewer; a superior body that only reads has Acts false
	Acts      bool // the body has to answer, or to decide the escalation
	Escalated bool // the body has to decide the escalation
	Head      bool // the viewer may sign
	Limit     calendar.Date
	OrderBy   calendar.Date // the last deadline that an order may set
	Today     calendar.Date
	Targets   []Body       // to which it can be redirected, the nearest first
	Draft     *AnswerDraft // of the body; nil for none
}

// MayTakeUp reports whether the body has to answer and has not taken up the appeal.
func (c Case) MayTakeUp() bool { return c.Acts && c.CanBeTakenUp() }

// MayAsk reports whether the body may ask the author in public.
func (c Case) MayAsk() bool { return c.Acts && c.CanBeAskedAbout() }

// MayUpdate reports whether the body may publish a progress note.
func (c Case) MayUpdate() bool { return c.Acts && c.CanBeUpdated() }

// MayRedirect reports whether the body has to answer itself, its three days have not passed,
// and the appeal was redirected less than MostRedirects times.
func (c Case) MayRedirect() bool {
	return c.Acts && c.Body.ID == c.BodyID && c.CanBeRedirected(c.Today) && c.redirects() < MostRedirects
}

// MayExtend reports whether the viewer is the head of the responsible body, within the term.
func (c Case) MayExtend() bool {
	return c.Acts && c.Head && c.Body.ID == c.BodyID && c.CanBeExtended(c.Today) && c.AnswerDue.Before(c.Limit)
}

// MayAnswer reports whether the body may answer.
func (c Case) MayAnswer() bool { return c.Acts && (c.CanBeAnswered() || c.Escalated) }

// MayPause reports whether the viewer is the head of the responsible body, within the term
// and with less than MostPauses pauses.
func (c Case) MayPause() bool {
	return c.Acts && c.Head && c.Body.ID == c.BodyID && c.CanBePaused(c.Today) && c.pauses() < MostPauses
}

// MayResume reports whether the viewer is the head of the responsible body and the clock is
// paused.
func (c Case) MayResume() bool {
	return c.Acts && c.Head && c.Body.ID == c.BodyID && c.CanBeResumed()
}

// MayReturn reports whether the viewer is the head of the superior body that may send the
// appeal back to the responsible body.
func (c Case) MayReturn() bool { return c.Acts && c.Escalated && c.Head && c.Body.ID != c.BodyID }

// MayPublish reports whether the viewer may publish an answer.
func (c Case) MayPublish() bool { return c.MayAnswer() && c.Head }

// MayKeep reports whether the promise is the body's own and open.
func (c Case) MayKeep(p Promise) bool { return p.BodyID == c.Body.ID && p.CanBeKept() }

// MayMove reports whether the body may move the promise.
func (c Case) MayMove(p Promise) bool { return p.BodyID == c.Body.ID && p.CanBeMoved(c.Today) }

// MayRevise reports whether the viewer is the head of the body that gave the answer.
func (c Case) MayRevise(a Answer) bool { return c.Head && a.BodyID == c.Body.ID }

// CaseAccess is the access of a viewer to an appeal on the desk.
type CaseAccess struct {
	AppealID  int64
	BodyID    int64 // the office of the viewer that gives the access
	Public    bool
	Acts      bool // the body has to answer, or to decide the escalation
	Escalated bool
}

// CaseAccessOf returns the access of a viewer by the number of an appeal. Without access a public
// appeal is ErrForbidden, and another one ErrNotFound, so that a guessed number does not show
// that it exists.
func (s *Store) CaseAccessOf(ctx context.Context, number string, v *Viewer) (st CaseAccess, err error) {
	offices := v.OfficeIDs()
	if !IsAppealNumber(number) || len(offices) == 0 {
		return st, fmt.Errorf("desk of appeal %q: %w", number, ErrNotFound)
	}
	var row struct {
		ID          int64
		BodyID      int64
		Public      bool
		EscalatedTo *int64
		AnsweredBy  *int64 // an office that gave an answer or a promise
		Superior    *int64 // an office above the responsible body
	}
	if err = s.readOne(ctx, &row, `
		with recursive above as (
			select b.id, b.superior_id from appeals a join bodies b on b.id = a.body_id where a.number = @number
			union all select b.id, b.superior_id from bodies b join above on b.id = above.superior_id)
		select a.id, a.body_id, a.public,
			(select to_body_id from escalations where appeal_id = a.id and closed_at is null) as escalated_to,
			(select body_id from answers where appeal_id = a.id and body_id in @offices order by round desc limit 1) as answered_by,
			(select id from above where id in @offices limit 1) as superior
		from appeals a
		where a.number = @number and a.published_at is not null and a.status <> 'rejected'`,
		map[string]any{"number": number, "offices": offices}); err != nil {
		return st, fmt.Errorf("desk of appeal %s: %w", number, err)
	}
	st = CaseAccess{AppealID: row.ID, Public: row.Public}
	switch {
	case slices.Contains(offices, row.BodyID):
		st.BodyID, st.Acts = row.BodyID, true
	case row.EscalatedTo != nil && slices.Contains(offices, *row.EscalatedTo):
		st.BodyID, st.Acts = *row.EscalatedTo, true
	case row.AnsweredBy != nil:
		st.BodyID = *row.AnsweredBy
	case row.Superior != nil:
		st.BodyID = *row.Superior
	case row.Public:
		return st, fmt.Errorf("desk of appeal %s: %w", number, ErrForbidden)
	default:
		return st, fmt.Errorf("desk of appeal %s: %w", number, ErrNotFound)
	}
	st.Escalated = row.EscalatedTo != nil && *row.EscalatedTo == st.BodyID
	return st, nil
}

// Case returns the page of an appeal for its officials, in a fixed number of queries.
func (s *Store) Case(ctx context.Context, number string, v *Viewer) (c Case, err error) {
	st, err := s.CaseAccessOf(ctx, number, v)
	if err != nil {
		return c, err
	}
	if c.AppealPage, err = s.appealPage(ctx, number, func(appealPageRow) error { return nil }); err != nil {
		return c, err
	}
	if c.Body, err = s.Body(ctx, st.BodyID); err != nil {
		return c, err
	}
	c.Public, c.Acts, c.Escalated, c.Head = st.Public, st.Acts, st.Escalated, v.MaySign(st.BodyID)
	c.Today, c.Limit, c.OrderBy = s.Today(), s.ExtensionLimit(c.Appeal), s.OrderLimit()
	if !c.Acts {
		return c, nil
	}
	if c.MayRedirect() {
		if c.Targets, err = redirectTargets(ctx, s, c.Appeal, c.Body); err != nil {
			return c, err
		}
	}
	draft, err := s.AnswerDraft(ctx, st.AppealID, st.BodyID)
	if err == nil && draft.Version > 0 {
		c.Draft = &draft
	}
	return c, err
}

// isOvertaken reports whether an action failed because another user acted first.
func isOvertaken(err error) bool { return errors.Is(err, ErrState) || errors.Is(err, ErrForbidden) }
