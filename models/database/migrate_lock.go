package database

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// migrateLock is the id of the advisory lock for which programs that migrate wait. One session lock
// covers goose and the job queue, because some steps of the queue cannot share a transaction.
const migrateLock = 7_215_341_868

// migrateWait is how long a migration waits for another program's, and one of its
// statements for a lock: a big migration may take that long.
const migrateWait = "5min"

// ErrPooledMigration is returned behind a pooler: there the unlock of a session lock may go to another
// server connection than the lock, and every later migration would wait forever.
var ErrPooledMigration = errors.New("the database is reached through a connection pooler such as pgbouncer, which a migration cannot use; set MIGRATE_DATABASE_URL to the address of PostgreSQL itself")

// forMigration calls fn with a pool of its own, while a direct connection holds the lock.
func (db *DB) forMigration(ctx context.Context, fn func(pool *pgxpool.Pool) error) error {
	url := db.migrateURL
	if url == "" {
		url = db.URL
	}
	config, err := poolConfig(url, 4)
	if err != nil {
		return err
	}
	config.MaxConns = 4 // overrides the address: with fewer connections goose and the queue would wait for each other
	config.ConnConfig.Tracer = newQueryTrace(db.log, migrationSlow)
	conn, err := pgx.ConnectConfig(ctx, config.ConnConfig.Copy())
	if err != nil {
		return fmt.Errorf("connect to migrate: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx)) // ends the lock too
	if is, err := pooled(ctx, conn); err != nil {
		return err
	} else if is {
		return ErrPooledMigration
	}
	if err := db.lockMigration(ctx, conn); err != nil {
		return err
	}
	config.ConnConfig.RuntimeParams["lock_timeout"] = migrateWait
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	return fn(pool)
}

// lockMigration waits for the lock, and logs that it waits.
func (db *DB) lockMigration(ctx context.Context, conn *pgx.Conn) error {
	var got bool
	if err := conn.QueryRow(ctx, `select pg_try_advisory_lock($1)`, int64(migrateLock)).Scan(&got); err != nil || got {
		return err
	}
	db.log.WarnContext(ctx, "another program is migrating this database; waiting", "at_most", migrateWait)
	if _, err := conn.Exec(ctx, `set lock_timeout = '`+migrateWait+`'`); err != nil {
		return err
	}
	_, err := conn.Exec(ctx, `select pg_advisory_lock($1)`, int64(migrateLock))
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) && pgErr.Code == "55P03" {
		var holders []int32
		_ = conn.QueryRow(ctx, `select array_agg(pid) from pg_locks where locktype = 'advisory' and granted
			and database = (select oid from pg_database where datname = current_database())
			and (classid::bigint << 32 | objid::bigint) = $1`, int64(migrateLock)).Scan(&holders)
		return fmt.Errorf("another session holds the lock of migrations for more than %s: process %v of PostgreSQL. If no migration runs, end it with: select pg_terminate_backend(pid)", migrateWait, holders)
	}
	return err
}
