//go:build unix

package embedded_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// ask returns the one value of a query.
func ask[T any](t *testing.T, url, query string) (value T) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(t.Context(), query).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

func do(t *testing.T, url, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// socketOf returns the socket directory in a connection string.
func socketOf(t *testing.T, url string) string {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	return config.Host
}

// postmaster returns the process id of the server of dir.
func postmaster(t *testing.T, dir string) int {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "pg", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func TestFirstStartAndLaterStart(t *testing.T) {
	t.Parallel()
	dir := dataDir(t, "")
	p := start(t, dir)

	// Durability is the default, the server has no TCP port, Kazakh letters are letters.
	do(t, p.url, `CREATE EXTENSION pg_trgm`)
	for query, want := range map[string]string{
		`SELECT current_setting('fsync')`:              "on",
		`SELECT current_setting('synchronous_commit')`: "on",
		`SELECT current_setting('full_page_writes')`:   "on",
		`SELECT current_setting('listen_addresses')`:   "",
		`SELECT current_setting('server_encoding')`:    "UTF8",
		`SELECT lower('ҚАЛА')`:                         "қала",
		`SELECT (show_trgm('қала') <> '{}')::text`:     "true",
		`SELECT string_agg(w, ' ' ORDER BY w COLLATE "kk-x-icu") FROM unnest(ARRAY['б','ә','а','қ','к','ы','і']) w`: "а ә б к қ ы і",
	} {
		if got := ask[string](t, p.url, query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for path, want := range map[string]os.FileMode{filepath.Join(dir, "pg"): 0o700, socketOf(t, p.url): 0o700, filepath.Join(dir, "pg.log"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want mode %o", path, info.Mode(), err, want)
		}
	}
	if info, err := os.Stat(fmt.Sprintf("/proc/%d", postmaster(t, dir))); err == nil && info.Sys().(*syscall.Stat_t).Uid == 0 {
		t.Error("the server runs as root")
	}

	p.signal(t, syscall.SIGTERM)
	if code := p.wait(); code != 0 {
		t.Errorf("exit code %d after SIGTERM: %s", code, p.text())
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 3 { // pg, pg.lock, pg.log
		t.Errorf("left in the directory: %v", left)
	}
	if _, err := os.Stat(socketOf(t, p.url)); !os.IsNotExist(err) {
		t.Errorf("the socket directory is still there: %v", err)
	}

	start(t, dir)
}
