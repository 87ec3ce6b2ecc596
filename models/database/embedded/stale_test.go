//go:build unix

package embedded_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestStaleLockFiles: after a hard stop the lock files name a process that
// exists but is not the server: a zombie that nobody reaps, or a stranger that
// has got the number.
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

// TestOrphanedSession: a session outlives the killed server for a moment and
// still holds its shared memory. Starting beside it would destroy data, so the
// next start must wait.
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

	begin := time.Now() // real time: the old session is stopped for a second
	time.AfterFunc(time.Second, func() { _ = syscall.Kill(session, syscall.SIGCONT) })
	start(t, dir)
	if took := time.Since(begin); took < time.Second { // real time: the same
		t.Errorf("the server started after %v, beside a session of the old one", took)
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

// TestHalfMade: a program that was killed while it made the cluster.
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

// TestStrangersSocketDirectory: someone else of the machine has taken the name
// of the socket directory, to listen in. Needs root, to be someone else.
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
