package database_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"jauap/models/database"
	"jauap/models/database/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func exec(t *testing.T, db *database.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// TestPrivate opens a private server as the program does: two at a time in the same directory, and
// again after both are closed.
func TestPrivate(t *testing.T) {
	t.Parallel()
	dir := privateDir(t)
	first, err := database.Open(t.Context(), database.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	exec(t, first, `CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)`)
	second, err := database.Open(t.Context(), database.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	exec(t, second, `INSERT INTO kept VALUES (2)`)
	first.Close() // stops the server; the second gets an error
	select {
	case err := <-second.Lost():
		if !strings.Contains(err.Error(), "has ended") {
			t.Error(err)
		}
	case <-time.After(30 * time.Second): // real time: a server process ends
		t.Error("the second program got no error when the server stopped")
	}
	if err := second.Pool.Ping(t.Context()); !database.Unavailable(err) {
		t.Errorf("ping without a server: %v, want Unavailable", err)
	}
	second.Close()

	again, err := database.Open(t.Context(), database.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	var n int
	if err := again.Pool.QueryRow(t.Context(), `SELECT count(*) FROM kept`).Scan(&n); err != nil || n != 2 {
		t.Errorf("%d rows kept, %v; want 2", n, err)
	}
	if !again.Private || strings.Contains(again.Address, "postgres://") {
		t.Errorf("Private %v, Address %q", again.Private, again.Address)
	}
}

// TestSession checks the settings that every query relies on.
func TestSession(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	var zone string
	var fromPool time.Time
	if err := db.Pool.QueryRow(t.Context(), `SELECT current_setting('timezone'), now()`).Scan(&zone, &fromPool); err != nil {
		t.Fatal(err)
	}
	var fromGorm time.Time
	if err := db.Gorm.WithContext(t.Context()).Raw(`SELECT now()`).Row().Scan(&fromGorm); err != nil {
		t.Fatal(err)
	}
	if zone != "UTC" || fromPool.Location() != time.UTC || fromGorm.Location() != time.UTC {
		t.Errorf("zone %s, times in %v and %v; want UTC throughout", zone, fromPool.Location(), fromGorm.Location())
	}
	if now := db.Gorm.NowFunc(); now.Location() != time.UTC || now.Nanosecond()%1000 != 0 {
		t.Errorf("NowFunc gives %v, want UTC in whole microseconds", now)
	}
	exec(t, db, `CREATE TABLE once (n int PRIMARY KEY)`)
	exec(t, db, `INSERT INTO once VALUES (1)`)
	err := db.Gorm.WithContext(t.Context()).Exec(`INSERT INTO once VALUES (1)`).Error
	if !errors.Is(err, gorm.ErrDuplicatedKey) {
		t.Errorf("a duplicate is %v, want gorm.ErrDuplicatedKey", err)
	}
}

// TestLogHasNoValues checks that the log has no text of users, neither as a parameter nor in a message
// of PostgreSQL.
func TestLogHasNoValues(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	url := dbtest.Open(t).URL
	db, err := database.Open(t.Context(), database.Config{URL: url, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec(t, db, `CREATE TABLE mail (address text PRIMARY KEY, age int)`)
	for _, args := range [][]any{{"aigerim@example.kz", "secret-age"}, {"aigerim@example.kz", "1"}, {"aigerim@example.kz", "1"}} {
		_ = db.Gorm.WithContext(t.Context()).Exec(`INSERT INTO mail VALUES (?, ?::text::int)`, args...).Error
	}
	if strings.Contains(log.String(), "aigerim") || strings.Contains(log.String(), "secret") {
		t.Errorf("values in the log:\n%s", log.String())
	}
	for _, want := range []string{"INSERT INTO mail", "22P02", "mail_pkey"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %q in the log:\n%s", want, log.String())
		}
	}
}

// TestRefusals checks that a database in which search would find nothing is refused with a remedy and
// not changed.
func TestRefusals(t *testing.T) {
	t.Parallel()
	admin := dbtest.Empty(t)
	here := admin.Pool.Config().ConnConfig.Database
	for _, test := range []struct{ name, options, want string }{
		{"locale", "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'", "LC_CTYPE=C"},
		{"encoding", "TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'", "SQL_ASCII"},
	} {
		name := here + "_" + test.name
		exec(t, admin, "CREATE DATABASE "+name+" "+test.options)
		defer exec(t, admin, "DROP DATABASE "+name+" WITH (FORCE)")
		url := strings.Replace(admin.URL, "/"+here, "/"+name, 1)
		db, err := database.Open(t.Context(), database.Config{URL: url})
		if err == nil {
			db.Close()
			t.Errorf("%s: not refused", test.name)
			continue
		}
		if !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "CREATE DATABASE") {
			t.Errorf("%s: %v; want %q and a remedy", test.name, err, test.want)
		}
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		var extensions int
		err = conn.QueryRow(t.Context(), `SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'`).Scan(&extensions)
		if err != nil || extensions != 0 {
			t.Errorf("%s: %d extensions left behind, %v", test.name, extensions, err)
		}
		if err := conn.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func TestRefusedUser(t *testing.T) {
	t.Parallel()
	admin := dbtest.Empty(t)
	name := admin.Pool.Config().ConnConfig.Database
	exec(t, admin, `DROP EXTENSION pg_trgm`)
	exec(t, admin, `CREATE ROLE `+name+` LOGIN`)
	defer exec(t, admin, `DROP ROLE `+name)
	url := strings.Replace(admin.URL, "postgres://"+admin.Pool.Config().ConnConfig.User, "postgres://"+name, 1)
	_, err := database.Open(t.Context(), database.Config{URL: url})
	if err == nil || !strings.Contains(err.Error(), "ask the owner") {
		t.Errorf("a user without rights: %v", err)
	}
}

func TestBadURL(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"postgres://user:s3cret@host:port/db", "host=x port=y password=s3cret", "postgres://user:s3cret%zz@h/d"} {
		_, err := database.Open(t.Context(), database.Config{URL: url})
		if err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", url, err)
		}
	}
	_, err := database.Open(t.Context(), database.Config{URL: "postgres://user:s3cret@127.0.0.1:1/db"})
	if err == nil || strings.Contains(err.Error(), "s3cret") || !database.Unavailable(err) {
		t.Errorf("no server at that port: %v", err)
	}
}

func TestMigrate(t *testing.T) {
	t.Parallel()
	db := dbtest.Empty(t)
	ctx := t.Context()
	var schema *database.SchemaError
	if err := db.CheckSchema(ctx); !errors.As(err, &schema) || schema.Newer || !strings.Contains(err.Error(), "jauap migrate") {
		t.Fatalf("an empty database: %v", err)
	}
	var made bool
	if err := db.Pool.QueryRow(ctx, `SELECT to_regclass('goose_db_version') IS NOT NULL`).Scan(&made); err != nil || made {
		t.Errorf("CheckSchema made a table, %v", err)
	}
	// Two programs at the same time.
	other := make(chan error)
	go func() { other <- db.Migrate(ctx) }()
	if err := errors.Join(db.Migrate(ctx), <-other); err != nil {
		t.Fatal(err)
	}
	if err := db.CheckSchema(ctx); err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(ctx); err != nil {
		t.Errorf("again: %v", err)
	}
	exec(t, db, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999999, true)`)
	for name, call := range map[string]func(context.Context) error{"check": db.CheckSchema, "migrate": db.Migrate} {
		if err := call(ctx); !errors.As(err, &schema) || !schema.Newer {
			t.Errorf("%s of a newer schema: %v", name, err)
		}
	}
}
