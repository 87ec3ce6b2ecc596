// Package record is the statistics of the portal: the figures of places, the records of
// bodies, what bodies lack, and how long replies and silences last. It reads what models
// has written and keeps counts of its own.
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

// New returns a Store over core: with its clock, and in its transaction if it has one.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session()}
}

// tx runs fn in one transaction, or in the one that there is.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}
