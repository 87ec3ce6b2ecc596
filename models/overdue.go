package models

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"jauap/models/calendar"
)

// EndOf returns the first moment after a day.
func EndOf(d calendar.Date) time.Time { return d.AddDays(1).Time().UTC() }

// later returns the later of two moments.
func later(t, u time.Time) time.Time {
	if u.After(t) {
		return u
	}
	return t
}

// WarningDays are the numbers of working days before the end of a term at which the body
// is warned.
var WarningDays = []int{3, 1}

// runningClock is the running clock of an open appeal.
type runningClock struct {
	ID, BodyID int64
	AnswerDue  calendar.Date
	ClockAt    *time.Time // when AnswerDue was set
	OverdueAt  *time.Time
	WarnedLeft *int // the last of WarningDays that was handled
}

// MarkOverdue warns the bodies whose terms end soon, marks the open appeals whose terms
// have ended, and returns the number of appeals that it changed.
func (s *Store) MarkOverdue(ctx context.Context) (int, error) {
	return s.sweep(ctx, "mark overdue", func(tx *Store, after *int64) (int, error) {
		var clocks []runningClock
		if err := tx.read(ctx, &clocks, `
			select id, body_id, answer_due, clock_at, overdue_at, warned_left from appeals
			where open and paused_at is null and id > @after and answer_due <= @soon
				and (warned_left is null or warned_left > @last and answer_due <= @next or overdue_at is null and answer_due < @today)
			order by id limit @batch for update skip locked`,
			map[string]any{"after": *after, "soon": tx.endsIn(WarningDays[0]), "last": WarningDays[1], "next": tx.endsIn(WarningDays[1]),
				"today": tx.Today(), "batch": sweepBatch}); err != nil || len(clocks) == 0 {
			return 0, err
		}
		*after = clocks[len(clocks)-1].ID
		return len(clocks), saveClocks(ctx, tx, clocks)
	})
}

// endsIn returns the latest last day of a term that has at most left working days left.
func (s *Store) endsIn(left int) calendar.Date {
	return s.Reference().Calendar.AddWorkingDays(s.Today(), left+1).AddDays(-1)
}

// saveClocks advances the clocks of locked appeals, and writes them and their events.
func saveClocks(ctx context.Context, tx *Store, clocks []runningClock) error {
	var events []Event
	terms := newTermEnds(tx)
	ids, overdue, left := make([]int64, len(clocks)), make([]*time.Time, len(clocks)), make([]*int, len(clocks))
	for i := range clocks {
		events = append(events, clocks[i].advance(terms)...)
		ids[i], overdue[i], left[i] = clocks[i].ID, clocks[i].OverdueAt, clocks[i].WarnedLeft
	}
	if _, err := tx.db.Conn().Exec(ctx, `
		update appeals a set overdue_at = c.overdue_at, warned_left = c.warned_left, warned_for = a.answer_due
		from unnest(@ids::bigint[], @overdue::timestamptz[], @left::smallint[]) c (id, overdue_at, warned_left)
		where a.id = c.id`, pgx.NamedArgs{"ids": ids, "overdue": overdue, "left": left}); err != nil {
		return err
	}
	return tx.recordAll(ctx, events)
}

// advance moves the clock to now and returns the events to record, in the order in which
// they became true. A warning whose day had passed when the term was set is no event: the
// action that set the term recorded its last day.
func (c *runningClock) advance(terms termEnds) (events []Event) {
	var since time.Time
	if c.ClockAt != nil {
		since = *c.ClockAt
	}
	term := terms.of(c.AnswerDue)
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

// termEnds computes the ends of terms on one day, each once: many appeals share a term.
type termEnds struct {
	calendar *calendar.Calendar
	today    calendar.Date
	known    map[calendar.Date]*termEnd
}

func newTermEnds(s *Store) termEnds {
	return termEnds{s.Reference().Calendar, s.Today(), map[calendar.Date]*termEnd{}}
}

type termEnd struct {
	left int         // working days from today
	warn []time.Time // the moment of each of WarningDays
	end  time.Time
	over bool
}

// warnings returns the indexes in WarningDays of the warnings that are due after the last
// one that was handled.
func (e termEnd) warnings(last *int) (due []int) {
	for i, left := range WarningDays {
		if e.left <= left && (last == nil || *last > left) {
			due = append(due, i)
		}
	}
	return due
}

func (t termEnds) of(due calendar.Date) *termEnd {
	if known := t.known[due]; known != nil {
		return known
	}
	e := &termEnd{left: t.calendar.WorkingDaysBetween(t.today, due), end: EndOf(due), over: due.Before(t.today)}
	for _, left := range WarningDays {
		e.warn = append(e.warn, t.calendar.WorkingDaysBefore(due, left).Time().UTC())
	}
	t.known[due] = e
	return e
}
