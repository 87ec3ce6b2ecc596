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

// The job queue (River) creates its tables with its own migrations, which come with each version of it.

// migrateQueue applies the migrations of the queue that are missing.
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

// errQueue is returned if the tables of the queue are not those that this program needs.
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

// NewQueue returns a client of the queue that inserts jobs and runs none.
func NewQueue(db *DB) (*river.Client[pgx.Tx], error) {
	return river.NewClient(riverpgxv5.New(db.Pool), &river.Config{})
}

// QueueTx gives the queue the connection of a transaction of Tx, so that a job is inserted exactly if
// the change that needs it is committed. It cannot begin or end transactions.
func QueueTx(conn *pgx.Conn) pgx.Tx { return lent{conn} }

type lent struct{ conn *pgx.Conn }

// Begin, Commit and Rollback return an error, because Tx ends the transaction.
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
