// Package dbtest gives each test a PostgreSQL database of its own.
//
//	func TestMain(m *testing.M) { dbtest.Main(m) }
//
//	func TestSomething(t *testing.T) {
//		t.Parallel()
//		db := dbtest.Open(t)
//		…
//	}
//
// The first call starts a throw-away server of the same programs that the portal uses and migrates a
// template, of which every test gets a copy. If TEST_DATABASE_URL is set, it uses that server; the
// user must have the right to create databases.
package dbtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"jauap/models/database"
)

// maxConns keeps many parallel tests below the server's 100 connections.
const maxConns = 6

// Main runs the tests of a package and then stops the server they used.
func Main(m *testing.M) {
	code := m.Run()
	if err := stop(); err != nil {
		fmt.Fprintln(os.Stderr, "dbtest:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// Open returns a migrated, otherwise empty database, which is dropped at the end of the test.
func Open(t testing.TB) *database.DB {
	t.Helper()
	name, err := template()
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	return forTest(t, name)
}

// Filled returns a copy of a database that fill has written. fill runs once for each name
// in a test program. It takes the place of statements that many tests would repeat.
func Filled(t testing.TB, name string, fill func(ctx context.Context, db *database.DB) error) *database.DB {
	t.Helper()
	source, err := filled(name, fill)
	if err != nil {
		t.Fatalf("dbtest: fill %s: %v", name, err)
	}
	return forTest(t, source)
}

// fillings are the databases of Filled by name, made by the first test that asks.
var fillings sync.Map

func filled(name string, fill func(ctx context.Context, db *database.DB) error) (string, error) {
	once, _ := fillings.LoadOrStore(name, sync.OnceValues(func() (string, error) {
		migrated, err := template()
		if err != nil {
			return "", err
		}
		db, err := create(context.Background(), migrated, slog.New(slog.DiscardHandler))
		if err != nil {
			return "", err
		}
		shared.Lock()
		shared.databases = append(shared.databases, db)
		shared.Unlock()
		if err := fill(context.Background(), db); err != nil {
			return "", err
		}
		db.Close() // PostgreSQL copies no database that is in use
		return db.Pool.Config().ConnConfig.Database, nil
	}))
	return once.(func() (string, error))()
}

// Empty returns a database without the schema, for tests of migrations.
func Empty(t testing.TB) *database.DB {
	t.Helper()
	return forTest(t, "")
}

// New returns the same as Open for all tests of a package that only read it: it is dropped when Main
// ends.
func New(ctx context.Context) (*database.DB, error) {
	name, err := template()
	if err != nil {
		return nil, err
	}
	db, err := create(ctx, name, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		return nil, err
	}
	shared.Lock()
	defer shared.Unlock()
	shared.databases = append(shared.databases, db)
	return db, nil
}

// shared are the databases of New; stop drops them.
var shared struct {
	sync.Mutex
	databases []*database.DB
}

func forTest(t testing.TB, template string) *database.DB {
	t.Helper()
	// t.Output is the output of the test; t.Context is done when the cleanup runs.
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	db, err := create(context.Background(), template, log)
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	t.Cleanup(func() {
		if t.Failed() && started.embedded == nil {
			db.Close()
			t.Logf("the database of the failed test is kept: %s", db.URL)
			return
		}
		if err := drop(db); err != nil {
			t.Errorf("dbtest: %v", err)
		}
	})
	return db
}

// create creates and opens a database, as a copy of template if that is not empty.
func create(ctx context.Context, template string, log *slog.Logger) (*database.DB, error) {
	srv, err := server()
	if err != nil {
		return nil, err
	}
	name := "jauap_test_" + strings.ToLower(rand.Text()[:12])
	statement := "CREATE DATABASE " + name
	if template != "" {
		statement += " TEMPLATE " + template + srv.copying()
	}
	if err := srv.exec(ctx, statement); err != nil {
		return nil, err
	}
	return database.Open(ctx, database.Config{URL: srv.url(name), MaxConns: maxConns, Logger: log})
}

// drop closes and drops a database of create.
func drop(db *database.DB) error {
	name := db.Pool.Config().ConnConfig.Database
	db.Close()
	return started.exec(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)")
}

// template returns the name of the database that Open copies, after migrating it once. The name has
// a hash of the migrations, so that on a shared server a later run can use it again.
var template = sync.OnceValues(func() (name string, err error) {
	srv, err := server()
	if err != nil {
		return "", err
	}
	ctx := context.Background()
	name = "jauap_template_" + fingerprint()
	conn, err := pgx.Connect(ctx, srv.admin)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	// Each package is tested in its own process. The lock is held until conn closes.
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock(hashtext($1))`, name); err != nil {
		return "", err
	}
	var there bool
	if err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil || there {
		return name, err
	}
	// It gets its name when it is complete.
	making := name + "_making"
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + making, "CREATE DATABASE " + making} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return "", err
		}
	}
	db, err := database.Open(ctx, database.Config{URL: srv.url(making), MaxConns: maxConns, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return "", err
	}
	err = db.Migrate(ctx)
	db.Close()
	if err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+making+" RENAME TO "+name)
	return name, err
})

// url is the connection string of another database of the same server.
func (s *testServer) url(name string) string {
	u, err := url.Parse(s.admin)
	if err != nil {
		return s.admin // start has parsed it without an error
	}
	u.Path = "/" + name
	return u.String()
}

func (s *testServer) exec(ctx context.Context, statement string) error {
	conn, err := pgx.Connect(ctx, s.admin)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// IsLong reports whether CI_LONG=1 is set: tests then try every combination instead of a
// sample.
func IsLong() bool { return os.Getenv("CI_LONG") == "1" }

// Long skips the test unless CI_LONG=1 is set. It is for soaks, simulations, attacks and
// million-row runs, which take minutes.
func Long(t testing.TB) {
	t.Helper()
	if !IsLong() {
		t.Skip("takes minutes; set CI_LONG=1 to run it")
	}
}
