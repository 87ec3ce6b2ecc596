package database

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"
)

// Tx runs fn in one transaction, which fn sees through GORM as tx and through
// pgx (COPY, batches, jobs) as conn. It is committed when fn returns nil, and
// rolled back when fn returns an error or panics. A tx.Transaction inside
// becomes a savepoint. Neither tx nor conn may be used after fn, by another
// goroutine, or while rows of the other are still being read; conn must not
// begin or end transactions.
func (db *DB) Tx(ctx context.Context, fn func(tx *gorm.DB, conn *pgx.Conn) error) error {
	lent, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer lent.Close()
	var conn *pgx.Conn
	if err := lent.Raw(func(c any) error { conn = c.(*stdlib.Conn).Conn(); return nil }); err != nil {
		return err
	}
	// pgx holds the transaction, not database/sql: that would roll back from
	// another goroutine when ctx ends, in the middle of what fn does with conn.
	return pgx.BeginTxFunc(ctx, conn, pgx.TxOptions{BeginQuery: beginQuery(ctx)}, func(pgx.Tx) error {
		tx := db.Gorm.Session(&gorm.Session{NewDB: true, Context: ctx})
		tx.Statement.ConnPool = joined{lent}
		return fn(tx, conn)
	})
}

// joined makes GORM believe that it has begun a transaction on a connection,
// so that it nests with savepoints and begins none of its own.
type joined struct{ *sql.Conn }

var errNotYours = errors.New("database: the transaction is ended by Tx; return an error from its function to roll back")

// BeginTx hides the one of sql.Conn: there is a transaction already.
func (joined) BeginTx(context.Context, *sql.TxOptions) (gorm.ConnPool, error) {
	return nil, gorm.ErrInvalidTransaction
}

// Commit and Rollback make it a gorm.TxCommitter.
func (joined) Commit() error   { return errNotYours }
func (joined) Rollback() error { return errNotYours }
