package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"jauap/models/calendar"
	"jauap/models/database"
)

// WorkCard is an explanation of work in a list.
type WorkCard struct {
	ID           int64
	Lang         string
	Title        string
	Stage        Stage
	CategoryCode string
	PlaceCode    string
	Place        Names `gorm:"embedded;embeddedPrefix:place_"`
	BodyName     Names `gorm:"embedded;embeddedPrefix:body_"`
	PlannedFrom  *calendar.Date
	PlannedTo    *calendar.Date
	StartedOn    *calendar.Date
	DoneOn       *calendar.Date
	PublishedAt  time.Time
	Cover        string
	Demo         bool
	Asked        bool // a question has no answer of the body; read only for the desk
}

// Work is the page of an explanation of work.
type Work struct {
	WorkCard
	Text        string // Markdown
	Cost        *int64 // tenge
	Funding     string
	Contractor  string
	CorrectedAt *time.Time
	Correction  string
	BodyID      int64
	Trail       []Place   `gorm:"-"`
	Pictures    []Picture `gorm:"-"`
	Appeals     []Card    `gorm:"-"`
}

// WorkFilter selects explanations; its zero value selects all.
type WorkFilter struct {
	Place    string // with all places below it
	Category string
	Stage    Stage
	After    Cursor
	Before   Cursor
}

// WorkList is one page of explanations with its cursors.
type WorkList struct {
	Cards      []WorkCard
	Prev, Next Cursor
}

// workRow is a row of works.
type workRow struct {
	ID, BodyID                                 int64
	PlaceCode, CategoryCode, Lang, Title, Text string
	Stage                                      Stage
	PlannedFrom, PlannedTo, StartedOn, DoneOn  *calendar.Date
	Cost                                       *int64
	Funding, Contractor                        string
	PublishedAt                                time.Time
	AnnouncedAt                                *time.Time // when its appeals got their events
	CorrectedAt                                *time.Time
	Correction                                 string
	Version                                    int
	Demo                                       bool
}

func (workRow) TableName() string { return "works" }

// workAppealRow is a row of work_appeals: an explanation is about an appeal.
type workAppealRow struct{ WorkID, AppealID int64 }

func (workAppealRow) TableName() string { return "work_appeals" }

// WorkCardColumns are the columns of a WorkCard from works w, places p and bodies b.
const WorkCardColumns = `
	w.id, w.lang, w.title, w.stage, w.category_code, w.place_code,
	p.name_kk as place_kk, p.name_ru as place_ru, p.name_en as place_en,
	b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en,
	w.planned_from, w.planned_to, w.started_on, w.done_on, w.published_at, coalesce(w.cover, '') as cover, w.demo`

// Works returns one page of explanations, newest first, in one query.
func (s *Store) Works(ctx context.Context, f WorkFilter) (WorkList, error) {
	conditions, args := []string{"w.published_at <= ?"}, []any{s.Now()} // not the scheduled ones
	add := func(sql string, values ...any) {
		conditions = append(conditions, sql)
		args = append(args, values...)
	}
	if f.Place != "" {
		lo, hi := PlaceRange(f.Place)
		add("w.place_code between ? and ?", lo, hi)
	}
	if f.Category != "" {
		add("w.category_code = ?", f.Category)
	}
	if f.Stage != "" {
		add("w.stage = ?", f.Stage)
	}
	k := database.Keyset{Key: "w.published_at", ID: "w.id", SQLType: "timestamptz", Descending: true, After: f.After, Before: f.Before}
	where, values, orderBy, err := k.Clauses()
	if err != nil {
		return WorkList{}, err
	}
	if where != "" {
		add(where, values...)
	}
	var list WorkList
	err = s.read(ctx, &list.Cards, fmt.Sprintf(`
		select %s
		from works w join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where %s order by %s limit %d`, WorkCardColumns, strings.Join(conditions, " and "), orderBy, PageSize+1), args...)
	if err != nil {
		return WorkList{}, fmt.Errorf("list works: %w", err)
	}
	list.Cards, list.Prev, list.Next = database.Page(k, list.Cards, func(w WorkCard) Cursor {
		return database.TimeCursor(w.PublishedAt, w.ID)
	})
	return list, nil
}

// Work returns one explanation with its pictures and its appeals.
func (s *Store) Work(ctx context.Context, id int64) (w Work, err error) {
	if err = s.readOne(ctx, &w, `
		select `+WorkCardColumns+`, w.text, w.cost, w.funding, w.contractor, w.corrected_at, w.correction, w.body_id
		from works w join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where w.id = ? and w.published_at <= ?`, id, s.Now()); err != nil {
		return w, fmt.Errorf("work %d: %w", id, err)
	}
	if w.Trail, err = s.PlaceTrail(ctx, w.PlaceCode); err != nil {
		return w, err
	}
	if err = s.read(ctx, &w.Pictures, `
		select p.digest, m.width, m.height, p.role, coalesce(nullif(p.alt, ''), w.title) as alt, m.hidden_reason as hidden
		from pictures p join media m on m.digest = p.digest join works w on w.id = p.work_id
		where p.work_id = ? order by p.position, p.id`, id); err != nil {
		return w, fmt.Errorf("pictures of work %d: %w", id, err)
	}
	if err = s.read(ctx, &w.Appeals, `
		select `+CardColumns+`
		from work_appeals wa join appeals a on a.id = wa.appeal_id join places p on p.code = a.place_code
		where wa.work_id = ? and a.public
		order by a.received_at desc, a.id desc limit 20`, id); err != nil {
		return w, fmt.Errorf("appeals of work %d: %w", id, err)
	}
	return w, nil
}
