// Package record computes the statistics of the portal: figures of places, records of bodies,
// gaps in power and money, and overdue appeals. A record is the statistics of one body. The
// package reads the tables of models and stores its counts in tables of its own.
package record

import (
	"context"

	"jauap/models"
	"jauap/models/database"
)

// Store reads and recounts statistics.
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
