package models

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"jauap/models/database"
	"jauap/models/secret"
)

// What the packages that stand on this one (record, register, notice, account, admin)
// build their own Store of.

// Session returns the session in which the Store reads and writes.
func (s *Store) Session() database.Session { return s.db }

// Tx runs fn in one transaction, or in the one that there is.
func (s *Store) Tx(ctx context.Context, fn func(tx *Store) error) error { return s.tx(ctx, fn) }

// Secret returns the key of the portal.
func (s *Store) Secret() secret.Key { return s.secret }

// Queue returns the queue that mails are inserted into.
func (s *Store) Queue() *river.Client[pgx.Tx] { return s.queue }
