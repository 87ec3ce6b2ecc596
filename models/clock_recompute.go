package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
)

// Moves counts the running terms whose last day a changed calendar moves.
type Moves struct {
	Answers, Redirects, Moderations, Escalations int
}

// Any reports whether anything would move.
func (m Moves) Any() bool { return m != Moves{} }

// countedTerm is a column that holds the last day of a term in working days: the rows
// whose term still runs, the day from which it runs, and how many days it has.
type countedTerm struct{ table, column, from, days, where string }

const (
	dayOf = `(%s at time zone 'Asia/Almaty')::date`
	// an order, an extension or a pause has no count of days: that end does not move
	answerRuns = `open and paused_at is null and clock_days is not null`
)

var (
	answerTerm     = countedTerm{"appeals", "answer_due", "clock_from", "clock_days", answerRuns}
	redirectTerm   = countedTerm{"appeals", "redirect_due", "registered_on", fmt.Sprint(calendar.RedirectDays), "status in ('registered', 'in_progress') and redirect_due >= ?"}
	moderationTerm = countedTerm{"appeals", "moderation_due", fmt.Sprintf(dayOf, "received_at"), fmt.Sprint(calendar.ModerationDays), "status = 'moderation'"}
	complaintTerm  = countedTerm{"escalations", "due", fmt.Sprintf(dayOf, "at"), fmt.Sprint(calendar.ComplaintDays), "closed_at is null and silent_at is null"}
)

func (t countedTerm) args(today calendar.Date) []any {
	if t.column == "redirect_due" {
		return []any{today} // what has run out stays as it was
	}
	return nil
}

// termMove is a last day that moves, with the number of terms that share it.
type termMove struct {
	Start calendar.Date
	Days  int
	Due   calendar.Date
	Count int
	To    calendar.Date `gorm:"-"`
}

// moves computes the terms of a kind anew: once for each day from which any of them
// runs, however many there are.
func (s *Store) moves(ctx context.Context, t countedTerm) (moves []termMove, total int, err error) {
	var terms []termMove
	if err = s.read(ctx, &terms, fmt.Sprintf(`
		select %s as start, %s as days, %s as due, count(*) as count from %s where %s group by 1, 2, 3 order by 1, 2, 3`,
		t.from, t.days, t.column, t.table, t.where), t.args(s.Today())...); err != nil {
		return nil, 0, err
	}
	cal := s.Reference().Calendar
	for _, m := range terms {
		if m.To = cal.TermFrom(m.Start, m.Days); m.To != m.Due {
			moves, total = append(moves, m), total+m.Count
		}
	}
	return moves, total, nil
}

// MovedClocks counts what RecomputeClocks would move.
func (s *Store) MovedClocks(ctx context.Context) (m Moves, err error) {
	for term, n := range map[*countedTerm]*int{&answerTerm: &m.Answers, &redirectTerm: &m.Redirects,
		&moderationTerm: &m.Moderations, &complaintTerm: &m.Escalations} {
		if _, *n, err = s.moves(ctx, *term); err != nil {
			return m, fmt.Errorf("clocks that would move: %w", err)
		}
	}
	return m, nil
}

// RecomputeClocks moves the last days of running terms to where the calendar as it is
// now puts them. Every appeal whose answer moves tells it. A day that somebody has
// named stays, and so does a clock that stands still.
func (s *Store) RecomputeClocks(ctx context.Context, admin int64) (m Moves, err error) {
	if err = s.LoadReference(ctx); err != nil { // another program may have changed the calendar
		return m, err
	}
	err = s.tx(ctx, func(tx *Store) (err error) {
		if m.Answers, err = tx.moveAnswers(ctx); err != nil {
			return err
		}
		for term, n := range map[*countedTerm]*int{&redirectTerm: &m.Redirects, &moderationTerm: &m.Moderations, &complaintTerm: &m.Escalations} {
			if *n, err = tx.move(ctx, *term); err != nil {
				return err
			}
		}
		return tx.RecordAudit(ctx, admin, "recompute", "", map[string]any{"answers": m.Answers, "redirects": m.Redirects,
			"moderations": m.Moderations, "escalations": m.Escalations})
	})
	if err != nil {
		return m, fmt.Errorf("recompute clocks: %w", err)
	}
	return m, nil
}

