// Package notice notifies people of what happened: in the inbox, by mail and in weekly
// digests. It also stores what users follow and mute.
package notice

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/secret"
)

// Store finds the readers of events and stores their notices.
type Store struct {
	core   *models.Store
	db     database.Session
	secret secret.Key
	queue  *river.Client[pgx.Tx] // mails are inserted here and sent by handlers/jobs
}

// New returns a Store that shares the clock and the transaction, if any, of core.
func New(core *models.Store) *Store {
	return &Store{core: core, db: core.Session(), secret: core.Secret(), queue: core.Queue()}
}

// tx runs fn in a transaction, or in the current one.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	return s.core.Tx(ctx, func(core *models.Store) error { return fn(New(core)) })
}
