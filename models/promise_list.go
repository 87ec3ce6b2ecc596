package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// PromiseView is a view of the promises.
type PromiseView string

const (
	NearPromises   PromiseView = ""       // open, the nearest deadline first
	KeptPromises   PromiseView = "kept"   // the newest first
	MovedPromises  PromiseView = "moved"  // at least once, the latest deadline first
	BrokenPromises PromiseView = "broken" // the newest first
	AllPromises    PromiseView = "all"    // the newest given first
)

// PromiseViews lists the views.
var PromiseViews = []PromiseView{NearPromises, KeptPromises, MovedPromises, BrokenPromises, AllPromises}

// PromiseFilter selects public promises; its zero value selects all open ones.
type PromiseFilter struct {
	BodyID        int64  // 0: of all bodies
	Place         string // KATO code, with all places below it; "": all places
	View          PromiseView
	After, Before Cursor
}

// PromiseCard is a promise in a list, with its appeal.
type PromiseCard struct {
	Promise
	MadeAt    time.Time
	Lang      string // of the promise
	Number    string
	Title     string
	PlaceCode string
	Place     Names     `gorm:"embedded;embeddedPrefix:place_"`
	BodyName  Names     `gorm:"embedded;embeddedPrefix:body_"`
	Shown     []Picture `gorm:"serializer:json"` // that prove that it was kept
	Demo      bool
}

// WithPictures returns the promise with the pictures that prove it.
func (c PromiseCard) WithPictures() Promise {
	c.Promise.Pictures = c.Shown
	return c.Promise
}

// PromiseList is one page of promises with its cursors.
type PromiseList struct {
	Cards      []PromiseCard
	Prev, Next Cursor
}

// promiseOrder is the condition and the sort key of a view.
type promiseOrder struct {
	where, key, sqlType string
	falls               bool
	at                  func(PromiseCard) time.Time
}

// noonOf returns noon UTC of a day, which is on that day in nearly all time zones.
func noonOf(d calendar.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

var promiseOrders = map[PromiseView]promiseOrder{
	NearPromises:   {"p.outcome is null", "p.due", "timestamptz::date", false, func(c PromiseCard) time.Time { return noonOf(c.Due) }},
	KeptPromises:   {"p.outcome = 'kept'", "p.outcome_at", "timestamptz", true, func(c PromiseCard) time.Time { return *c.OutcomeAt }},
	BrokenPromises: {"p.outcome = 'broken'", "p.outcome_at", "timestamptz", true, func(c PromiseCard) time.Time { return *c.OutcomeAt }},
	MovedPromises:  {"p.moved > 0", "p.due", "timestamptz::date", true, func(c PromiseCard) time.Time { return noonOf(c.Due) }},
	AllPromises:    {"true", "p.made_at", "timestamptz", true, func(c PromiseCard) time.Time { return c.MadeAt }},
}

// Promises returns one page of the promises in answers to public appeals, by keyset over the
// index of the view, in one query.
func (s *Store) Promises(ctx context.Context, f PromiseFilter) (list PromiseList, err error) {
	o := promiseOrders[f.View]
	k := database.Keyset{Key: o.key, ID: "p.id", SQLType: o.sqlType, Descending: o.falls, After: f.After, Before: f.Before}
	begin, values, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	conditions, args := []string{"a.public", o.where}, []any{}
	add := func(sql string, values ...any) {
		conditions, args = append(conditions, sql), append(args, values...)
	}
	if f.BodyID != 0 {
		add("p.body_id = ?", f.BodyID)
	}
	if f.Place != "" {
		lo, hi := PlaceRange(f.Place)
		add("a.place_code between ? and ?", lo, hi)
	}
	if begin != "" {
		add(begin, values...)
	}
	if err = s.read(ctx, &list.Cards, fmt.Sprintf(`
		select p.id, p.answer_id, p.body_id, p.text, p.made_at, p.first_due, p.due, p.moved, coalesce(p.outcome, '') as outcome, p.outcome_at, p.proof,
			coalesce((select m.reason from promise_moves m where m.promise_id = p.id order by m.at desc limit 1), '') as move_reason,
			%s as said, a.lang, a.number, a.title, a.place_code, a.demo,
			pl.name_kk as place_kk, pl.name_ru as place_ru, pl.name_en as place_en,
			b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en,
			coalesce((select json_agg(json_build_object('Digest', m.digest, 'Width', m.width, 'Height', m.height, 'Alt', coalesce(nullif(i.alt, ''), a.title), 'Hidden', m.hidden_reason) order by i.position)
				from pictures i join media m on m.digest = i.digest where i.promise_id = p.id), '[]') as shown
		from promises p join appeals a on a.id = p.appeal_id join places pl on pl.code = a.place_code join bodies b on b.id = p.body_id
		where %s
		order by %s
		limit %d`, confirmationsOf, strings.Join(conditions, " and "), orderBy, PageSize+1), args...); err != nil {
		return PromiseList{}, fmt.Errorf("list promises: %w", err)
	}
	list.Cards, list.Prev, list.Next = database.Page(k, list.Cards, func(c PromiseCard) Cursor { return database.TimeCursor(o.at(c), c.ID) })
	return list, nil
}
