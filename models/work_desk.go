package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jauap/models/database"
)

// OwnWork is an explanation for the body that wrote it.
type OwnWork struct {
	Work
	BodyID  int64
	Version int
	Numbers []string `gorm:"-"` // of its appeals
}

// Scheduled reports whether it will be published later.
func (w WorkCard) Scheduled(now time.Time) bool { return w.PublishedAt.After(now) }

// asked is the SQL condition that the last comments on the work w are questions without an
// answer of a body.
const asked = `exists (select 1 from comments c where c.work_id = w.id and c.body_id is null and c.hidden_at is null
	and not exists (select 1 from comments o where o.work_id = w.id and o.id > c.id and o.body_id is not null and o.hidden_at is null))`

// DeskWorks returns one page of the explanations of a body, also scheduled ones, the newest
// first.
func (s *Store) DeskWorks(ctx context.Context, body int64, after, before Cursor) (list WorkList, err error) {
	k := database.Keyset{Key: "w.published_at", ID: "w.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	where, values, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	if where != "" {
		where = " and " + where
	}
	if err = s.read(ctx, &list.Cards, fmt.Sprintf(`
		select %s, `+asked+` as asked
		from works w join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where w.body_id = ?%s order by %s limit %d`, WorkCardColumns, where, orderBy, PageSize+1), append([]any{body}, values...)...); err != nil {
		return list, fmt.Errorf("works of body %d: %w", body, err)
	}
	list.Cards, list.Prev, list.Next = database.Page(k, list.Cards, func(w WorkCard) Cursor {
		return database.TimeCursor(w.PublishedAt, w.ID)
	})
	return list, nil
}

// OwnWork returns an explanation to an official of the body that wrote it. To others it returns
// ErrForbidden for a published explanation, and ErrNotFound for a scheduled one.
func (s *Store) OwnWork(ctx context.Context, id int64, v *Viewer) (w OwnWork, err error) {
	if err = s.readOne(ctx, &w, `
		select `+WorkCardColumns+`, w.text, w.cost, w.funding, w.contractor, w.corrected_at, w.correction, w.body_id, w.version
		from works w join places p on p.code = w.place_code join bodies b on b.id = w.body_id
		where w.id = ?`, id); err != nil {
		return w, fmt.Errorf("work %d: %w", id, err)
	}
	if !v.MayAct(w.BodyID) {
		if w.Scheduled(s.Now()) {
			return OwnWork{}, fmt.Errorf("work %d: %w", id, ErrNotFound)
		}
		return OwnWork{}, fmt.Errorf("work %d: %w", id, ErrForbidden)
	}
	if err = s.read(ctx, &w.Pictures, `
		select p.digest, m.width, m.height, p.role, p.alt
		from pictures p join media m on m.digest = p.digest
		where p.work_id = ? order by p.position, p.id`, id); err != nil {
		return w, fmt.Errorf("pictures of work %d: %w", id, err)
	}
	if err = s.read(ctx, &w.Numbers, `
		select a.number from work_appeals wa join appeals a on a.id = wa.appeal_id where wa.work_id = ? order by a.number`, id); err != nil {
		return w, fmt.Errorf("appeals of work %d: %w", id, err)
	}
	return w, nil
}

// mostLinks is the number of appeals that one form may name.
const mostLinks = 200

// PublicAppeals returns the ids of appeals by their numbers. Invalid names the first number that
// is unknown, not public, or outside the territory of the body.
func (s *Store) PublicAppeals(ctx context.Context, body int64, numbers []string) (ids []int64, err error) {
	if len(numbers) > mostLinks {
		return nil, Invalid{"appeals": {Key: "problem.too_many", Args: []any{"max", mostLinks}}}
	}
	b, err := s.Body(ctx, body)
	if err != nil {
		return nil, err
	}
	for _, number := range numbers {
		var a struct {
			ID        int64
			PlaceCode string
		}
		err := s.readOne(ctx, &a, `select id, place_code from appeals where number = ? and public`, number)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, fmt.Errorf("appeal %s: %w", number, err)
		}
		if err != nil || !b.Covers(a.PlaceCode) {
			return nil, Invalid{"appeals": {Key: "problem.no_public_appeal", Args: []any{"number", number}}}
		}
		ids = append(ids, a.ID)
	}
	return ids, nil
}

// PlaceOfBody returns the place that a body serves; ErrNotFound for the government.
func (s *Store) PlaceOfBody(ctx context.Context, body int64) (Place, error) {
	b, err := s.Body(ctx, body)
	if err != nil {
		return Place{}, err
	}
	return s.Place(ctx, b.PlaceCode)
}

// PostOf returns the name of the post of the head of a body.
func (s *Store) PostOf(ctx context.Context, body int64) (Names, error) {
	b, err := s.Body(ctx, body)
	return b.Post, err
}

// FindPlacesOf is FindPlaces in the territory of a body.
func (s *Store) FindPlacesOf(ctx context.Context, body int64, q string) ([]FoundPlace, error) {
	b, err := s.Body(ctx, body)
	if err != nil {
		return nil, err
	}
	found, err := s.FindPlaces(ctx, q, 200)
	return slices.DeleteFunc(found, func(p FoundPlace) bool { return !b.Covers(p.Code) }), err
}
