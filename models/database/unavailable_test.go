package database_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"jauap/models/database"
	"jauap/models/database/dbtest"
	"jauap/models/database/embedded"
)

// privateDir is a directory that the user of the server can enter when the
// tests run as root; t.TempDir is not.
func privateDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "jauap-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestServerGoesAndComesBack takes the server away under every way of using
// it. Each must say Unavailable, and work again on the same pool afterwards.
func TestServerGoesAndComesBack(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	options := embedded.Options{Dir: privateDir(t), BinDir: os.Getenv("PG_BINDIR"), Throwaway: true}
	server, err := embedded.Start(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	db, err := database.Open(ctx, database.Config{URL: server.URL("postgres"), Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()

	ways := map[string]func(sql string) error{
		"pool": func(sql string) error { _, err := db.Pool.Exec(ctx, sql); return err },
		"gorm": func(sql string) error { return db.Gorm.WithContext(ctx).Exec(sql).Error },
		"tx": func(sql string) error {
			return db.Tx(ctx, func(tx *gorm.DB, _ *pgx.Conn) error { return tx.Exec(sql).Error })
		},
		"copy": func(sql string) error {
			return db.Tx(ctx, func(_ *gorm.DB, conn *pgx.Conn) error {
				_, err := conn.PgConn().CopyTo(ctx, io.Discard, "COPY ("+sql+") TO STDOUT")
				return err
			})
		},
	}
	// In the middle of a query.
	results := make(chan error)
	for name, way := range ways {
		go func() {
			err := way(`SELECT pg_sleep(60)`)
			if !database.Unavailable(err) {
				results <- fmt.Errorf("%s, cut off: %w (%[2]T), want Unavailable", name, err)
				return
			}
			results <- nil
		}()
	}
	for busy := 0; busy < len(ways); time.Sleep(10 * time.Millisecond) { // real time: the server starts the queries
		if err := db.Pool.QueryRow(ctx, `SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'`).Scan(&busy); err != nil {
			t.Fatal(err)
		}
	}
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	for range ways {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	// While it is away: first with connections that do not know it yet, then with none.
	for range 2 {
		for name, way := range ways {
			if err := way(`SELECT 1`); !database.Unavailable(err) {
				t.Errorf("%s, server away: %v (%[2]T), want Unavailable", name, err)
			}
		}
	}
	if server, err = embedded.Start(ctx, options); err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	for name, way := range ways {
		if err := way(`SELECT 1`); err != nil {
			t.Errorf("%s, server back: %v", name, err)
		}
	}
}

// TestTerminated: the server ends idle connections, as an administrator does
// before a restart.
func TestTerminated(t *testing.T) {
	t.Parallel()
	db, admin := dbtest.Open(t), dbtest.Empty(t)
	if err := db.Pool.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	exec(t, admin, `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1`, db.Pool.Config().ConnConfig.Database)
	if err := db.Gorm.WithContext(t.Context()).Exec(`SELECT 1`).Error; err != nil && !database.Unavailable(err) {
		t.Errorf("over an ended connection: %v (%[1]T)", err)
	}
	if err := db.Gorm.WithContext(t.Context()).Exec(`SELECT 1`).Error; err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestPoolExhausted checks the error if no connection is free before the deadline of the request.
func TestPoolExhausted(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	for range db.Pool.Config().MaxConns {
		conn, err := db.Pool.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Release()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := db.Tx(ctx, func(*gorm.DB, *pgx.Conn) error { return nil })
	if !database.Unavailable(err) {
		t.Errorf("got %v, want Unavailable", err)
	}
	if err := db.Gorm.WithContext(t.Context()).Exec(`SELECT 1`).Error; err != nil {
		t.Errorf("writers have taken the connections of readers: %v", err)
	}
}

// TestRetryable checks which errors a retry may fix.
func TestRetryable(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	for code, name := range map[string]string{"25006": "read only", "55P03": "lock", "57014": "statement", "40001": "serialization", "40P01": "deadlock", "58030": "disk"} {
		err := db.Gorm.WithContext(t.Context()).Exec(`do $$ begin raise exception 'x' using errcode = '` + code + `'; end $$`).Error
		if !database.Unavailable(err) {
			t.Errorf("%s: %v is not retryable", name, err)
		}
	}
}

// TestLimits checks that the limits of a context apply to the locks and statements of its
// transaction, and that a job has none.
func TestLimits(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	for _, test := range []struct {
		ctx  context.Context
		want string
	}{
		{t.Context(), "0 0"},
		{database.WithLimits(t.Context(), database.Limits{Lock: 2 * time.Second, Statement: 8 * time.Second}), "2s 8s"},
	} {
		err := db.Tx(test.ctx, func(_ *gorm.DB, conn *pgx.Conn) error {
			var got string
			err := conn.QueryRow(test.ctx, `select concat(current_setting('lock_timeout'), ' ', current_setting('statement_timeout'))`).Scan(&got)
			if got != test.want {
				t.Errorf("limits %s, want %s", got, test.want)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestNotUnavailable checks errors of other origin.
func TestNotUnavailable(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for name, err := range map[string]error{
		"none":            nil,
		"other":           errors.New("other"),
		"broken upload":   fmt.Errorf("read form: %w", io.ErrUnexpectedEOF),
		"reset by client": fmt.Errorf("read body: %w", syscall.ECONNRESET),
		"visitor left":    db.Gorm.WithContext(gone).Exec(`SELECT 1`).Error,
		"not found":       db.Gorm.WithContext(t.Context()).Table("pg_class").Where("false").Take(&map[string]any{}).Error,
		"syntax":          db.Gorm.WithContext(t.Context()).Exec(`SELEKT`).Error,
		"wrong value":     db.Gorm.WithContext(t.Context()).Exec(`SELECT 1/0`).Error,
	} {
		if name != "none" && err == nil {
			t.Errorf("%s: no error to judge", name)
		}
		if database.Unavailable(err) {
			t.Errorf("%s: %v is reported as an unavailable database", name, err)
		}
	}
}
