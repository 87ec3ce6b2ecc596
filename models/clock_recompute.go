package models

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"jauap/models/calendar"
)

// Moves counts the running terms whose last day a changed calendar moves.
type Moves struct {
	Answers, Redirects, Moderations, Escalations int
}

// Any reports whether any term moves.
func (m Moves) Any() bool { return m != Moves{} }

// countedTerm is a column that holds the last day of a term in working days: the rows whose
// term is running, the day from which it runs, and its number of days. where may use @today.
type countedTerm struct{ table, column, from, days, where string }

const (
	dayOf = `(%s at time zone 'Asia/Almaty')::date`
	// after an order, an extension or a pause there is no number of days, and the end does not move
	answerRuns = `open and paused_at is null and clock_days is not null`
)

var (
	answerTerm   = countedTerm{"appeals", "answer_due", "clock_from", "clock_days", answerRuns}
	redirectTerm = countedTerm{"appeals", "redirect_due", "registered_on", fmt.Sprint(calendar.RedirectDays),
		"status in ('registered', 'in_progress') and redirect_due >= @today"} // a term that has ended does not move
	moderationTerm = countedTerm{"appeals", "moderation_due", fmt.Sprintf(dayOf, "received_at"), fmt.Sprint(calendar.ModerationDays), "status = 'moderation'"}
	complaintTerm  = countedTerm{"escalations", "due", fmt.Sprintf(dayOf, "at"), fmt.Sprint(calendar.ComplaintDays), "closed_at is null and silent_at is null"}
)

// termMove is a last day that moves, with the number of terms that share it.
type termMove struct {
	Start calendar.Date
	Days  int
	Due   calendar.Date
	Count int
	To    calendar.Date `gorm:"-"`
}

