package models

import (
	"context"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// Ground is the reason for an escalation to the superior body.
type Ground string

const (
	GroundOverdue   Ground = "overdue"        // silence, which counts as refusal, art. 91(2)
	GroundRefused   Ground = "refused"        // a reasoned refusal
	GroundContested Ground = "contested"      // the author says, for the second time, that it is not solved
	GroundPromise   Ground = "promise_broken" // the answer was a promise, and it was broken
	GroundPaused    Ground = "paused"         // the clock has been paused for longer than pauseMonths
	GroundSilent    Ground = "silent"         // the body that had to decide the complaint did not
)

// Outcome is how an escalation ended.
type Outcome string

const (
	OutcomeDecided   Outcome = "decided"   // the superior body answered itself
	OutcomeReturned  Outcome = "returned"  // to the responsible body, with an order and a deadline
	OutcomeSettled   Outcome = "settled"   // the author says that it is solved
	OutcomeWithdrawn Outcome = "withdrawn" // with the appeal, by the author
	OutcomeMerged    Outcome = "merged"    // the appeal was merged into another one
	OutcomeSilent    Outcome = "silent"    // the superior body did not decide; the next escalation follows
)

// Escalation is one step of an appeal to a superior body.
type Escalation struct {
	ID       int64
	FromID   int64
	ToID     int64
	FromName Names `gorm:"embedded;embeddedPrefix:from_"`
	ToName   Names `gorm:"embedded;embeddedPrefix:to_"`
	ToLevel  int   // of the superior body; 0 is the government
	Ground   Ground
	Since    calendar.Date // the day of the ground: the end of a term, an answer, the deadline of a promise
	Text     string        // of the author; "" for an automatic escalation
	At       time.Time
	Due      calendar.Date // arts 91-99: 20 working days
	SilentAt *time.Time    // when that term ended without a decision
	ClosedAt *time.Time
	Outcome  Outcome // "" while it is open
	AnswerID int64   // the answer that decided it
	Order    string
	OrderDue calendar.Date
}

// escalationRow is a row of escalations, without the columns that the sweeps write.
type escalationRow struct {
	ID, AppealID, FromBodyID, ToBodyID int64
	Ground                             Ground
	Since                              calendar.Date
	Text                               string
	At                                 time.Time
	Due                                calendar.Date
	ClosedAt                           *time.Time
	Outcome                            *Outcome
	AnswerID                           *int64
	OrderText                          string
	OrderDue                           calendar.Date
	DecidedByID                        *int64 // never shown
}

func (escalationRow) TableName() string { return "escalations" }

// EscalateAppeal escalates an appeal to the superior of the body whose answer or silence is
// the ground; that body has 20 working days. A user must be the author; nil is the portal
// itself, and text is empty then. The status does not change: the responsible body still has
// to answer. It returns ErrState without a ground or a superior body, after the three months,
// or while another escalation is open.
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
		if a.isOpen() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		way, err := a.wayUp(ctx)
		if err != nil {
			return err
		}
		if way == nil {
			return ErrState
		}
		row := escalationRow{AppealID: id, FromBodyID: way.From.ID, ToBodyID: way.To.ID, Ground: way.Ground, Since: way.Since,
			Text: text, At: tx.Now(), Due: way.Due}
		if err := database.Rows[escalationRow](tx.db).Create(ctx, &row); err != nil {
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

// updateEscalation writes the named columns of row to the open escalation, if there is one.
func (a lockedAppeal) updateEscalation(ctx context.Context, row escalationRow, columns ...string) error {
	_, err := database.Update(ctx, database.Rows[escalationRow](a.tx.db).Where("appeal_id = ? and closed_at is null", a.ID), row, columns...)
	return err
}

// closeEscalation ends the open escalation, if there is one.
func (a lockedAppeal) closeEscalation(ctx context.Context, outcome Outcome) error {
	if a.EscalatedTo == nil {
		return nil
	}
	now := a.tx.Now()
	return a.updateEscalation(ctx, escalationRow{Outcome: &outcome, ClosedAt: &now}, "outcome", "closed_at")
}

// decideComplaint ends the open escalation by the answer of the superior body.
func (a lockedAppeal) decideComplaint(ctx context.Context, by Official, answer int64) error {
	if !a.escalatedTo(by) {
		return nil
	}
	now, outcome := a.tx.Now(), OutcomeDecided
	row := escalationRow{Outcome: &outcome, ClosedAt: &now, AnswerID: &answer, DecidedByID: NilIfZero(by.UserID)}
	if err := a.updateEscalation(ctx, row, "outcome", "closed_at", "answer_id", "decided_by_id"); err != nil {
		return err
	}
	return a.record(ctx, by, ComplaintDecided, EventData{})
}

// termOf returns the deadline by which an answer of the body is judged: that of the
// escalation for the superior body, else that of the appeal. For a paused appeal it is the
// deadline that the clock would have if it were resumed today.
func (a lockedAppeal) termOf(ctx context.Context, by Official) (calendar.Date, error) {
	switch {
	case a.escalatedTo(by):
		return *a.EscalationDue, nil
	case a.PausedAt == nil:
		return *a.AnswerDue, nil
	}
	left, err := a.daysLeft(ctx)
	return a.tx.Reference().Calendar.TermFrom(a.tx.Today(), left), err
}

// EscalatedTo returns the body that has to decide the open escalation of an appeal; 0 for none.
func (s *Store) EscalatedTo(ctx context.Context, appeal int64) (body int64, err error) {
	err = s.read(ctx, &body, `select to_body_id from escalations where appeal_id = ? and closed_at is null`, appeal)
	return body, err
}
