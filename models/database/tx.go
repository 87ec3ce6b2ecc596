package database

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"
)

// Tx runs fn in one transaction: tx is for GORM, and conn is the same transaction for pgx (COPY,
// batches, jobs). Tx commits if fn returns nil, and rolls back if fn returns an error or panics. A
// tx.Transaction inside becomes a savepoint. Do not use tx or conn after fn, in another goroutine or
// while rows of the other are read, and do not begin or end transactions on conn.
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
	// pgx begins the transaction: database/sql would roll back from another goroutine when ctx ends,
	// while fn uses conn.
	return pgx.BeginTxFunc(ctx, conn, pgx.TxOptions{BeginQuery: beginQuery(ctx)}, func(pgx.Tx) error {
		tx := db.Gorm.Session(&gorm.Session{NewDB: true, Context: ctx})
		tx.Statement.ConnPool = joined{lent}
		return fn(tx, conn)
	})
}

// joined is a connection that GORM treats as its own transaction: GORM uses savepoints and begins no
// transaction.
type joined struct{ *sql.Conn }

var errNotYours = errors.New("database: the transaction is ended by Tx; return an error from its function to roll back")

// BeginTx hides the method of sql.Conn, because the transaction has begun already.
func (joined) BeginTx(context.Context, *sql.TxOptions) (gorm.ConnPool, error) {
	return nil, gorm.ErrInvalidTransaction
}

// Commit and Rollback make joined a gorm.TxCommitter.
func (joined) Commit() error   { return errNotYours }
func (joined) Rollback() error { return errNotYours }
