// Package notice tells people what has happened: notices in the inbox, mails, weekly
// digests, and what somebody follows or has muted.
package notice

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/secret"
)

// Store finds the readers of events and keeps their notices.
type Store struct {
	core   *models.Store
	db     database.Session
	secret secret.Key
	queue  *river.Client[pgx.Tx] // mails are inserted here and sent by handlers/jobs
}

// New returns a Store over core: with its clock, and in its transaction if it has one.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session(), secret: core.Secret(), queue: core.Queue()}
}

// tx runs fn in one transaction, or in the one that there is.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}
