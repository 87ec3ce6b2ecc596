// Package database opens the PostgreSQL database of the portal: on a private server (package embedded)
// or on the one that DATABASE_URL names. GORM, pgx and the migrations share its connections.
package database

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"

	"jauap/models/database/embedded"
)

// Config says which database to open. Exactly one of URL and Dir is used: Dir
// only when URL is empty.
type Config struct {
	URL    string // connection string of an existing server (DATABASE_URL)
	Direct string // connection string for migrations, where URL leads to a pooler; empty: URL
	Dir    string // directory of the private server, see package embedded
	BinDir string // folder of the private server's programs (PG_BINDIR); empty: look for them

	MaxConns  int32         // connections at most; 0: pool_max_conns of the URL, else 16
	SlowQuery time.Duration // queries that took longer are logged; 0: 500 ms
	Logger    *slog.Logger  // nil: slog.Default
	Out       io.Writer     // receives one line for each slow step of a start; nil: silence
}

// DB is an open database, safe for concurrent use.
type DB struct {
	Gorm  *gorm.DB      // over Reads; Tx gives it a connection of Pool
	Pool  *pgxpool.Pool // transactions, jobs, LISTEN
	Reads *pgxpool.Pool // reads outside a transaction, so that writers cannot use up its connections

	// URL is the connection string. It may hold a password: not for logs.
	URL string
	// Address is the place of the database for people to read, without a password.
	Address string
	// Private reports whether the server was started by this program or by another one in the same
	// directory, so that no other program has data in it.
	Private bool

	migrateURL string

	sql    *sql.DB // over Pool
	reads  *sql.DB // over Reads
	log    *slog.Logger
	server *embedded.Server // nil for URL
}

// Open connects to the database, after starting the private server if c has no URL, and checks that
// the server can handle Kazakh text. It does not check the schema, see Migrate and CheckSchema. Its
// errors are sentences for the person at the terminal.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	db := &DB{URL: c.URL, migrateURL: c.Direct, Private: c.URL == "", log: c.Logger}
	if err := db.open(ctx, c); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func (db *DB) open(ctx context.Context, c Config) (err error) {
	if db.Private {
		db.server, err = embedded.Start(ctx, embedded.Options{Dir: c.Dir, BinDir: c.BinDir, Out: c.Out})
		if err != nil {
			return err
		}
		db.URL = db.server.URL(privateName)
		if err := createDatabase(ctx, db.server.URL("postgres"), privateName); err != nil {
			return fmt.Errorf("make the database %s: %w", privateName, err)
		}
	}
	if db.Pool, db.Reads, err = newPools(ctx, db.URL, c.MaxConns, newQueryTrace(c.Logger, c.SlowQuery)); err != nil {
		return err
	}
	db.Address = address(db.Pool.Config(), db.Private, c.Dir)
	if err := db.Pool.Ping(ctx); err != nil {
		return fmt.Errorf("the database at %s does not answer: %w", db.Address, err)
	}
	if err := db.Pool.AcquireFunc(ctx, func(c *pgxpool.Conn) error { return checkPooler(ctx, c.Conn()) }); err != nil {
		return err
	}
	if err := checkServer(ctx, db.Pool); err != nil {
		return err
	}
	db.sql = stdlib.OpenDBFromPool(db.Pool)
	db.reads = stdlib.OpenDBFromPool(db.Reads)
	db.Gorm, err = newGorm(db.reads)
	return err
}

// closeWait is how long Close waits for queries that still run.
const closeWait = 10 * time.Second

// Close closes the connections and then stops the private server, if this program supervises it. The
// caller stops all users of the database first.
func (db *DB) Close() {
	for _, conns := range []*sql.DB{db.sql, db.reads} {
		if conns == nil {
			continue
		}
		if err := conns.Close(); err != nil {
			db.log.Error("close the database", "error", err)
		}
	}
	for _, pool := range []*pgxpool.Pool{db.Reads, db.Pool} {
		if pool != nil {
			db.closePool(pool)
		}
	}
	if db.server != nil {
		if err := db.server.Stop(); err != nil {
			db.log.Error("stop PostgreSQL", "error", err)
		}
	}
}

func (db *DB) closePool(pool *pgxpool.Pool) {
	closed := make(chan struct{})
	go func() { pool.Close(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(closeWait): // a connection is still in use; stop the server anyway
		db.log.Warn("connections to the database are still in use; leaving them", "count", pool.Stat().AcquiredConns())
	}
}

// Lost delivers one error if the private server ends by itself or with the program that supervises it;
// the program should then exit. It is nil for a server named by URL: the pool connects again when that
// server is back.
func (db *DB) Lost() <-chan error {
	if db.server == nil {
		return nil
	}
	return db.server.Lost()
}

// Fetch downloads the PostgreSQL server programs with npm to the cache of the user, for machines
// without them.
func Fetch(ctx context.Context, progress io.Writer) error { return embedded.Fetch(ctx, progress) }
