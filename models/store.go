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

// Store is the one receiver of everything the portal knows. A Store inside a
// transaction has the same type and the same methods as one outside.
type Store struct {
	db database.Session

	// Now returns the time of the Store's clock: UTC, in microseconds, the precision
	// of PostgreSQL. Tests and the demo use a fixed clock.
	Now func() time.Time

	reference *atomic.Pointer[Reference]
	searches  *searchGate
	secret    secret.Key
	pixels    *pixelBudget          // of each network
	room      room                  // for what nothing shows
	decoder   *media.Decoder        // of pictures; one for the process, whose memory it guards
	queue     *river.Client[pgx.Tx] // jobs are put in here, and worked by handlers/jobs
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
	var readOnly bool // a standby: its primary has been seeded
	if err := s.read(ctx, &readOnly, `select current_setting('transaction_read_only')::boolean`); err != nil {
		return nil, err
	}
	if !readOnly {
		if err := s.SettleMailboxes(ctx); err != nil {
			return nil, err
		}
		if err := s.seedReference(ctx); err != nil {
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

// WithSecret returns the same Store with the key of the portal. Without it the Store
// has a key of its own, and codes, identities and second factors end with the process.
func (s *Store) WithSecret(key secret.Key) *Store {
	keyed := *s
	keyed.secret = key
	return &keyed
}

// Today is the day of the Store's clock in Asia/Almaty.
func (s *Store) Today() calendar.Date { return calendar.Of(s.Now()) }

// tx runs fn in one transaction: all of it happens, or nothing. Within a
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

// read, readOne and exec are those of the session.
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
