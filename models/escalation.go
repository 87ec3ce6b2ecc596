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
	GroundContested Ground = "contested"      // the author says, for the second time, that it is not solved
	GroundPromise   Ground = "promise_broken" // the answer was a promise, and it was not kept
	GroundPaused    Ground = "paused"         // its clock has stood still for longer than pauseMonths
	GroundSilent    Ground = "silent"         // the body that had to decide the complaint was silent too
)

// Outcome is how a way up ended.
type Outcome string

const (
	OutcomeDecided   Outcome = "decided"   // the superior body has answered itself
	OutcomeReturned  Outcome = "returned"  // to the responsible body, with an order and a date
	OutcomeSettled   Outcome = "settled"   // the author says that it is solved
	OutcomeWithdrawn Outcome = "withdrawn" // with the appeal, by the author
	OutcomeMerged    Outcome = "merged"    // the matter goes on in another appeal
	OutcomeSilent    Outcome = "silent"    // the superior body was silent, and it went further up
)

// Escalation is one step of the way that an appeal has gone up.
type Escalation struct {
	ID       int64
	FromID   int64
	ToID     int64
	FromName Names `gorm:"embedded;embeddedPrefix:from_"`
	ToName   Names `gorm:"embedded;embeddedPrefix:to_"`
	ToLevel  int   // of the body it went to; 0 is the government
	Ground   Ground
	Since    calendar.Date // the day of the ground: a term ended, an answer was given, a promise was to be kept
	Text     string        // of the author; "" when it went up by itself
	At       time.Time
	Due      calendar.Date // arts 91-99: 20 working days
	SilentAt *time.Time    // when that term ran out
	ClosedAt *time.Time
	Outcome  Outcome // "" while it is open
	AnswerID int64   // by which it was decided
	Order    string
	OrderDue calendar.Date
}

// EscalateAppeal takes an appeal to the superior of the body whose answer or
// silence is complained of; that body has 20 working days. A user must be the
// author; without one the system acts, and text is empty. The status stays:
// the responsible body still owes what it owes. ErrState: there is no ground,
// nobody stands higher, the three months have passed, or it has gone up already.
func (s *Store) EscalateAppeal(ctx context.Context, id int64, user *int64, text string) error {
	problems := Invalid{}
	text = problems.Text("text", text, 0, 5000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "escalate", id, func(tx *Store, a lockedAppeal) error {
		if user != nil && !a.isBy(*user) {
			return ErrForbidden
		}
		if a.goesOut() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		way, err := tx.wayUp(ctx, a)
		if err != nil {
			return err
		}
		if way == nil {
			return ErrState
		}
		if _, err := tx.exec(ctx, `
			insert into escalations (appeal_id, from_body_id, to_body_id, ground, since, text, at, due)
			values (?, ?, ?, ?, ?, ?, ?, ?)`, id, way.From.ID, way.To.ID, way.Ground, way.Since, text, tx.Now(), way.Due); err != nil {
			return err
		}
		event := Event{AppealID: id, Kind: Escalated, Actor: BySystem, BodyID: &way.From.ID,
			Data: EventData{ToBody: way.To.ID, Reason: string(way.Ground), Due: way.Due.String(), Text: text}}
		if user != nil {
			event.Actor, event.UserID = ByAuthor, user
		}
		return tx.record(ctx, event)
	})
}

// closeEscalation ends the open escalation of an appeal, if there is one.
func (s *Store) closeEscalation(ctx context.Context, a lockedAppeal, outcome Outcome) error {
	if a.EscalatedTo == nil {
		return nil
	}
	_, err := s.exec(ctx, `update escalations set outcome = ?, closed_at = ? where appeal_id = ? and closed_at is null`,
		outcome, s.Now(), a.ID)
	return err
}

// decideComplaint ends the open escalation by the answer that its body has given.
func (s *Store) decideComplaint(ctx context.Context, a lockedAppeal, by Official, answer int64) error {
	if !a.escalatedTo(by) {
		return nil
	}
	if _, err := s.exec(ctx, `
		update escalations set outcome = ?, closed_at = ?, answer_id = ?, decided_by_id = ? where appeal_id = ? and closed_at is null`,
		OutcomeDecided, s.Now(), answer, NilIfZero(by.UserID), a.ID); err != nil {
		return err
	}
	return s.record(ctx, Event{AppealID: a.ID, Kind: ComplaintDecided, Actor: ByBody, UserID: NilIfZero(by.UserID), BodyID: &by.BodyID})
}

// termOf is the term by which an answer of the body is judged: that of the appeal, which
// a clock that stands still would have if it ran again now, or, for the body that an
// escalation went to, its own.
func (s *Store) termOf(ctx context.Context, a lockedAppeal, by Official) (calendar.Date, error) {
	switch {
	case a.escalatedTo(by):
		return *a.EscalationDue, nil
	case a.PausedAt == nil:
		return *a.AnswerDue, nil
	}
	left, err := s.daysLeft(ctx, a.ID)
	return s.Reference().Calendar.TermFrom(s.Today(), left), err
}

// dossierEscalations reads the whole way up, the first step first. Only the last can be open.
func (s *Store) dossierEscalations(ctx context.Context, d *Dossier) error {
	err := s.read(ctx, &d.WayUp, `
		select e.id, e.from_body_id as from_id, e.to_body_id as to_id, e.ground, e.since, e.text, e.at, e.due, e.silent_at, e.closed_at,
			coalesce(e.outcome, '') as outcome, coalesce(e.answer_id, 0) as answer_id, e.order_text as "order", e.order_due,
			f.name_kk as from_kk, f.name_ru as from_ru, f.name_en as from_en,
			t.level as to_level, t.name_kk as to_kk, t.name_ru as to_ru, t.name_en as to_en
		from escalations e join bodies f on f.id = e.from_body_id join bodies t on t.id = e.to_body_id
		where e.appeal_id = ?
		order by e.at, e.id`, d.ID)
	if n := len(d.WayUp); n > 0 && d.WayUp[n-1].ClosedAt == nil {
		d.Escalation = &d.WayUp[n-1]
	}
	return err
}

// EscalatedTo is the body that an open escalation of an appeal went to; 0 for none.
func (s *Store) EscalatedTo(ctx context.Context, appeal int64) (body int64, err error) {
	err = s.read(ctx, &body, `select to_body_id from escalations where appeal_id = ? and closed_at is null`, appeal)
	return body, err
}
