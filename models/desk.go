package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
	"jauap/models/database"
)

// DeskView is a view of the desk of a body.
type DeskView string

const (
	DeskOpen      DeskView = ""          // all appeals that the body has to answer
	DeskNew       DeskView = "new"       // registered, not taken up yet
	DeskToday     DeskView = "today"     // the term ends today, including that of complaints to the body
	DeskLate      DeskView = "late"      // the term has ended, including that of complaints
	DeskContested DeskView = "contested" // the author says it is not solved
	DeskHanded    DeskView = "handed"    // an answer waits for the head
	DeskPromised  DeskView = "promised"  // open promises
	DeskEscalated DeskView = "escalated" // escalated to this body
	DeskBelow     DeskView = "below"     // of the subordinate bodies, read-only
)

// DeskViews lists the views in the order of the desk.
var DeskViews = []DeskView{DeskOpen, DeskNew, DeskToday, DeskLate, DeskContested, DeskHanded, DeskPromised, DeskEscalated, DeskBelow}

// DeskFilter selects one page of a view.
type DeskFilter struct {
	BodyID        int64
	View          DeskView
	After, Before Cursor
}

// DeskRow is a line of the desk: an appeal, with the promise or the complaint that is due.
type DeskRow struct {
	Card
	RowID    int64 // the id of the appeal, the promise or the escalation that the view lists
	Due      calendar.Date
	Private  bool
	Promise  string // the text of the promise, in DeskPromised
	BodyName Names  `gorm:"embedded;embeddedPrefix:body_"`
}

// CanBeTakenUp is Appeal.CanBeTakenUp.
func (r DeskRow) CanBeTakenUp() bool { return Appeal{Card: r.Card}.CanBeTakenUp() }

// DeskList is one page of a view, the nearest deadline first.
type DeskList struct {
	Rows       []DeskRow
	Prev, Next Cursor
}

// deskView is the SQL of a view: what it lists, its condition, and the date by which it is
// sorted. The arguments are @body and @today.
type deskView struct{ from, where, due, id, promise string }

const (
	deskAppeals = `appeals a`
	// what a body has to do by a deadline: its own answers, and decisions on complaints to it
	deskOwed = `appeals a join (
		select id as appeal_id, body_id, answer_due as due from appeals where open and paused_at is null
		union all select appeal_id, to_body_id, due from escalations where closed_at is null) w on w.appeal_id = a.id`
	// all subordinates of a body
	deskSubordinates = `(with recursive below as (
		select id from bodies where superior_id = @body
		union all select b.id from bodies b join below on b.superior_id = below.id) select id from below)`
)

var deskViews = map[DeskView]deskView{
	DeskOpen:      {from: deskAppeals, where: "a.open and a.body_id = @body"},
	DeskNew:       {from: deskAppeals, where: "a.open and a.body_id = @body and a.status = 'registered'"},
	DeskToday:     {from: deskOwed, where: "w.body_id = @body and w.due = @today", due: "w.due", id: "a.id"},
	DeskLate:      {from: deskOwed, where: "w.body_id = @body and w.due < @today", due: "w.due", id: "a.id"},
	DeskContested: {from: deskAppeals, where: "a.open and a.body_id = @body and a.status = 'contested'"},
	DeskHanded: {from: deskAppeals + ` join answer_drafts w on w.appeal_id = a.id
		left join escalations e on e.appeal_id = a.id and e.to_body_id = w.body_id and e.closed_at is null`,
		where: "w.body_id = @body and w.handed_at is not null", due: "coalesce(e.due, a.answer_due)", id: "a.id"},
	DeskPromised: {from: deskAppeals + " join promises w on w.appeal_id = a.id", where: "w.body_id = @body and w.outcome is null",
		due: "w.due", id: "w.id", promise: "w.text"},
	DeskEscalated: {from: deskAppeals + " join escalations w on w.appeal_id = a.id", where: "w.to_body_id = @body and w.closed_at is null",
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

// Desk returns one page of a view of the desk of a body, in one query. Handlers check who may
// see the desk of a body.
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
	where := v.where
	if begin != "" {
		where += " and " + begin
	}
	var list DeskList
	err = s.read(ctx, &list.Rows, fmt.Sprintf(`
		select %s, %s as row_id, %s as due, %s as promise, a.private,
			b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en
		from %s join places p on p.code = a.place_code join bodies b on b.id = a.body_id
		where %s
		order by %s
		limit %d`, CardColumns, v.id, v.due, v.promise, v.from, where, orderBy, PageSize+1),
		append(values, map[string]any{"body": f.BodyID, "today": s.Today()})...)
	if err != nil {
		return DeskList{}, fmt.Errorf("desk of body %d: %w", f.BodyID, err)
	}
	// midnight of the day, because a cursor holds a moment
	list.Rows, list.Prev, list.Next = database.Page(k, list.Rows, func(r DeskRow) Cursor {
		return database.NewCursor(r.Due.String()+"T00:00:00Z", r.RowID)
	})
	return list, nil
}

// DeskCountMost is the limit of a count on the desk.
const DeskCountMost = 1000

// DeskCounts counts the rows of each view up to DeskCountMost, in one query.
func (s *Store) DeskCounts(ctx context.Context, body int64) (map[DeskView]int, error) {
	var sql string
	for _, view := range DeskViews {
		v := deskViews[view].complete()
		if sql != "" {
			sql += " union all "
		}
		sql += fmt.Sprintf("select '%s' as view, count(*) as n from (select 1 from %s where %s limit %d) counted", view, v.from, v.where, DeskCountMost)
	}
	var rows []struct {
		View DeskView
		N    int
	}
	if err := s.read(ctx, &rows, sql, map[string]any{"body": body, "today": s.Today()}); err != nil {
		return nil, fmt.Errorf("counts of the desk of body %d: %w", body, err)
	}
	counts := map[DeskView]int{}
	for _, r := range rows {
		counts[r.View] = r.N
	}
	return counts, nil
}

// TakeUpAppeals takes up appeals, each in a transaction of its own, and returns their number.
// Appeals that were taken up or redirected since are left as they are.
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
