package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// errLocked: another program holds the lock.
var errLocked = errors.New("held by another program")

// acquire opens the file for nobody else; Windows frees it when we end.
func acquire(path string) (io.Closer, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	const sharingViolation = syscall.Errno(32)
	if errors.Is(err, sharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), path), nil
}

// signal asks pg_ctl to deliver what Windows has no signals for.
func (p programs) signal(pid int, name string) error {
	out, err := exec.Command(p.path("pg_ctl"), "kill", name, strconv.Itoa(pid)).CombinedOutput()
	if err != nil {
		return fmt.Errorf("pg_ctl kill %s: %w: %s", name, err, out)
	}
	return nil
}

func owner(fs.FileInfo) (uid, gid int, known bool) { return 0, 0, false }

// syncDir: Windows keeps directories in its journal.
func syncDir(string) error { return nil }

// identify: PostgreSQL runs as the ordinary user who runs this program.
func identify(context.Context, programs, string, string) (identity, error) {
	return identity{uid: -1, gid: -1, attr: func() *syscall.SysProcAttr {
		return &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP} // Ctrl-C is ours to handle
	}}, nil
}

// serves tells whether process pid is a PostgreSQL server.
func serves(pid int, _ string) bool {
	out, err := exec.Command("tasklist", "/FI", "PID eq "+strconv.Itoa(pid), "/FO", "CSV", "/NH").Output()
	return err == nil && strings.Contains(string(out), "postgres.exe")
}
