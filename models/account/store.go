// Package account is sign-in: codes, sessions, second factors, identity, invitations, and
// what somebody may see and change about themselves.
package account

import (
	"context"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/secret"
)

// Store keeps accounts and sessions.
type Store struct {
	core   *models.Store
	db     database.Session
	secret secret.Key
}

// New returns a Store over core: with its clock, and in its transaction if it has one.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session(), secret: core.Secret()}
}

// tx runs fn in one transaction, or in the one that there is.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}
