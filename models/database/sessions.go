package database

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// sessionWithin bounds one query about a session: it comes before the page itself.
const sessionWithin = 4 * time.Second

// SessionStore keeps sessions in the table sessions, for package scs. Sessions are looked
// up over the pool of reads, so a signed-in reader does not wait behind writers. The
// store of the scs project supports no second pool and no request context.
type SessionStore struct{ reads, writes *pgxpool.Pool }

// Sessions returns the store of sessions in this database.
func (db *DB) Sessions() *SessionStore { return &SessionStore{db.Reads, db.Pool} }

// FindCtx returns the data of a session that has not expired.
func (s *SessionStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, sessionWithin)
	defer cancel()
	err = s.reads.QueryRow(ctx, `select data from sessions where token = $1 and current_timestamp < expiry`, token).Scan(&data)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx adds or replaces a session.
func (s *SessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, sessionWithin)
	defer cancel()
	_, err := s.writes.Exec(ctx, `insert into sessions (token, data, expiry) values ($1, $2, $3)
		on conflict (token) do update set data = excluded.data, expiry = excluded.expiry`, token, data, expiry)
	return err
}

// DeleteCtx removes a session.
func (s *SessionStore) DeleteCtx(ctx context.Context, token string) error {
	ctx, cancel := context.WithTimeout(ctx, sessionWithin)
	defer cancel()
	_, err := s.writes.Exec(ctx, `delete from sessions where token = $1`, token)
	return err
}

// sessionBatch is how many sessions one statement of DeleteExpiredSessions removes.
const sessionBatch = 1000

// DeleteExpiredSessions removes the sessions that ended before now and returns their number.
func (s Session) DeleteExpiredSessions(ctx context.Context, now time.Time) (int, error) {
	for all := 0; ; {
		n, err := s.Exec(ctx, `delete from sessions where token in (
			select token from sessions where expiry < ? order by expiry limit ? for update skip locked)`, now, sessionBatch)
		if all += int(n); err != nil || n < sessionBatch {
			return all, err
		}
	}
}

// Find, Commit and Delete are the forms without a context, which scs.Store asks for and
// scs does not call on a store that has the others.
func (s *SessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s *SessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

func (s *SessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
