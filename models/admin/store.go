// Package admin holds the actions of administrators on bodies, categories, calendar days,
// users and their roles.
package admin

import (
	"context"

	"jauap/models"
	"jauap/models/database"
)

// Store changes what administrators may change.
type Store struct {
	core *models.Store
	db   database.Session
}

// New returns a Store that shares the clock and the transaction, if any, of core.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session()}
}

// tx runs fn in a new transaction, or in the current one.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}

// administer runs do in one transaction and then reloads the reference data.
func (s *Store) administer(ctx context.Context, do func(tx *Store) error) error {
	if err := s.tx(ctx, do); err != nil {
		return err
	}
	return s.core.LoadReference(ctx)
}
