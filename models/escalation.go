package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// Ground is why an appeal goes up to the superior body.
type Ground string

const (
	GroundOverdue   Ground = "overdue"        // silence, which counts as refusal, art. 91(2)
	GroundRefused   Ground = "refused"        // a reasoned refusal
	GroundContested Ground = "contested"      // the author says it is not solved
	GroundPromise   Ground = "promise_broken" // the answer was a promise, and it was not kept
)

// complaintMonths is how long one may complain, from the day of the ground (art. 92).
const complaintMonths = 3

// ground says why an appeal may go up, whose act or silence is complained of,
// and since when; "" where there is no reason to.
func (s *Store) ground(ctx context.Context, a held) (g Ground, from int64, since calendar.Date, err error) {
	if a.Status.Open() && a.PausedAt == nil && a.AnswerBy.Before(s.Today()) {
		return GroundOverdue, a.BodyID, *a.AnswerBy, nil
	}
	var newest []struct {
		BodyID int64
		At     time.Time
		Broken calendar.Date // the last broken promise; zero: none
	}
	if err = s.read(ctx, &newest, `
		select w.body_id, w.at,
			(select max(p.due) from promises p where p.answer_id = w.id and p.outcome = 'broken') as broken
		from answers w where w.appeal_id = ? and w.round = ?`, a.ID, a.Rounds); err != nil || len(newest) == 0 {
		return "", 0, since, err
	}
	answer := newest[0]
	since = calendar.Of(answer.At)
	switch {
	case a.Status == Declined:
		g = GroundRefused
	case a.Status == Contested || a.Status == InProgress:
		g = GroundContested
	case a.Status == Answered && !answer.Broken.IsZero():
		g, since = GroundPromise, answer.Broken
	}
	return g, answer.BodyID, since, nil
}

// wayUp says why an appeal may go up to the superior of a body now; "" where
// there is no ground, nobody stands higher, the three months have passed, or it
// has gone up already.
func (s *Store) wayUp(ctx context.Context, a held) (g Ground, from Body, err error) {
	if a.EscalatedTo != nil {
		return "", from, nil
	}
	g, fromID, since, err := s.ground(ctx, a)
	if err != nil || g == "" || s.Today().After(since.AddMonths(complaintMonths)) {
		return "", from, err
	}
	if from, err = s.body(ctx, fromID); err != nil || from.SuperiorID == nil {
		return "", from, err
	}
	return g, from, nil
}

// EscalateAppeal takes an appeal to the superior of the body whose answer or
// silence is complained of; that body has 20 working days. A user must be the
// author; without one the system acts, and text is empty. The status stays:
// the responsible body still owes what it owes. ErrState: there is no ground,
// nobody stands higher, the three months have passed, or it has gone up already.
func (s *Store) EscalateAppeal(ctx context.Context, id int64, user *int64, text string) error {
	problems := Invalid{}
	text = problems.text("text", text, 0, 5000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "escalate", id, func(tx *Store, a held) error {
		if user != nil && !a.isBy(*user) {
			return ErrForbidden
		}
		ground, from, err := tx.wayUp(ctx, a)
		if err != nil {
			return err
		}
		if ground == "" {
			return ErrState
		}
		due := tx.escalationDue(tx.Now())
		if _, err := tx.exec(ctx, `
			insert into escalations (appeal_id, from_body, to_body, ground, text, at, due)
			values (?, ?, ?, ?, ?, ?, ?)`, id, from.ID, *from.SuperiorID, ground, text, tx.Now(), due); err != nil {
			return err
		}
		event := Event{AppealID: id, Kind: Escalated, Actor: BySystem, BodyID: &from.ID,
			Data: EventData{ToBody: *from.SuperiorID, Reason: string(ground), Due: due.String(), Text: text}}
		if user != nil {
			event.Actor, event.UserID = ByAuthor, user
		}
		return tx.record(ctx, event)
	})
}
