package database

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// The tables of the job queue (River) are made by its own migrations, because a
// newer version of it brings newer ones.

// migrateQueue brings the tables of the queue up to date.
func (db *DB) migrateQueue(ctx context.Context, pool *pgxpool.Pool) error {
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: db.log})
	if err != nil {
		return err
	}
	if state, err := migrator.Validate(ctx, nil); err != nil || state.OK {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the job queue: %w", err)
	}
	return nil
}

// errQueue: the tables of the queue are not those that this program needs.
var errQueue = errors.New("the job queue of the database is older than this program; run: jauap migrate")

func (db *DB) checkQueue(ctx context.Context) error {
	migrator, err := rivermigrate.New(riverpgxv5.New(db.Pool), &rivermigrate.Config{Logger: db.log})
	if err != nil {
		return err
	}
	state, err := migrator.Validate(ctx, nil)
	if err == nil && !state.OK {
		err = errQueue
	}
	return err
}

// NewQueue returns a client of the queue that inserts jobs and works none.
func NewQueue(db *DB) (*river.Client[pgx.Tx], error) {
	return river.NewClient(riverpgxv5.New(db.Pool), &river.Config{})
}

// QueueTx shows the connection of a transaction of Tx the way the queue asks for
// it, so that a job exists exactly if the change that wants it does. It neither
// begins nor ends anything.
func QueueTx(conn *pgx.Conn) pgx.Tx { return lent{conn} }

type lent struct{ conn *pgx.Conn }

// Begin, Commit and Rollback refuse: the transaction is that of Tx.
func (lent) Begin(context.Context) (pgx.Tx, error) { return nil, errNotYours }
func (lent) Commit(context.Context) error          { return errNotYours }
func (lent) Rollback(context.Context) error        { return errNotYours }

func (l lent) Conn() *pgx.Conn                { return l.conn }
func (l lent) LargeObjects() pgx.LargeObjects { return pgx.LargeObjects{} }

func (l lent) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error) {
	return l.conn.CopyFrom(ctx, table, columns, rows)
}

func (l lent) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return l.conn.SendBatch(ctx, b)
}

func (l lent) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error) {
	return l.conn.Prepare(ctx, name, sql)
}

func (l lent) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return l.conn.Exec(ctx, sql, args...)
}

func (l lent) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return l.conn.Query(ctx, sql, args...)
}

func (l lent) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return l.conn.QueryRow(ctx, sql, args...)
}
