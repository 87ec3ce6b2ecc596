package models

import (
	"context"
	"time"

	"jauap/models/calendar"
)

// A sweep does what only time does. It takes the rows that nobody holds, a
// batch a transaction; each row looks at itself again under its lock. So two
// sweeps may run at once, and one run twice changes nothing. An act on an appeal
// does the same for that one first, see catchUp: whether a sweep came by before it
// or not makes no difference.
//
// What a sweep writes bears the time at which it became true, not the time at
// which the sweep came by: a program that stood still tells what it missed.

// endOf is the first moment after a day.
func EndOf(d calendar.Date) time.Time { return d.AddDays(1).Time().UTC() }

// later is the later of two moments.
func later(t, u time.Time) time.Time {
	if u.After(t) {
		return u
	}
	return t
}

// warnings are how many working days before the end of its term a body is warned.
var WarningDays = []int{3, 1}

// runningClock is what time looks at of an open appeal whose clock does not stand still.
type runningClock struct {
	ID, BodyID int64
	AnswerDue  calendar.Date
	ClockAt    *time.Time // when that end was set
	OverdueAt  *time.Time
	WarnedLeft *int // of warnings, the last that was dealt with
}

// MarkOverdue warns the bodies whose terms are about to end, and marks the open
// appeals whose terms have ended. It returns how many appeals it has changed.
func (s *Store) MarkOverdue(ctx context.Context) (int, error) {
	return s.sweep(ctx, "mark overdue", func(tx *Store, after *int64) (int, error) {
		var clocks []runningClock
		if err := tx.read(ctx, &clocks, `
			select id, body_id, answer_due, clock_at, overdue_at, warned_left from appeals
			where open and paused_at is null and id > ? and answer_due <= ?
				and (warned_left is null or warned_left > ? and answer_due <= ? or overdue_at is null and answer_due < ?)
			order by id limit ? for update skip locked`,
			*after, tx.endsIn(WarningDays[0]), WarningDays[1], tx.endsIn(WarningDays[1]), tx.Today(), sweepBatch); err != nil || len(clocks) == 0 {
			return 0, err
		}
		*after = clocks[len(clocks)-1].ID
		return len(clocks), tx.ring(ctx, clocks)
	})
}

// endsIn is the last day of a term that has so many working days left, or fewer.
func (s *Store) endsIn(left int) calendar.Date {
	return s.Reference().Calendar.AddWorkingDays(s.Today(), left+1).AddDays(-1)
}

// ring writes what time has done to the clocks of locked appeals, all at once.
func (s *Store) ring(ctx context.Context, clocks []runningClock) error {
	var events []Event
	terms := termEnds{}
	ids, overdue, left := make([]int64, len(clocks)), make([]*time.Time, len(clocks)), make([]*int, len(clocks))
	for i := range clocks {
		events = append(events, s.strike(terms, &clocks[i])...)
		ids[i], overdue[i], left[i] = clocks[i].ID, clocks[i].OverdueAt, clocks[i].WarnedLeft
	}
	if _, err := s.db.Conn().Exec(ctx, `
		update appeals a set overdue_at = c.overdue_at, warned_left = c.warned_left, warned_for = a.answer_due
		from unnest($1::bigint[], $2::timestamptz[], $3::smallint[]) c (id, overdue_at, warned_left)
		where a.id = c.id`, ids, overdue, left); err != nil {
		return err
	}
	return s.recordAll(ctx, events)
}

// strike moves one clock to the present and returns what there is to tell of it, in
// the order in which it became true. What was so already when the term was set was
// told by whatever set it.
func (s *Store) strike(terms termEnds, c *runningClock) (events []Event) {
	var since time.Time
	if c.ClockAt != nil {
		since = *c.ClockAt
	}
	term := terms.of(s, c.AnswerDue)
	event := func(kind EventKind, at time.Time, data EventData) {
		data.Due = c.AnswerDue.String()
		events = append(events, Event{AppealID: c.ID, Kind: kind, At: at, Actor: BySystem, BodyID: &c.BodyID, Data: data})
	}
	for _, i := range term.warnings(c.WarnedLeft) {
		c.WarnedLeft = &WarningDays[i]
		if term.warn[i].After(since) {
			event(DueNear, term.warn[i], EventData{Left: WarningDays[i]})
		}
	}
	if c.OverdueAt == nil && term.over {
		c.OverdueAt = &term.end
		event(BecameOverdue, later(term.end, since), EventData{})
	}
	return events
}

// termEnds keeps what the calendar says of the ends of terms: many appeals share one.
type termEnds map[calendar.Date]*termEnd

type termEnd struct {
	left int         // working days from now
	warn []time.Time // when so many as in warnings are left
	end  time.Time
	over bool
}

// warnings are the indexes of those that are due, where one of so many days was the last.
func (e termEnd) warnings(last *int) (due []int) {
	for i, left := range WarningDays {
		if e.left <= left && (last == nil || *last > left) {
			due = append(due, i)
		}
	}
	return due
}

func (t termEnds) of(s *Store, due calendar.Date) *termEnd {
	if known := t[due]; known != nil {
		return known
	}
	cal := s.Reference().Calendar
	e := &termEnd{left: cal.WorkingDaysBetween(s.Today(), due), end: EndOf(due), over: due.Before(s.Today())}
	for _, left := range WarningDays {
		e.warn = append(e.warn, cal.WorkingDaysBefore(due, left).Time().UTC())
	}
	t[due] = e
	return e
}