// moves computes the terms again, each start and number of days once, and returns those
// whose last day moves and the number of rows that have them.
func (t countedTerm) moves(ctx context.Context, s *Store) (moves []termMove, total int, err error) {
	var terms []termMove
	if err = s.read(ctx, &terms, fmt.Sprintf(`
		select %s as start, %s as days, %s as due, count(*) as count from %s where %s group by 1, 2, 3 order by 1, 2, 3`,
		t.from, t.days, t.column, t.table, t.where), map[string]any{"today": s.Today()}); err != nil {
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

// MovedClocks counts the terms that RecomputeClocks would move.
func (s *Store) MovedClocks(ctx context.Context) (m Moves, err error) {
	for term, n := range map[*countedTerm]*int{&answerTerm: &m.Answers, &redirectTerm: &m.Redirects,
		&moderationTerm: &m.Moderations, &complaintTerm: &m.Escalations} {
		if _, *n, err = term.moves(ctx, s); err != nil {
			return m, fmt.Errorf("clocks that would move: %w", err)
		}
	}
	return m, nil
}

// RecomputeClocks moves the last days of running terms to where the present calendar puts
// them, and records an event for every appeal whose answer is due on another day. Days that a
// person set and paused clocks do not move.
func (s *Store) RecomputeClocks(ctx context.Context, admin int64) (m Moves, err error) {
	if err = s.LoadReference(ctx); err != nil { // another process may have changed the calendar
		return m, err
	}
	err = s.tx(ctx, func(tx *Store) (err error) {
		if m.Answers, err = moveAnswers(ctx, tx); err != nil {
			return err
		}
		for term, n := range map[*countedTerm]*int{&redirectTerm: &m.Redirects, &moderationTerm: &m.Moderations, &complaintTerm: &m.Escalations} {
			if *n, err = term.move(ctx, tx); err != nil {
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

// move moves the terms of a kind that has no event.
func (t countedTerm) move(ctx context.Context, tx *Store) (moved int, err error) {
	moves, _, err := t.moves(ctx, tx)
	if err != nil {
		return 0, err
	}
	for _, m := range moves {
		n, err := tx.exec(ctx, fmt.Sprintf(`update %s set %s = @to where %s and %s = @start and %s = @due`, t.table, t.column, t.where, t.from, t.column),
			map[string]any{"to": m.To, "today": tx.Today(), "start": m.Start, "due": m.Due})
		if err != nil {
			return moved, err
		}
		moved += int(n)
	}
	return moved, nil
}

// movingClock is the clock of an appeal whose term moves.
type movingClock struct {
	runningClock
	ClockFrom calendar.Date
	ClockDays int
}

// termKey identifies the terms that move to the same day.
type termKey struct {
	start, due calendar.Date
	days       int
}

// moveAnswers moves the terms of answers. It first records what became due by the old
// calendar, and then what the new last day means at once.
func moveAnswers(ctx context.Context, tx *Store) (int, error) {
	moves, _, err := answerTerm.moves(ctx, tx)
	if err != nil || len(moves) == 0 {
		return 0, err
	}
	to := map[termKey]calendar.Date{}
	for _, m := range moves {
		to[termKey{m.Start, m.Due, m.Days}] = m.To
	}
	moving, err := lockMoving(ctx, tx, moves)
	if err != nil {
		return 0, err
	}
	now, terms := tx.Now(), newTermEnds(tx)
	var before, after []Event
	clocks, ids, ends := make([]runningClock, len(moving)), make([]int64, len(moving)), make([]string, len(moving))
	for i, c := range moving {
		before = append(before, c.advance(terms)...)
		wasOverdue, old := c.OverdueAt != nil, c.AnswerDue
		c.AnswerDue = to[termKey{c.ClockFrom, old, c.ClockDays}]
		c.ClockAt, c.OverdueAt, c.WarnedLeft = &now, nil, nil
		clocks[i], ids[i], ends[i] = c.runningClock, c.ID, c.AnswerDue.String()
		after = append(after, Event{AppealID: c.ID, Kind: ClockRecomputed, At: now, Actor: BySystem, BodyID: &clocks[i].BodyID,
			Data: EventData{FromDue: old.String(), Due: ends[i]}})
		if end := terms.of(c.AnswerDue); wasOverdue && end.over {
			clocks[i].OverdueAt = &end.end // still overdue, since another day
		}
	}
	if _, err := tx.db.Conn().Exec(ctx, `
		update appeals a set answer_due = m.due, clock_at = @now, overdue_at = null, warned_for = null, warned_left = null
		from unnest(@ids::bigint[], @ends::text[]::date[]) m (id, due) where a.id = m.id`,
		pgx.NamedArgs{"ids": ids, "ends": ends, "now": now}); err != nil {
		return 0, err
	}
	if err := tx.recordAll(ctx, append(before, after...)); err != nil {
		return 0, err
	}
	return len(moving), saveClocks(ctx, tx, clocks)
}

// lockMoving locks the appeals whose terms are among moves and returns their clocks.
func lockMoving(ctx context.Context, tx *Store, moves []termMove) (moving []movingClock, err error) {
	starts, dues, days := make([]string, len(moves)), make([]string, len(moves)), make([]int, len(moves))
	for i, m := range moves {
		starts[i], dues[i], days[i] = m.Start.String(), m.Due.String(), m.Days
	}
	rows, err := tx.db.Conn().Query(ctx, `
		select id, body_id, answer_due::text, clock_at, overdue_at, warned_left, clock_from::text, clock_days from appeals
		where `+answerRuns+` and (clock_from, clock_days, answer_due) in
			(select * from unnest(@starts::text[]::date[], @days::int[], @dues::text[]::date[]))
		order by id for update`, pgx.NamedArgs{"starts": starts, "days": days, "dues": dues})
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c movingClock, err error) {
		err = row.Scan(&c.ID, &c.BodyID, &c.AnswerDue, &c.ClockAt, &c.OverdueAt, &c.WarnedLeft, &c.ClockFrom, &c.ClockDays)
		return c, err
	})
}