// move moves the terms of a kind that tells no event.
func (s *Store) move(ctx context.Context, t countedTerm) (moved int, err error) {
	moves, _, err := s.moves(ctx, t)
	if err != nil {
		return 0, err
	}
	for _, m := range moves {
		n, err := s.exec(ctx, fmt.Sprintf(`update %s set %s = ? where %s and %s = ? and %s = ?`, t.table, t.column, t.where, t.from, t.column),
			append(append([]any{m.To}, t.args(s.Today())...), m.Start, m.Due)...)
		if err != nil {
			return moved, err
		}
		moved += int(n)
	}
	return moved, nil
}

// moveAnswers moves the terms of answers. What time has done to them by the old
// calendar is told first, and what the new day means for them at once.
func (s *Store) moveAnswers(ctx context.Context) (int, error) {
	moves, _, err := s.moves(ctx, answerTerm)
	if err != nil || len(moves) == 0 {
		return 0, err
	}
	type key struct {
		start, due calendar.Date
		days       int
	}
	to := map[key]calendar.Date{}
	starts, dues, days := make([]string, len(moves)), make([]string, len(moves)), make([]int, len(moves))
	for i, m := range moves {
		to[key{m.Start, m.Due, m.Days}] = m.To
		starts[i], dues[i], days[i] = m.Start.String(), m.Due.String(), m.Days
	}
	var moving []struct {
		runningClock
		ClockFrom calendar.Date
		ClockDays int
	}
	rows, err := s.db.Conn().Query(ctx, `
		select id, body_id, answer_due::text, clock_at, overdue_at, warned_left, clock_from::text, clock_days from appeals
		where `+answerRuns+` and (clock_from, clock_days, answer_due) in
			(select * from unnest($1::text[]::date[], $2::int[], $3::text[]::date[]))
		order by id for update`, starts, days, dues)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var c struct {
			runningClock
			ClockFrom calendar.Date
			ClockDays int
		}
		if err := rows.Scan(&c.ID, &c.BodyID, &c.AnswerDue, &c.ClockAt, &c.OverdueAt, &c.WarnedLeft, &c.ClockFrom, &c.ClockDays); err != nil {
			return 0, err
		}
		moving = append(moving, c)
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}

	now, terms := s.Now(), termEnds{}
	var told, events []Event
	clocks, ids, ends := make([]runningClock, len(moving)), make([]int64, len(moving)), make([]string, len(moving))
	for i, c := range moving {
		told = append(told, s.strike(terms, &c.runningClock)...)
		wasOverdue, old := c.OverdueAt != nil, c.AnswerDue
		c.AnswerDue = to[key{c.ClockFrom, old, c.ClockDays}]
		c.ClockAt, c.OverdueAt, c.WarnedLeft = &now, nil, nil
		clocks[i], ids[i], ends[i] = c.runningClock, c.ID, c.AnswerDue.String()
		events = append(events, Event{AppealID: c.ID, Kind: ClockRecomputed, At: now, Actor: BySystem, BodyID: &clocks[i].BodyID,
			Data: EventData{FromDue: old.String(), Due: ends[i]}})
		if end := terms.of(s, c.AnswerDue); wasOverdue && end.over {
			clocks[i].OverdueAt = &end.end // it stays overdue, since another day
		}
	}
	if _, err := s.db.Conn().Exec(ctx, `
		update appeals a set answer_due = m.due, clock_at = $3, overdue_at = null, warned_for = null, warned_left = null
		from unnest($1::bigint[], $2::text[]::date[]) m (id, due) where a.id = m.id`, ids, ends, now); err != nil {
		return 0, err
	}
	if err := s.recordAll(ctx, append(told, events...)); err != nil {
		return 0, err
	}
	return len(moving), s.ring(ctx, clocks)
}
