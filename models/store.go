package models

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/media"
	"jauap/models/secret"
)

// Store reads and changes the data of the portal. A Store inside a transaction has the same
// type and the same methods as one outside.
type Store struct {
	db database.Session

	// Now returns the time of the Store's clock: UTC, in microseconds, the precision
	// of PostgreSQL. Tests and the demo use a fixed clock.
	Now func() time.Time

	reference *atomic.Pointer[Reference]
	searches  *searchGate
	secret    secret.Key
	pixels    *pixelBudget          // of each network
	room      room                  // for drafts and pictures that no page shows
	decoder   *media.Decoder        // of pictures; one for the process, whose memory it bounds
	queue     *river.Client[pgx.Tx] // of jobs, which handlers/jobs runs
}

// SystemClock is the clock of the program. Tests use a fixed one, see FixedClock.
func SystemClock() time.Time { return time.Now() }

// FixedClock returns a clock that always shows t.
func FixedClock(t time.Time) func() time.Time { return func() time.Time { return t } }

// Open returns the Store over a migrated database, with its reference data
// (categories, calendar, the government as the last body) seeded and loaded.
func Open(ctx context.Context, db *database.DB, now func() time.Time) (*Store, error) {
	s := &Store{
		db:        db.Session(),
		Now:       func() time.Time { return now().UTC().Truncate(time.Microsecond) },
		reference: new(atomic.Pointer[Reference]),
		searches:  newSearchGate(),
		secret:    secret.Random(),
		pixels:    newPixelBudget(),
		room:      usualRoom,
		decoder:   media.NewDecoder(media.MaxMemory),
	}
	var err error
	if s.queue, err = database.NewQueue(db); err != nil {
		return nil, fmt.Errorf("open the job queue: %w", err)
	}
	var readOnly bool // true on a standby, which copies the rows of its primary
	if err := s.read(ctx, &readOnly, `select current_setting('transaction_read_only')::boolean`); err != nil {
		return nil, err
	}
	if !readOnly {
		if err := s.db.Tx(ctx, func(db database.Session) error { return seedReference(ctx, db) }); err != nil {
			return nil, fmt.Errorf("seed reference data: %w", err)
		}
	}
	if err := s.LoadReference(ctx); err != nil {
		return nil, fmt.Errorf("load reference data: %w", err)
	}
	return s, nil
}

// At returns a copy of the Store with its clock fixed at t.
func (s *Store) At(t time.Time) *Store {
	moved := *s
	moved.Now = FixedClock(t.UTC().Truncate(time.Microsecond))
	return &moved
}

// WithSecret returns the same Store with the key of the portal. Without it the Store has a
// random key, and codes, identities and second factors are lost with the process.
func (s *Store) WithSecret(key secret.Key) *Store {
	keyed := *s
	keyed.secret = key
	return &keyed
}

// Today returns the day of the Store's clock in Asia/Almaty.
func (s *Store) Today() calendar.Date { return calendar.Of(s.Now()) }

// tx runs fn in one transaction: all its statements take effect or none. Inside a
// transaction it runs fn in that same one.
func (s *Store) tx(ctx context.Context, fn func(tx *Store) error) error {
	if s.db.InTx() {
		return fn(s)
	}
	return s.db.Tx(ctx, func(db database.Session) error {
		tx := *s
		tx.db = db
		return fn(&tx)
	})
}

// read, readOne and exec are Read, ReadOne and Exec of the session.
func (s *Store) read(ctx context.Context, dest any, sql string, args ...any) error {
	return s.db.Read(ctx, dest, sql, args...)
}

func (s *Store) readOne(ctx context.Context, dest any, sql string, args ...any) error {
	return s.db.ReadOne(ctx, dest, sql, args...)
}

func (s *Store) exec(ctx context.Context, sql string, args ...any) (int64, error) {
	return s.db.Exec(ctx, sql, args...)
}

// Ping returns an error unless the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.db.Ping(ctx) }

// The following let the packages that are built on this one (record, register, notice,
// account, admin) make their own Store.

// Session returns the session in which the Store reads and writes.
func (s *Store) Session() database.Session { return s.db }

// Tx runs fn in one transaction, or in the current one.
func (s *Store) Tx(ctx context.Context, fn func(tx *Store) error) error { return s.tx(ctx, fn) }

// Secret returns the key of the portal.
func (s *Store) Secret() secret.Key { return s.secret }

// Queue returns the queue of jobs.
func (s *Store) Queue() *river.Client[pgx.Tx] { return s.queue }

// NilIfZero returns a pointer to v, or nil for the zero value, for nullable columns.
func NilIfZero[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
