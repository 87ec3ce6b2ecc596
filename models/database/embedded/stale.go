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

// orphanWait is the time that a server may take to shut down after its supervisor was killed.
const orphanWait = 60 * time.Second

// clearStale makes a start possible after a hard stop. The caller holds pg.lock, so a process named in
// a lock file has no supervisor.
//
// PostgreSQL refuses to start if the process named in postmaster.pid (or in the lock file of the
// socket) exists. If process 1 does not reap children, as in many containers, a killed server remains
// as a zombie; or another process has got its id. Deleting the files would also delete the key with
// which PostgreSQL finds processes that still use the shared memory. So clearStale only replaces the
// id with the id of this program: PostgreSQL treats the id of its parent as stale and still checks
// the memory.
//
// ours is the postmaster that an earlier run of this program started; 0 if unknown.
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
				// On Linux the kernel has sent it the signal; on other systems it has got none yet.
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

// firstLine returns the process id in a PostgreSQL lock file, or 0 if it has none.
func firstLine(file string) int {
	b, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(b), "\n")
	pid, _ := strconv.Atoi(strings.TrimSpace(line))
	return pid
}

// adopt writes the process id of this program into the first line of a lock file.
func adopt(file string) error {
	// The directory belongs to the user of the server, and this program may be root: os.Root does not
	// follow a link that leads out of the directory.
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
