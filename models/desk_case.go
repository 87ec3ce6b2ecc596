package models

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jauap/models/calendar"
)

// Case is an appeal as the officials who deal with it see it: public or not, with
// what the viewer may do about it. Each May… is at once the button and the guard;
// the act asks the same of the locked row again.
type Case struct {
	Dossier
	Public    bool
	Body      Body // for which the viewer acts; of a superior body that only reads, with Acts false
	Acts      bool // the body owes the answer, or decides on the complaint
	Escalated bool // it decides on the complaint
	Head      bool // the viewer may sign
	Limit     calendar.Date
	OrderBy   calendar.Date // the last day that may be set when it is returned
	Today     calendar.Date
	Targets   []Body       // where it could be sent on to, the nearest first
	Draft     *AnswerDraft // of the body; nil: none has been begun
}

// MayTakeUp: the body owes an answer and has not begun.
func (c Case) MayTakeUp() bool { return c.Acts && c.CanBeTakenUp() }

// MayAsk: the body may ask the author in public.
func (c Case) MayAsk() bool { return c.Acts && c.CanBeAskedAbout() }

// MayUpdate: the body may tell how the matter goes.
func (c Case) MayUpdate() bool { return c.Acts && c.CanBeUpdated() }

// MayRedirect: the body owes the answer itself, its three days have not passed, and it
// was not sent on too often.
func (c Case) MayRedirect() bool {
	return c.Acts && c.Body.ID == c.BodyID && c.CanBeRedirected(c.Today) && c.redirects() < MostRedirects
}

// MayExtend: the head of the body that owes the answer, within the term.
func (c Case) MayExtend() bool {
	return c.Acts && c.Head && c.Body.ID == c.BodyID && c.CanBeExtended(c.Today) && c.AnswerDue.Before(c.Limit)
}

// MayAnswer: an answer may be written.
func (c Case) MayAnswer() bool { return c.Acts && (c.CanBeAnswered() || c.Escalated) }

// MayPause: the head of the body that owes the answer, within the term, and not too often.
func (c Case) MayPause() bool {
	return c.Acts && c.Head && c.Body.ID == c.BodyID && c.CanBePaused(c.Today) && c.pauses() < MostPauses
}

// MayResume: the same, while the clock stands still.
func (c Case) MayResume() bool {
	return c.Acts && c.Head && c.Body.ID == c.BodyID && c.CanBeResumed()
}

// MayReturn: the head of the body that it has gone up to, to the one that owes the answer.
func (c Case) MayReturn() bool { return c.Acts && c.Escalated && c.Head && c.Body.ID != c.BodyID }

// MayPublish: and published too.
func (c Case) MayPublish() bool { return c.MayAnswer() && c.Head }

// MayKeep: the promise is the body's, and still to be kept.
func (c Case) MayKeep(p Promise) bool { return p.BodyID == c.Body.ID && p.CanBeKept() }

// MayMove: and its day has not passed.
func (c Case) MayMove(p Promise) bool { return p.BodyID == c.Body.ID && p.CanBeMoved(c.Today) }

// MayRevise: the head of the body that gave the answer.
func (c Case) MayRevise(a Answer) bool { return c.Head && a.BodyID == c.Body.ID }

// Standing is how a viewer stands to an appeal.
type Standing struct {
	AppealID  int64
	BodyID    int64 // of the viewer's offices, the one concerned
	Public    bool
	Acts      bool // it owes the answer or decides on the complaint
	Escalated bool
}

// StandingOf says for which of their bodies the viewer deals with an appeal. An
// appeal of nobody's below is ErrForbidden where everybody may see it, and otherwise
// ErrNotFound: nobody learns by guessing that it exists.
func (s *Store) StandingOf(ctx context.Context, number string, v *Viewer) (st Standing, err error) {
	offices := v.OfficeIDs()
	if !IsAppealNumber(number) || len(offices) == 0 {
		return st, fmt.Errorf("desk of appeal %q: %w", number, ErrNotFound)
	}
	var row struct {
		ID          int64
		BodyID      int64
		Public      bool
		EscalatedTo *int64
		AnsweredBy  *int64 // an office whose answer or promise it is
		Superior    *int64 // an office that stands over the responsible body
	}
	if err = s.readOne(ctx, &row, `
		with recursive above as (
			select b.id, b.superior_id from appeals a join bodies b on b.id = a.body_id where a.number = ?
			union all select b.id, b.superior_id from bodies b join above on b.id = above.superior_id)
		select a.id, a.body_id, a.public,
			(select to_body_id from escalations where appeal_id = a.id and closed_at is null) as escalated_to,
			(select body_id from answers where appeal_id = a.id and body_id in ? order by round desc limit 1) as answered_by,
			(select id from above where id in ? limit 1) as superior
		from appeals a
		where a.number = ? and a.published_at is not null and a.status <> 'rejected'`, number, offices, offices, number); err != nil {
		return st, fmt.Errorf("desk of appeal %s: %w", number, err)
	}
	st = Standing{AppealID: row.ID, Public: row.Public}
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

// Case returns an appeal with all that its officials need, in a fixed number of queries.
func (s *Store) Case(ctx context.Context, number string, v *Viewer) (c Case, err error) {
	st, err := s.StandingOf(ctx, number, v)
	if err != nil {
		return c, err
	}
	if c.Dossier, err = s.dossier(ctx, number, func(dossierRow) error { return nil }); err != nil {
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
		if c.Targets, err = s.redirectTargets(ctx, c.Appeal, c.Body); err != nil {
			return c, err
		}
	}
	draft, err := s.AnswerDraft(ctx, st.AppealID, st.BodyID)
	if err == nil && draft.Version > 0 {
		c.Draft = &draft
	}
	return c, err
}

// isOvertaken: somebody else has acted meanwhile.
func isOvertaken(err error) bool { return errors.Is(err, ErrState) || errors.Is(err, ErrForbidden) }
