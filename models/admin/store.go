// Package admin is what only administrators do: bodies, categories, calendar days, users
// and their roles.
package admin

import (
	"context"

	"jauap/models"
	"jauap/models/database"
)

// Store does the acts of administrators.
type Store struct {
	core *models.Store
	db   database.Session
}

// New returns a Store over core: with its clock, and in its transaction if it has one.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session()}
}

// tx runs fn in one transaction, or in the one that there is.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}

// administer is tx for a change of what every page has in memory, which it reloads.
func (s *Store) administer(ctx context.Context, do func(tx *Store) error) error {
	return s.core.Administer(ctx, func(core *models.Store) error { return do(New(core)) })
}
