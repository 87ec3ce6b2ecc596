package embedded

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// identity is the user as whom the server programs run. PostgreSQL refuses to
// run as root.
type identity struct {
	uid, gid int                         // owner of the files the server writes; -1: ourselves
	attr     func() *syscall.SysProcAttr // how to become that user
}

// command prepares a server program. It gets an environment of its own: the
// program's holds secrets, and LANG or PGOPTIONS would change what it does.
func (who identity) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.SysProcAttr = who.attr()
	cmd.Env = []string{"LC_ALL=C", "TZ=UTC"}
	for _, name := range []string{"PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"} {
		if value, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	return cmd
}

// give makes path the server user's.
func (who identity) give(path string) error {
	if who.uid < 0 {
		return nil
	}
	return os.Lchown(path, who.uid, who.gid)
}

// run waits for a short-lived server program and returns what it said. The
// thread is held because its end would send the parent-death signal.
func run(cmd *exec.Cmd) ([]byte, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.Bytes(), err
}

// enters tells why the identity cannot run the program from inside dir; nil if
// it can. Trying is the only sure way: it knows of access lists and mounts.
func (who identity) enters(ctx context.Context, progs programs, dir string) error {
	cmd := who.command(ctx, progs.path("postgres"), "-V")
	cmd.Dir = dir
	_, err := run(cmd)
	return err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
