package embedded

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// identity is the user of the server programs. PostgreSQL refuses to run as root.
type identity struct {
	uid, gid int                         // owner of the files that the server writes; -1: the user of this program
	attr     func() *syscall.SysProcAttr // how to become that user
}

// command returns the command of a server program with an environment of its own: the one of this
// program has secrets, and LANG or PGOPTIONS would change its behaviour.
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

// give makes the user of the server the owner of path.
func (who identity) give(path string) error {
	if who.uid < 0 {
		return nil
	}
	return os.Lchown(path, who.uid, who.gid)
}

// run runs a server program to its end and returns its output. It locks the thread, because the end
// of the thread would send the parent-death signal.
func run(cmd *exec.Cmd) ([]byte, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.Bytes(), err
}

// enters returns an error if the identity cannot run the program in dir. It tries it, because only
// that takes access lists and mounts into account.
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
