//go:build unix

package embedded_test

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestKills kills the program, the server and both, in every order, while rows are written. Every
// committed row must exist after the next start.
func TestKills(t *testing.T) {
	t.Parallel()
	dir := clusterDir(t)
	rounds := 3
	if testing.Short() {
		rounds = 1
	}
	p := start(t, dir)
	do(t, p.url, `CREATE TABLE kept (n int PRIMARY KEY, filler text)`)
	answered := 0
	for range rounds {
		for _, victim := range []string{"program", "server", "program and server", "server and program"} {
			written := make(chan int)
			go func() { written <- write(p.url, answered) }()
			eventually(t, "rows to be written", func() bool { return ask[int](t, p.url, `SELECT count(*) FROM kept`) >= answered+20 })
			server := postmaster(t, dir)
			killServer := func() {
				if err := syscall.Kill(server, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
					t.Fatal(err)
				}
			}
			switch victim {
			case "program":
				p.signal(t, syscall.SIGKILL)
			case "server":
				killServer()
			case "program and server":
				p.signal(t, syscall.SIGKILL)
				killServer()
			case "server and program":
				killServer()
				_ = p.cmd.Process.Kill() // it may have ended already
			}
			select {
			case n := <-written:
				answered = max(answered, n)
			case <-time.After(20 * time.Second): // real time: a server process ends
				t.Fatalf("killed %s: the server still runs", victim)
			}
			code := p.wait()
			if victim == "server" && (code != 3 || !strings.Contains(p.text(), "signal: killed")) {
				t.Errorf("the program ended with %d when its server was killed: %s", code, p.text())
			}
			p = start(t, dir)
			t.Logf("killed %s after %d rows", victim, answered)
			if got := ask[int](t, p.url, `SELECT count(*) FROM kept`); got < answered {
				t.Fatalf("killed %s: %d rows, but %d commits were answered", victim, got, answered)
			} else {
				answered = got // one more commit may have succeeded without an answer
			}
		}
	}
}

// write commits rows from a number on until a commit fails, and returns the number of rows that the
// table must have.
func write(url string, from int) int {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return from
	}
	defer conn.Close(ctx)
	for n := from; ; n++ {
		if _, err := conn.Exec(ctx, `INSERT INTO kept VALUES ($1, repeat('х', 500))`, n); err != nil {
			return n
		}
	}
}

// TestCtrlC checks that the server is in another process group than the program: a terminal sends
// its signal to the whole group, and the requests must be finished first.
func TestCtrlC(t *testing.T) {
	t.Parallel()
	dir := clusterDir(t)
	cmd := exec.Command(testProgram)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	p, err := launch(t, cmd, dir)
	if err != nil {
		t.Fatal(err)
	}
	group, err := syscall.Getpgid(postmaster(t, dir))
	if err != nil || group == p.cmd.Process.Pid {
		t.Errorf("the server is in the program's process group %d, %v", group, err)
	}
}
