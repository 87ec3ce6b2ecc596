package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
	"jauap/models/database"
)

// DeskView is one way to look at what lies on the desk of a body.
type DeskView string

const (
	DeskOpen      DeskView = ""          // everything that the body owes an answer to
	DeskNew       DeskView = "new"       // registered, not taken up yet
	DeskToday     DeskView = "today"     // the term ends today, of complaints to the body too
	DeskLate      DeskView = "late"      // the term has ended, likewise
	DeskContested DeskView = "contested" // the author says it is not solved
	DeskHanded    DeskView = "handed"    // an answer waits for the head
	DeskPromised  DeskView = "promised"  // promises still to be kept
	DeskEscalated DeskView = "escalated" // has gone up to this body
	DeskBelow     DeskView = "below"     // of the subordinate bodies, to read only
)

// DeskViews lists the views in the order of the desk.
var DeskViews = []DeskView{DeskOpen, DeskNew, DeskToday, DeskLate, DeskContested, DeskHanded, DeskPromised, DeskEscalated, DeskBelow}

// DeskFilter asks for one page of one view.
type DeskFilter struct {
	BodyID        int64
	View          DeskView
	After, Before Cursor
}

// DeskRow is a line of the desk: an appeal, and why it lies there.
type DeskRow struct {
	Card
	RowID    int64 // of what the view lists: the appeal, the promise or the escalation
	Due      calendar.Date
	Private  bool
	Promise  string // what was promised, in DeskPromised
	BodyName Names  `gorm:"embedded;embeddedPrefix:body_"`
}

// CanBeTakenUp is that of the appeal.
func (r DeskRow) CanBeTakenUp() bool { return Appeal{Card: r.Card}.CanBeTakenUp() }

// DeskList is one page of a view, the nearest day first.
type DeskList struct {
	Rows       []DeskRow
	Prev, Next Cursor
}

// deskView is a view as SQL: what it lists, the day it is sorted by, and the
// condition, which has one argument (the body) or two (the day besides).
type deskView struct {
	from, where, due, id, promise string
	byDay                         bool
}

const (
	deskAppeals = `appeals a`
	// what a body owes by a day: its own answers, and decisions on complaints to it
	deskOwed = `appeals a join (
		select id as appeal_id, body_id, answer_due as due from appeals where open and paused_at is null
		union all select appeal_id, to_body_id, due from escalations where closed_at is null) w on w.appeal_id = a.id`
	// subordinates of a body, however deep
	deskSubordinates = `(with recursive below as (
		select id from bodies where superior_id = ?
		union all select b.id from bodies b join below on b.superior_id = below.id) select id from below)`
)

var deskViews = map[DeskView]deskView{
	DeskOpen:      {from: deskAppeals, where: "a.open and a.body_id = ?"},
	DeskNew:       {from: deskAppeals, where: "a.open and a.body_id = ? and a.status = 'registered'"},
	DeskToday:     {from: deskOwed, where: "w.body_id = ? and w.due = ?", due: "w.due", id: "a.id", byDay: true},
	DeskLate:      {from: deskOwed, where: "w.body_id = ? and w.due < ?", due: "w.due", id: "a.id", byDay: true},
	DeskContested: {from: deskAppeals, where: "a.open and a.body_id = ? and a.status = 'contested'"},
	DeskHanded: {from: deskAppeals + ` join answer_drafts w on w.appeal_id = a.id
		left join escalations e on e.appeal_id = a.id and e.to_body_id = w.body_id and e.closed_at is null`,
		where: "w.body_id = ? and w.handed_at is not null", due: "coalesce(e.due, a.answer_due)", id: "a.id"},
	DeskPromised: {from: deskAppeals + " join promises w on w.appeal_id = a.id", where: "w.body_id = ? and w.outcome is null",
		due: "w.due", id: "w.id", promise: "w.text"},
	DeskEscalated: {from: deskAppeals + " join escalations w on w.appeal_id = a.id", where: "w.to_body_id = ? and w.closed_at is null",
		due: "w.due", id: "w.id"},
	DeskBelow: {from: deskAppeals, where: "a.open and a.body_id in " + deskSubordinates},
}

