//go:build unix

package embedded_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestStaleLockFiles checks a start after a hard stop, when the lock files name a process that exists
// but is not the server: a zombie, or another process with the same id.
func TestStaleLockFiles(t *testing.T) {
	t.Parallel()
	dir := clusterDir(t)
	sleeper := filepath.Join(dataDir(t, ""), "postgres") // the name does not make it ours
	sleep, err := exec.LookPath("sleep")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(sleep)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sleeper, b, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"zombie", "stranger"} {
		p := start(t, dir)
		do(t, p.url, `CREATE TABLE IF NOT EXISTS kept (n int); INSERT INTO kept VALUES (1)`)
		files := []string{filepath.Join(dir, "pg", "postmaster.pid"), filepath.Join(socketOf(t, p.url), ".s.PGSQL.5432.lock")}
		server := postmaster(t, dir)
		p.signal(t, syscall.SIGSTOP) // so that it does not clean up
		if err := syscall.Kill(server, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		p.signal(t, syscall.SIGKILL)
		p.wait()

		// PostgreSQL pays no attention to the processes of other users.
		other := exec.Command(sleeper, "1000")
		if os.Geteuid() == 0 {
			other.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: owner(t, files[0])}}
		}
		if err := other.Start(); err != nil {
			t.Fatal(err)
		}
		if kind == "zombie" {
			if err := other.Process.Kill(); err != nil { // and not waited for until the end
				t.Fatal(err)
			}
			eventually(t, "a zombie", func() bool {
				stat, err := os.ReadFile("/proc/" + strconv.Itoa(other.Process.Pid) + "/stat")
				return err != nil || strings.Contains(string(stat), ") Z ")
			})
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, rest, _ := strings.Cut(string(b), "\n")
			if err := os.WriteFile(file, []byte(strconv.Itoa(other.Process.Pid)+"\n"+rest), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		p = start(t, dir)
		if got := ask[int](t, p.url, `SELECT count(*) FROM kept`); got < 1 {
			t.Errorf("%s: %d rows", kind, got)
		}
		p.signal(t, syscall.SIGTERM)
		p.wait()
		_ = other.Process.Kill()
		_ = other.Wait()
	}
}

// TestOrphanedSession checks that a start waits while a session of the killed server still uses its
// shared memory: a second server would destroy data.
func TestOrphanedSession(t *testing.T) {
	t.Parallel()
	dir := clusterDir(t)
	p := start(t, dir)
	conn, err := pgx.Connect(t.Context(), p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	session := int(conn.PgConn().PID())
	if err := syscall.Kill(session, syscall.SIGSTOP); err != nil { // it cannot notice anything now
		t.Fatal(err)
	}
	p.signal(t, syscall.SIGSTOP)
	if err := syscall.Kill(postmaster(t, dir), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	p.signal(t, syscall.SIGKILL)
	p.wait()

	var resumed atomic.Bool
	time.AfterFunc(time.Second, func() {
		resumed.Store(true)
		_ = syscall.Kill(session, syscall.SIGCONT)
	})
	start(t, dir)
	if !resumed.Load() {
		t.Error("the server started while a session of the old one was running")
	}
}

func owner(t *testing.T, path string) uint32 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Sys().(*syscall.Stat_t).Uid
}

// TestHalfMade checks a start after a program was killed while it created the cluster.
func TestHalfMade(t *testing.T) {
	t.Parallel()
	dir := dataDir(t, "")
	half := filepath.Join(dir, "pg.new")
	if err := os.Mkdir(half, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(half, "PG_VERSION"), []byte("15\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, dir)
	if _, err := os.Stat(half); !os.IsNotExist(err) {
		t.Errorf("pg.new is still there: %v", err)
	}
}

// TestStrangersSocketDirectory checks that a socket directory that another user has created, in order
// to listen in, is not used. It needs root to act as another user.
func TestStrangersSocketDirectory(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("needs root to make a stranger's directory")
	}
	dir := clusterDir(t)
	p := start(t, dir)
	usual := socketOf(t, p.url)
	p.signal(t, syscall.SIGTERM)
	p.wait()
	if err := os.Mkdir(usual, 0o700); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(usual)
	if err := os.Chown(usual, 54321, 54321); err != nil {
		t.Fatal(err)
	}
	p = start(t, dir)
	if socketOf(t, p.url) == usual {
		t.Error("the server listens in a stranger's directory")
	}
	if guest := start(t, dir); !guest.attached {
		t.Error("a second program did not find the other directory")
	}
	if owner(t, usual) != 54321 {
		t.Error("the stranger's directory was taken")
	}
}
