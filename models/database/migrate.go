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

// Migrations returns the goose files that Migrate applies.
func Migrations() fs.FS {
	sub, err := fs.Sub(embeddedMigrations, "migrations")
	if err != nil {
		panic(err) // the name is a constant
	}
	return sub
}

// Migrations 1 to 25 were replaced by 8 files with the numbers 18 to 25, which make the same schema.
// A database that has applied the old files is therefore up to date at 25, and one that has applied
// only some of them cannot be migrated by this program: lastWithOld is the last commit that can.
const (
	firstFile   = 18
	lastOldFile = 25
	lastWithOld = "b908b71"
)

// SchemaError says that the schema is not the one this program was written for.
type SchemaError struct {
	Database, Program int64 // newest migration of each
	Newer             bool  // the database has migrations that the program does not know
	TooOld            bool  // the database has applied only some of the old files 1 to 25
}

func (e *SchemaError) Error() string {
	if e.TooOld {
		return fmt.Sprintf("the database has schema %d, which is older than this program can migrate (%d); build jauap at commit %s, run its: jauap migrate; then use this program again", e.Database, lastOldFile, lastWithOld)
	}
	if e.Newer {
		return fmt.Sprintf("the database has schema %d and this program knows only %d: a newer jauap has been here; use that one", e.Database, e.Program)
	}
	return fmt.Sprintf("the database has schema %d and this program needs %d; run: jauap migrate", e.Database, e.Program)
}

// CheckSchema returns a *SchemaError unless exactly the migrations of this program have been applied.
// It writes nothing.
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

// migrationSlow is the duration above which a statement of a migration is logged as slow.
const migrationSlow = 30 * time.Second

// Migrate applies the migrations that are missing, each in its own transaction. If several programs
// start together, one migrates and the others wait. It refuses a schema with migrations that this
// program does not know, and one from before lastOldFile.
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
	if behind, ok := errors.AsType[*SchemaError](err); !ok || behind.Newer || behind.TooOld {
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

// compare returns a *SchemaError unless the applied migrations are the program's own. It does not
// ask goose, which would create its table and so change a database that is refused.
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
	if e.TooOld = tooOld(applied); e.TooOld {
		return e
	}
	for _, v := range applied {
		e.Newer = e.Newer || v >= firstFile && !slices.Contains(known, v)
	}
	for _, v := range known {
		if e.Newer || !slices.Contains(applied, v) {
			return e
		}
	}
	return nil
}

// tooOld reports whether only some of the old files 1 to 25 were applied.
func tooOld(applied []int64) bool {
	if len(applied) == 0 || slices.Min(applied) >= firstFile {
		return false
	}
	for v := int64(1); v <= lastOldFile; v++ {
		if !slices.Contains(applied, v) {
			return true
		}
	}
	return false
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
