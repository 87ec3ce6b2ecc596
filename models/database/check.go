package database

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// checkServer refuses a server on which the portal would fail without an error: above all one with a
// locale in which Kazakh letters are not letters, where search finds nothing. It changes nothing in a
// database that it refuses.
func checkServer(ctx context.Context, pool *pgxpool.Pool) error {
	var (
		number                  int
		version, encoding, name string
		ctype                   string
		collation               bool
	)
	err := pool.QueryRow(ctx, `
		SELECT current_setting('server_version_num')::int,
		       current_setting('server_version'),
		       current_setting('server_encoding'),
		       datname,
		       datctype,
		       EXISTS (SELECT FROM pg_collation WHERE collname = 'kk-x-icu')
		  FROM pg_database
		 WHERE datname = current_database()`).
		Scan(&number, &version, &encoding, &name, &ctype, &collation)
	if err != nil {
		return fmt.Errorf("ask the server about itself: %w", err)
	}
	remake := fmt.Sprintf("make a new one, and move the data with pg_dump: CREATE DATABASE %s_utf8 TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'", name)
	if number < 150000 { // the schema has UNIQUE NULLS NOT DISTINCT
		return fmt.Errorf("the server is PostgreSQL %s; version 15 or newer is needed", version)
	}
	if encoding != "UTF8" {
		return fmt.Errorf("the database %s is encoded in %s, which cannot hold Kazakh and Russian text together; %s", name, encoding, remake)
	}
	if !collation {
		return fmt.Errorf("the server has no collation kk-x-icu, so it cannot sort Kazakh text: its PostgreSQL %s was built without ICU; use a build with it (all common packages have it), or run: SELECT pg_import_system_collations('pg_catalog')", version)
	}
	if err := checkZone(ctx, pool); err != nil {
		return err
	}
	trigrams, err := trigrams(ctx, pool, name)
	if err != nil {
		return err
	}
	if !trigrams {
		return fmt.Errorf("the database %s was made with LC_CTYPE=%s: PostgreSQL sees no letters in Kazakh text there, and search would find nothing without saying so; %s", name, ctype, remake)
	}
	return nil
}

// checkZone refuses a server with time zone data from before the change of 1 March 2024: its days
// would begin an hour earlier than those of the program (calendar.Zone), and terms would differ.
func checkZone(ctx context.Context, pool *pgxpool.Pool) error {
	var before, after bool
	err := pool.QueryRow(ctx, `
		SELECT timestamptz '2024-02-01 00:00+00' AT TIME ZONE 'Asia/Almaty' = timestamp '2024-02-01 06:00',
		       timestamptz '2024-06-01 00:00+00' AT TIME ZONE 'Asia/Almaty' = timestamp '2024-06-01 05:00'`).Scan(&before, &after)
	if err != nil {
		return fmt.Errorf("ask the server for the time in Asia/Almaty: %w", err)
	}
	if !before || !after {
		return errors.New("the server's time zone data does not know that Asia/Almaty went from UTC+6 to UTC+5 on 1 March 2024, so it would count days wrongly; update tzdata (2024a or newer) or PostgreSQL there and restart it")
	}
	return nil
}

var errNoLetters = errors.New("no letters")

// trigrams reports whether pg_trgm works for Cyrillic letters. It adds the extension if it is missing,
// and keeps it only if the answer is true.
func trigrams(ctx context.Context, pool *pgxpool.Pool, name string) (bool, error) {
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		var there, letters bool
		if err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')`).Scan(&there); err != nil {
			return err
		}
		if !there {
			// IF NOT EXISTS fails if two programs run it at the same moment.
			if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('jauap pg_trgm'))`); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `CREATE EXTENSION IF NOT EXISTS pg_trgm`); err != nil {
				return err
			}
		}
		if err := tx.QueryRow(ctx, `SELECT show_trgm('қала') <> '{}'`).Scan(&letters); err != nil {
			return err
		}
		if !letters {
			return errNoLetters
		}
		return nil
	})
	if errors.Is(err, errNoLetters) {
		return false, nil
	}
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) {
		switch pgErr.Code {
		case "42501": // insufficient_privilege
			return false, fmt.Errorf("this database user may not add the extension pg_trgm, which search needs; ask the owner of the database %s to run in it: CREATE EXTENSION pg_trgm", name)
		case "58P01", "0A000": // undefined_file, feature_not_supported: no such extension on this machine
			return false, errors.New("the server lacks the extension pg_trgm, which search needs; install its contrib package (Debian/Ubuntu: postgresql-contrib, Fedora: postgresql-contrib, Alpine: postgresql-contrib)")
		case "42883": // undefined_function
			return false, fmt.Errorf("the extension pg_trgm of the database %s is in a schema outside search_path; run in it: ALTER EXTENSION pg_trgm SET SCHEMA public", name)
		}
	}
	if err != nil {
		return false, fmt.Errorf("check pg_trgm: %w", err)
	}
	return true, nil
}
