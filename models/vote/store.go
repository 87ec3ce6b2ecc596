// Package vote runs local votes and participatory budgets: announcing, casting, counting and
// publishing. Who voted and what was voted are in two tables that no key joins.
package vote

import (
	"context"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/secret"
)

// Store runs votes.
type Store struct {
	core   *models.Store
	db     database.Session
	secret secret.Key
}

// New returns a Store that shares the clock and the transaction, if any, of core.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session(), secret: core.Secret()}
}

// tx runs fn in a transaction, or in the current one.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}
