package database

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
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
	provider, err := db.goose()
	if err != nil {
		return err
	}
	if err := db.compare(ctx, provider); err != nil {
		return err
	}
	return db.checkQueue(ctx)
}

// Migrate applies the migrations that are missing, each in its own
// transaction. Of several programs that start together one does it and the
// others wait. A schema from the future is refused.
func (db *DB) Migrate(ctx context.Context) error {
	provider, err := db.goose()
	if err != nil {
		return err
	}
	err = db.compare(ctx, provider)
	if err == nil {
		return db.migrateQueue(ctx) // its library may be a newer one
	}
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
	return db.migrateQueue(ctx)
}

func (db *DB) goose() (*goose.Provider, error) {
	// Asked for every second, for five minutes: a big migration of another
	// program may take that long.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db.sql, Migrations(),
		goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true), goose.WithSlog(db.log))
}

// compare sets the applied migrations against the program's own. goose would
// make its table in order to answer, and so change a database that is refused.
func (db *DB) compare(ctx context.Context, provider *goose.Provider) error {
	var known []int64
	for _, source := range provider.ListSources() {
		known = append(known, source.Version)
	}
	var applied []int64
	rows, err := db.Pool.Query(ctx, `SELECT version_id FROM goose_db_version WHERE is_applied AND version_id > 0`)
	if err == nil {
		for rows.Next() {
			var v int64
			if err = rows.Scan(&v); err != nil {
				break
			}
			applied = append(applied, v)
		}
		rows.Close()
		err = errors.Join(err, rows.Err())
	}
	var pgErr *pgconn.PgError
	if err != nil && !(errors.As(err, &pgErr) && pgErr.Code == "42P01") { // undefined_table: nothing applied yet
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
