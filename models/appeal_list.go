package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// PageSize, Cursor and ErrCursor are those of every keyset-paged list.
const PageSize = database.PageSize

// Cursor is a position in a list.
type Cursor = database.Cursor

// ErrCursor is returned for an invalid cursor.
var ErrCursor = database.ErrCursor

// Sort is the order of a list of appeals.
type Sort string

const (
	Newest       Sort = ""        // newest first
	MostVoices   Sort = "voices"  // most voices first
	WaitingMost  Sort = "waiting" // open ones, waiting longest first
	NewestAnswer Sort = "answer"  // answered ones, newest answer first
)

// Sorts lists the orders.
var Sorts = []Sort{Newest, MostVoices, WaitingMost, NewestAnswer}

// CheckCursor returns ErrCursor unless c can be a position in a list sorted by s.
func (s Sort) CheckCursor(c Cursor) error { return c.Check(s == MostVoices) }

// AppealFilter selects public appeals; its zero value selects all, newest first.
type AppealFilter struct {
	Place    string // KATO code: the place and all below it
	Category string
	Status   Status
	Overdue  bool          // open, and the term has ended
	Answered bool          // has an answer
	From, To calendar.Date // first and last day of receipt; zero: no bound
	Query    string
	Sort     Sort
	After    Cursor // the page that follows
	Before   Cursor // the page that goes before

	hits []int64 // ids that match Query; nil: too many
}

// AppealList is one page of a list with its cursors.
type AppealList struct {
	Cards      []Card
	Prev, Next Cursor // "" without such a page
}

const CardColumns = `
	a.id, a.number, a.lang, a.title, left(a.text, 240) as excerpt, a.status, a.category_code, a.place_code,
	p.name_kk as place_kk, p.name_ru as place_ru, p.name_en as place_en,
	a.received_at, a.answer_due, a.paused_at, a.answered_at, a.voices, a.comments, coalesce(a.cover, '') as cover, a.demo`

// order is the sort key of a list: its column, its type, and whether it descends.
type order struct {
	key, sqlType string
	falls        bool
	where        string
}

var orders = map[Sort]order{
	Newest:       {"a.received_at", "timestamptz", true, ""},
	MostVoices:   {"a.voices", "integer", true, ""},
	WaitingMost:  {"a.received_at", "timestamptz", false, "a.open"},
	NewestAnswer: {"a.answered_at", "timestamptz", true, "a.answered_at is not null"},
}

func (c Card) sortKey(s Sort) string {
	switch s {
	case MostVoices:
		return fmt.Sprint(c.Voices)
	case NewestAnswer:
		return c.AnsweredAt.UTC().Format(time.RFC3339Nano)
	}
	return c.ReceivedAt.UTC().Format(time.RFC3339Nano)
}

// where returns the conditions of the filter as SQL with its arguments.
func (f AppealFilter) Where(today calendar.Date) (conditions []string, args []any) {
	add := func(sql string, values ...any) {
		conditions = append(conditions, sql)
		args = append(args, values...)
	}
	add("a.public")
	if w := orders[f.Sort].where; w != "" {
		add(w)
	}
	if f.Place != "" {
		lo, hi := PlaceRange(f.Place)
		add("a.place_code between ? and ?", lo, hi)
	}
	if f.Category != "" {
		add("a.category_code = ?", f.Category)
	}
	if f.Status != "" {
		add("a.status = ?", f.Status)
	}
	if f.Overdue {
		add("a.open and a.paused_at is null and a.answer_due < ?", today)
	}
	if f.Answered {
		add("a.answered_at is not null")
	}
	if f.From != (calendar.Date{}) {
		add("a.received_at >= ?", f.From.Time())
	}
	if f.To != (calendar.Date{}) {
		add("a.received_at < ?", f.To.AddDays(1).Time())
	}
	switch {
	case IsAppealNumber(f.Query):
		add("a.number = ?", f.Query)
	case f.Query != "" && f.hits == nil:
		add(matches, matchArgs(f.Query)...)
	case f.Query != "" && len(f.hits) == 0:
		add("false")
	case f.Query != "":
		add("a.id in ?", f.hits)
	}
	return conditions, args
}