func (v deskView) complete() deskView {
	if v.id == "" {
		v.due, v.id = "a.answer_due", "a.id"
	}
	if v.promise == "" {
		v.promise = "''"
	}
	return v
}

func (v deskView) args(body int64, today calendar.Date) []any {
	if v.byDay {
		return []any{body, today}
	}
	return []any{body}
}

// Desk returns one page of a view of the desk of a body: one query. Who may look
// at the desk of a body is asked at the door.
func (s *Store) Desk(ctx context.Context, f DeskFilter) (DeskList, error) {
	view, ok := deskViews[f.View]
	if !ok {
		return DeskList{}, ErrNotFound
	}
	v := view.complete()
	k := database.Keyset{Key: v.due, ID: v.id, SQLType: "date", After: f.After, Before: f.Before}
	begin, values, orderBy, err := k.Clauses()
	if err != nil {
		return DeskList{}, err
	}
	where, args := v.where, v.args(f.BodyID, s.Today())
	if begin != "" {
		where, args = where+" and "+begin, append(args, values...)
	}
	var list DeskList
	err = s.read(ctx, &list.Rows, fmt.Sprintf(`
		select %s, %s as row_id, %s as due, %s as promise, a.private,
			b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en
		from %s join places p on p.code = a.place_code join bodies b on b.id = a.body_id
		where %s
		order by %s
		limit %d`, CardColumns, v.id, v.due, v.promise, v.from, where, orderBy, PageSize+1), args...)
	if err != nil {
		return DeskList{}, fmt.Errorf("desk of body %d: %w", f.BodyID, err)
	}
	// midnight of the day: a cursor holds moments
	list.Rows, list.Prev, list.Next = database.Page(k, list.Rows, func(r DeskRow) Cursor {
		return database.NewCursor(r.Due.String()+"T00:00:00Z", r.RowID)
	})
	return list, nil
}

// DeskCountMost is where counting the subordinates' appeals ends.
const DeskCountMost = 1000

// DeskCounts counts what each view of the desk holds: one query. DeskBelow is
// counted up to DeskCountMost.
func (s *Store) DeskCounts(ctx context.Context, body int64) (map[DeskView]int, error) {
	var sql string
	var args []any
	for _, view := range DeskViews {
		v := deskViews[view].complete()
		if sql != "" {
			sql += " union all "
		}
		sql += fmt.Sprintf("select '%s' as view, count(*) as n from (select 1 from %s where %s limit %d) counted", view, v.from, v.where, DeskCountMost)
		args = append(args, v.args(body, s.Today())...)
	}
	var rows []struct {
		View DeskView
		N    int
	}
	if err := s.read(ctx, &rows, sql, args...); err != nil {
		return nil, fmt.Errorf("counts of the desk of body %d: %w", body, err)
	}
	counts := map[DeskView]int{}
	for _, r := range rows {
		counts[r.View] = r.N
	}
	return counts, nil
}

// TakeUpAppeals takes up each of the appeals, for itself, and returns how many. One
// that somebody has taken up already, or that has gone to another body, is left as it is.
func (s *Store) TakeUpAppeals(ctx context.Context, numbers []string, by Official) (taken int, err error) {
	var ids []int64
	if len(numbers) == 0 {
		return 0, nil
	}
	if err = s.read(ctx, &ids, `select id from appeals where number in ? and body_id = ? and open order by id`, numbers, by.BodyID); err != nil {
		return 0, fmt.Errorf("take up appeals: %w", err)
	}
	for _, id := range ids {
		switch err := s.TakeUpAppeal(ctx, id, by); {
		case err == nil:
			taken++
		case !isOvertaken(err):
			return taken, err
		}
	}
	return taken, nil
}
