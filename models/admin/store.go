// Package admin holds the actions of administrators on bodies, categories, calendar days,
// users and their roles.
package admin

import (
	"context"

	"jauap/models"
	"jauap/models/database"
)

// Store runs the actions of administrators.
type Store struct {
	core *models.Store
	db   database.Session
}

// New returns a Store that shares the clock and the transaction, if any, of core.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session()}
}

// tx runs fn in a transaction, or in the current one.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}

// administer is tx for changes of reference data, which it reloads into memory afterwards.
func (s *Store) administer(ctx context.Context, do func(tx *Store) error) error {
	return s.core.Administer(ctx, func(core *models.Store) error { return do(New(core)) })
}
