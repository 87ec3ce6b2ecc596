package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

const (
	// complaintMonths is how long an author can complain, from the day of the ground (art. 92).
	complaintMonths = 3
	// contestsToGoUp is how often the author has to say "not solved" first: after the
	// first time the responsible body answers once more.
	contestsToGoUp = 2
	// pauseMonths is how long a clock may be paused before the author can ask the superior
	// body to check the legal ground: as long as an extended term (art. 76).
	pauseMonths = calendar.ExtensionMonths
)

// WayUp is an escalation that is possible now.
type WayUp struct {
	Ground Ground
	From   Body          // whose answer or silence is the ground
	To     Body          // its superior
	Since  calendar.Date // the day of the ground
	Until  calendar.Date // the last day to complain (art. 92)
	Due    calendar.Date // the deadline of the superior body, for an escalation today
}

// wayUp returns the escalation that is possible now; nil without a ground or a superior body,
// after the three months, or while another escalation is open.
func (a lockedAppeal) wayUp(ctx context.Context) (*WayUp, error) {
	if a.EscalatedTo != nil {
		return nil, nil
	}
	ground, fromID, since, err := a.ground(ctx)
	if err != nil || ground == "" {
		return nil, err
	}
	today := a.tx.Today()
	w := &WayUp{Ground: ground, Since: since, Until: since.AddMonths(complaintMonths), Due: complaintDue(a.tx.Reference().Calendar, a.tx.Now())}
	if w.Ground == GroundPaused { // as long as the pause lasts
		w.Until = today.AddMonths(complaintMonths)
	}
	if today.After(w.Until) {
		return nil, nil
	}
	if w.From, err = a.tx.Body(ctx, fromID); err != nil || w.From.SuperiorID == nil {
		return nil, err
	}
	w.To, err = a.tx.Body(ctx, *w.From.SuperiorID)
	return w, err
}

// ground returns the reason for an escalation, the body whose answer or silence it is, and
// its day; "" for none.
func (a lockedAppeal) ground(ctx context.Context) (g Ground, from int64, since calendar.Date, err error) {
	var row struct {
		BodyID      *int64 // of the newest answer; nil: no answer
		At          time.Time
		Broken      calendar.Date // the deadline of its last broken promise; zero: none
		ContestedAt *time.Time    // when the author said that it did not solve the problem
		Contests    int           // how often the author said so of any answer
		EscalatedAt *time.Time    // the last time
	}
	if err = a.tx.readOne(ctx, &row, `
		select w.body_id, w.at,
			(select max(p.due) from promises p where p.answer_id = w.id and p.outcome = 'broken') as broken,
			(select v.at from verdicts v where v.answer_id = w.id and v.by_author and v.verdict = 'unsolved') as contested_at,
			(select count(*) from verdicts v where v.appeal_id = a.id and v.by_author and v.verdict = 'unsolved') as contests,
			(select max(e.at) from escalations e where e.appeal_id = a.id) as escalated_at
		from appeals a left join answers w on w.appeal_id = a.id and w.round = ?
		where a.id = ?`, a.Rounds, a.ID); err != nil {
		return "", 0, since, err
	}
	today := a.tx.Today()
	if a.PausedAt != nil {
		if since = calendar.Of(*a.PausedAt); today.After(since.AddMonths(pauseMonths)) {
			return GroundPaused, a.BodyID, since, nil
		}
		return "", 0, calendar.Date{}, nil
	}
	if a.Status.Open() && a.AnswerDue.Before(today) {
		return GroundOverdue, a.BodyID, *a.AnswerDue, nil
	}
	if row.BodyID == nil {
		return "", 0, since, nil
	}
	// a ground allows one escalation; after the superior body has returned the appeal it needs a new one
	isNew := func(at time.Time) bool { return row.EscalatedAt == nil || at.After(*row.EscalatedAt) }
	answered := calendar.Of(row.At)
	switch {
	case a.Status == Declined: // an escalation ends with another status, so this refusal is new
		return GroundRefused, *row.BodyID, answered, nil
	case a.Status.Open() && row.Contests >= contestsToGoUp && row.ContestedAt != nil && isNew(*row.ContestedAt):
		return GroundContested, *row.BodyID, answered, nil
	case (a.Status == Answered || a.Status == ResolvedUncontested || a.Status.Open()) &&
		!row.Broken.IsZero() && isNew(EndOf(row.Broken)):
		return GroundPromise, *row.BodyID, row.Broken, nil
	}
	return "", 0, since, nil
}
