package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// orphanWait is how long a server whose supervisor was killed may take to
// finish its own shutdown.
const orphanWait = 60 * time.Second

// clearStale gets the way free for a new server after a hard stop. The caller
// holds pg.lock, so whatever process a lock file names has no supervisor.
//
// PostgreSQL refuses to start when the process named in postmaster.pid (or in
// the lock file of the socket) exists. Where process 1 does not reap, as in
// many containers, a killed server exists for ever as a zombie; or its number
// is in use again by something else. Deleting the files would also delete the
// key by which PostgreSQL finds processes that still use the shared memory.
// So only the number is changed, to our own: PostgreSQL takes its parent's
// number for a stale one and still checks the memory.
//
// ours is the postmaster that an earlier run of this program started; 0 when unknown.
func clearStale(ctx context.Context, o Options, progs programs, data, socket string, ours int) error {
	pidfile := filepath.Join(data, "postmaster.pid")
	deadline, told := time.Now().Add(orphanWait), false
	for {
		pid := firstLine(pidfile)
		if pid <= 0 || !serves(pid, data) {
			break
		}
		if !told {
			told = true
			o.say("Waiting for the PostgreSQL of an earlier run (process %d) to end …", pid)
			if pid == ours {
				// On Linux it was told by the kernel; elsewhere nobody has told it.
				_ = progs.signal(pid, "INT")
			}
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("PostgreSQL process %d, which this program does not supervise, is using %s; stop it (kill -INT %d) and start again", pid, data, pid)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	for _, file := range []string{pidfile, filepath.Join(socket, ".s.PGSQL."+port+".lock")} {
		if err := adopt(file); err != nil {
			return fmt.Errorf("clear the lock file of an earlier PostgreSQL: %w", err)
		}
	}
	return nil
}

// firstLine returns the process id in a PostgreSQL lock file; 0 when there is none.
func firstLine(file string) int {
	b, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(b), "\n")
	pid, _ := strconv.Atoi(strings.TrimSpace(line))
	return pid
}

// adopt writes our own process id into the first line of a lock file.
func adopt(file string) error {
	// The directory belongs to the user who runs the server, and we may be
	// root: Root keeps a planted link from leading us out of it.
	root, err := os.OpenRoot(filepath.Dir(file))
	if err != nil {
		return err
	}
	defer root.Close()
	name := filepath.Base(file)
	b, err := root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(b), "\n")
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	fresh := name + ".new"
	if err := root.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := root.WriteFile(fresh, []byte(strconv.Itoa(os.Getpid())+"\n"+rest), 0o600); err != nil {
		return err
	}
	if uid, gid, ok := owner(info); ok && os.Geteuid() == 0 {
		if err := root.Lchown(fresh, uid, gid); err != nil {
			return err
		}
	}
	return root.Rename(fresh, name)
}