// rareHits is the largest number of matching appeals that are found through the index first. For a
// rare word this reads the index; without it the planner may walk all appeals. For a common word
// the walk soon finds enough.
const rareHits = 1000

// findHits finds the appeals that match the words of the filter, in one query.
func (s *Store) findHits(ctx context.Context, f *AppealFilter) error {
	if f.Query == "" || IsAppealNumber(f.Query) {
		return nil
	}
	hits := []int64{}
	err := s.read(ctx, &hits, "select a.id from appeals a where "+matches+" limit ?", append(matchArgs(f.Query), rareHits+1)...)
	if len(hits) <= rareHits {
		f.hits = hits
	}
	return err
}

// Appeals returns one page of public appeals by keyset over the index of the sort: one query, and
// one more for the words of a search, which may return ErrSearchBusy.
func (s *Store) Appeals(ctx context.Context, f AppealFilter) (list AppealList, err error) {
	if f.Query == "" {
		return s.appeals(ctx, f)
	}
	err = s.search(ctx, func(ctx context.Context) error {
		list, err = s.appeals(ctx, f)
		return err
	})
	return list, err
}

func (s *Store) appeals(ctx context.Context, f AppealFilter) (AppealList, error) {
	o := orders[f.Sort]
	k := database.Keyset{Key: o.key, ID: "a.id", SQLType: o.sqlType, Descending: o.falls, After: f.After, Before: f.Before}
	begin, values, orderBy, err := k.Clauses()
	if err != nil {
		return AppealList{}, err
	}
	if err := s.findHits(ctx, &f); err != nil {
		return AppealList{}, fmt.Errorf("list appeals: %w", err)
	}
	conditions, args := f.Where(s.Today())
	if begin != "" {
		conditions, args = append(conditions, begin), append(args, values...)
	}
	var list AppealList
	err = s.read(ctx, &list.Cards, fmt.Sprintf(`
		select %s
		from appeals a join places p on p.code = a.place_code
		where %s
		order by %s
		limit %d`, CardColumns, strings.Join(conditions, " and "), orderBy, PageSize+1), args...)
	if err != nil {
		return AppealList{}, fmt.Errorf("list appeals: %w", err)
	}
	list.Cards, list.Prev, list.Next = database.Page(k, list.Cards, func(c Card) Cursor { return database.NewCursor(c.sortKey(f.Sort), c.ID) })
	return list, nil
}

// Loosen returns, for a filter that found nothing, the names of the AppealConditions
// without which it would find something. It is one query, counts as a search and may
// return ErrSearchBusy.
func (s *Store) Loosen(ctx context.Context, f AppealFilter) (names []string, err error) {
	err = s.search(ctx, func(ctx context.Context) error {
		names, err = s.loosen(ctx, f)
		return err
	})
	return names, err
}

func (s *Store) loosen(ctx context.Context, f AppealFilter) ([]string, error) {
	f.After, f.Before = "", ""
	if err := s.findHits(ctx, &f); err != nil {
		return nil, fmt.Errorf("loosen filter: %w", err)
	}
	var parts []string
	var args []any
	for _, c := range AppealConditions {
		if !c.Active(f) {
			continue
		}
		looser := c.Drop(f)
		conditions, values := looser.Where(s.Today())
		parts = append(parts, fmt.Sprintf("select %d as at, '%s' as name where exists (select 1 from appeals a where %s)",
			len(parts), c.Name, strings.Join(conditions, " and ")))
		args = append(args, values...)
	}
	if len(parts) == 0 {
		return nil, nil
	}
	var names []string
	err := s.read(ctx, &names, "select name from ("+strings.Join(parts, " union all ")+") looser order by at", args...)
	if err != nil {
		return nil, fmt.Errorf("loosen filter: %w", err)
	}
	return names, nil
}
