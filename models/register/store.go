// Package register imports files of the operator: the classifier of places, coordinates of
// places, and registers of appeals of akimats.
package register

import (
	"context"

	"jauap/models"
	"jauap/models/database"
)

// Store runs imports.
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
