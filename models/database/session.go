package database

import (
	"context"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

// ErrNotFound is returned by ReadOne, and by First and Take of Rows, for a query
// without a row.
var ErrNotFound = gorm.ErrRecordNotFound

// Session runs statements in the pool of connections or in one transaction. The
// stores of models and of its packages are built on it, so that a statement is the
// same inside a transaction and outside.
type Session struct {
	db   *DB
	gorm *gorm.DB  // the pool, or the transaction
	conn *pgx.Conn // of the transaction; nil outside one
}

// Session returns a session outside any transaction.
func (db *DB) Session() Session { return Session{db: db, gorm: db.Gorm} }

// Tx runs fn in one transaction: all its statements take effect or none. Inside a
// transaction fn runs in that same one.
func (s Session) Tx(ctx context.Context, fn func(tx Session) error) error {
	if s.InTx() {
		return fn(s)
	}
	return s.db.Tx(ctx, func(g *gorm.DB, conn *pgx.Conn) error {
		return fn(Session{db: s.db, gorm: g, conn: conn})
	})
}

// InTx reports whether the session is that of a transaction.
func (s Session) InTx() bool { return s.conn != nil }

// Conn returns the connection of the transaction, for COPY, batches and jobs; nil
// outside one.
func (s Session) Conn() *pgx.Conn { return s.conn }

// Read runs one query and scans all its rows into dest. A statement that returns the rows
// it writes runs in a transaction, for its limits and the pool of writes.
func (s Session) Read(ctx context.Context, dest any, sql string, args ...any) error {
	if !s.InTx() && writes(sql) {
		return s.Tx(ctx, func(tx Session) error { return tx.Read(ctx, dest, sql, args...) })
	}
	return s.gorm.WithContext(ctx).Raw(sql, bound(sql, args)...).Scan(dest).Error
}

// ReadOne is Read for a query that must give a row: ErrNotFound where it gives none.
func (s Session) ReadOne(ctx context.Context, dest any, sql string, args ...any) error {
	if !s.InTx() && writes(sql) {
		return s.Tx(ctx, func(tx Session) error { return tx.ReadOne(ctx, dest, sql, args...) })
	}
	r := s.gorm.WithContext(ctx).Raw(sql, bound(sql, args)...).Scan(dest)
	if r.Error == nil && r.RowsAffected == 0 {
		return ErrNotFound
	}
	return r.Error
}

// writing finds statements that change rows, also within a WITH.
var writing = regexp.MustCompile(`(?i)\b(insert\s+into|update\s+\w+\s+(\w+\s+)?set|delete\s+from)\s`)

func writes(sql string) bool { return writing.MatchString(sql) }

// Exec runs one statement and returns the number of rows that it affected. Outside a
// transaction it begins one, so that the limits of Tx apply to every write.
func (s Session) Exec(ctx context.Context, sql string, args ...any) (rows int64, err error) {
	if !s.InTx() {
		err = s.Tx(ctx, func(tx Session) error {
			rows, err = tx.Exec(ctx, sql, args...)
			return err
		})
		return rows, err
	}
	r := s.gorm.WithContext(ctx).Exec(sql, bound(sql, args)...)
	return r.RowsAffected, r.Error
}

// bound returns the arguments of a statement. It leaves out the map of named arguments if the
// statement was composed without a name, because GORM would send the map as a positional one.
func bound(sql string, args []any) []any {
	if len(args) == 1 && !strings.Contains(sql, "@") {
		if _, named := args[0].(map[string]any); named {
			return nil
		}
	}
	return args
}

// Ping returns an error unless the database answers.
func (s Session) Ping(ctx context.Context) error { return s.db.Reads.Ping(ctx) }
