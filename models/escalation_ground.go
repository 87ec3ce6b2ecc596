package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

const (
	// complaintMonths is how long one may complain, from the day of the ground (art. 92).
	complaintMonths = 3
	// contestsToGoUp is how often the author has to say "not solved" first: after the
	// first time the responsible body answers once more.
	contestsToGoUp = 2
	// pauseMonths is how long a clock may stand still before the author may ask the superior
	// body whether the law asks for that: as long as an extended term (art. 76).
	pauseMonths = calendar.ExtensionMonths
)

// WayUp is where an appeal may go up to now, and why.
type WayUp struct {
	Ground Ground
	From   Body          // whose answer or silence is complained of
	To     Body          // its superior
	Since  calendar.Date // the day of the ground
	Until  calendar.Date // the last day to complain (art. 92)
	Due    calendar.Date // by which the superior has to decide, were it sent up today
}

// wayUp says where an appeal may go up to now; nil where there is no ground, nobody
// stands higher, the three months have passed, or it has gone up already.
func (s *Store) wayUp(ctx context.Context, a lockedAppeal) (*WayUp, error) {
	if a.EscalatedTo != nil {
		return nil, nil
	}
	ground, fromID, since, err := s.ground(ctx, a)
	if err != nil || ground == "" {
		return nil, err
	}
	w := &WayUp{Ground: ground, Since: since, Until: since.AddMonths(complaintMonths), Due: s.escalationDue(s.Now())}
	if w.Ground == GroundPaused { // as long as it goes on
		w.Until = s.Today().AddMonths(complaintMonths)
	}
	if s.Today().After(w.Until) {
		return nil, nil
	}
	if w.From, err = s.Body(ctx, fromID); err != nil || w.From.SuperiorID == nil {
		return nil, err
	}
	w.To, err = s.Body(ctx, *w.From.SuperiorID)
	return w, err
}

// ground says why an appeal may go up, whose act or silence is complained of,
// and since when; "" where there is no reason to.
func (s *Store) ground(ctx context.Context, a lockedAppeal) (g Ground, from int64, since calendar.Date, err error) {
	var row struct {
		BodyID      *int64 // of the newest answer; nil: there is none
		At          time.Time
		Broken      calendar.Date // the last broken promise of it; zero: none
		ContestedAt *time.Time    // when the author said of it that it is not solved
		Contests    int           // how often the author has said so, of whatever answer
		WentUpAt    *time.Time    // for the last time
	}
	if err = s.readOne(ctx, &row, `
		select w.body_id, w.at,
			(select max(p.due) from promises p where p.answer_id = w.id and p.outcome = 'broken') as broken,
			(select v.at from verdicts v where v.answer_id = w.id and v.by_author and v.verdict = 'unsolved') as contested_at,
			(select count(*) from verdicts v where v.appeal_id = a.id and v.by_author and v.verdict = 'unsolved') as contests,
			(select max(e.at) from escalations e where e.appeal_id = a.id) as went_up_at
		from appeals a left join answers w on w.appeal_id = a.id and w.round = ?
		where a.id = ?`, a.Rounds, a.ID); err != nil {
		return "", 0, since, err
	}
	if a.PausedAt != nil {
		if since = calendar.Of(*a.PausedAt); s.Today().After(since.AddMonths(pauseMonths)) {
			return GroundPaused, a.BodyID, since, nil
		}
		return "", 0, calendar.Date{}, nil
	}
	if a.Status.Open() && a.AnswerDue.Before(s.Today()) {
		return GroundOverdue, a.BodyID, *a.AnswerDue, nil
	}
	if row.BodyID == nil {
		return "", 0, since, nil
	}
	// a ground carries an appeal up once; what the superior body has returned needs a new one
	isNew := func(at time.Time) bool { return row.WentUpAt == nil || at.After(*row.WentUpAt) }
	answered := calendar.Of(row.At)
	switch {
	case a.Status == Declined: // what ends a way up leaves no refusal but a new one
		return GroundRefused, *row.BodyID, answered, nil
	case a.Status.Open() && row.Contests >= contestsToGoUp && row.ContestedAt != nil && isNew(*row.ContestedAt):
		return GroundContested, *row.BodyID, answered, nil
	case (a.Status == Answered || a.Status == ResolvedUncontested || a.Status.Open()) &&
		!row.Broken.IsZero() && isNew(EndOf(row.Broken)):
		return GroundPromise, *row.BodyID, row.Broken, nil
	}
	return "", 0, since, nil
}
