// Package account handles sign-in: one-time codes, sessions, second factors, identities and
// invitations, and the page on which users see and change their own data.
package account

import (
	"context"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/secret"
)

// Store reads and writes accounts and sessions.
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
