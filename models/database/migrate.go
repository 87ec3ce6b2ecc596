package database

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var embeddedMigrations embed.FS

// Migrations are the goose files that Migrate applies.
func Migrations() fs.FS {
	sub, err := fs.Sub(embeddedMigrations, "migrations")
	if err != nil {
		panic(err) // the name is a constant
	}
	return sub
}

// SchemaError says that the schema is not the one this program was written for.
type SchemaError struct {
	Database, Program int64 // newest migration that each of them has
	Newer             bool  // the database is ahead of the program
}

func (e *SchemaError) Error() string {
	if e.Newer {
		return fmt.Sprintf("the database has schema %d and this program knows only %d: a newer jauap has been here; use that one", e.Database, e.Program)
	}
	return fmt.Sprintf("the database has schema %d and this program needs %d; run: jauap migrate", e.Database, e.Program)
}

// CheckSchema returns a *SchemaError unless exactly the migrations of this
// program have been applied. It changes nothing.
func (db *DB) CheckSchema(ctx context.Context) error {
	provider, err := db.goose(db.sql)
	if err != nil {
		return err
	}
	if err := db.compare(ctx, provider); err != nil {
		return err
	}
	return db.checkQueue(ctx)
}

// migrationSlow is from when on a statement of a migration is logged as slow.
const migrationSlow = 30 * time.Second

// Migrate applies the migrations that are missing, each in its own
// transaction. Of several programs that start together one does it and the
// others wait. A schema from the future is refused.
func (db *DB) Migrate(ctx context.Context) error {
	return db.forMigration(ctx, func(pool *pgxpool.Pool) error {
		conns := stdlib.OpenDBFromPool(pool)
		defer conns.Close()
		provider, err := db.goose(conns)
		if err != nil {
			return err
		}
		if err := db.up(ctx, provider); err != nil {
			return err
		}
		return db.migrateQueue(ctx, pool)
	})
}

func (db *DB) up(ctx context.Context, provider *goose.Provider) error {
	err := db.compare(ctx, provider)
	if behind, ok := errors.AsType[*SchemaError](err); !ok || behind.Newer {
		return err
	}
	applied, err := provider.Up(ctx)
	for _, m := range applied {
		db.log.InfoContext(ctx, "migrated", "file", m.Source.Path, "took", m.Duration)
	}
	if err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	return nil
}

// goose has no lock of its own: forMigration holds one.
func (db *DB) goose(conns *sql.DB) (*goose.Provider, error) {
	return goose.NewProvider(goose.DialectPostgres, conns, Migrations(), goose.WithDisableGlobalRegistry(true), goose.WithSlog(db.log))
}

// compare sets the applied migrations against the program's own. goose would
// make its table in order to answer, and so change a database that is refused.
func (db *DB) compare(ctx context.Context, provider *goose.Provider) error {
	var known []int64
	for _, source := range provider.ListSources() {
		known = append(known, source.Version)
	}
	applied, err := db.applied(ctx)
	if err != nil {
		return fmt.Errorf("read the schema version: %w", err)
	}
	e := &SchemaError{Database: slices.Max(append(applied, 0)), Program: slices.Max(append(known, 0))}
	for _, v := range applied {
		e.Newer = e.Newer || !slices.Contains(known, v)
	}
	for _, v := range known {
		if e.Newer || !slices.Contains(applied, v) {
			return e
		}
	}
	return nil
}

func (db *DB) applied(ctx context.Context) ([]int64, error) {
	var there bool
	if err := db.Pool.QueryRow(ctx, `select to_regclass('goose_db_version') is not null`).Scan(&there); err != nil || !there {
		return nil, err
	}
	rows, err := db.Pool.Query(ctx, `select version_id from goose_db_version where is_applied and version_id > 0`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}
