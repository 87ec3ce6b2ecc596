package models

import (
	"context"
	"fmt"
)

// PublicAppeal has the ids that an action on a public appeal needs.
type PublicAppeal struct{ ID, BodyID int64 }

// PublicAppeal finds a public appeal by its number; ErrNotFound for any other.
func (s *Store) PublicAppeal(ctx context.Context, number string) (a PublicAppeal, err error) {
	if !IsAppealNumber(number) {
		return a, ErrNotFound
	}
	if err = s.readOne(ctx, &a, `select id, body_id from appeals where number = ? and public`, number); err != nil {
		return a, fmt.Errorf("appeal %s: %w", number, err)
	}
	return a, nil
}

// AppealID returns the id of an appeal in any state by its number.
func (s *Store) AppealID(ctx context.Context, number string) (id int64, err error) {
	if !IsAppealNumber(number) {
		return 0, ErrNotFound
	}
	if err = s.readOne(ctx, &id, `select id from appeals where number = ?`, number); err != nil {
		return 0, fmt.Errorf("appeal %s: %w", number, err)
	}
	return id, nil
}

// AppealTitle returns the title of an appeal, which describes its pictures until they have a
// description; "" if it cannot be read.
func (s *Store) AppealTitle(ctx context.Context, id int64) string {
	var title string
	if err := s.read(ctx, &title, `select title from appeals where id = ?`, id); err != nil {
		return ""
	}
	return title
}
