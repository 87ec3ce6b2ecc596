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

// errLocked means that another program holds the lock.
var errLocked = errors.New("held by another program")

// acquire opens the file exclusively; Windows releases it when this program ends.
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

// signal uses pg_ctl, because Windows has no signals.
func (p programs) signal(pid int, name string) error {
	out, err := exec.Command(p.path("pg_ctl"), "kill", name, strconv.Itoa(pid)).CombinedOutput()
	if err != nil {
		return fmt.Errorf("pg_ctl kill %s: %w: %s", name, err, out)
	}
	return nil
}

func owner(fs.FileInfo) (uid, gid int, known bool) { return 0, 0, false }

// syncDir does nothing: Windows journals directories.
func syncDir(string) error { return nil }

// identify returns the user of this program.
func identify(context.Context, programs, string, string) (identity, error) {
	return identity{uid: -1, gid: -1, attr: func() *syscall.SysProcAttr {
		return &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP} // this program handles Ctrl-C
	}}, nil
}

// serves reports whether process pid is a PostgreSQL server.
func serves(pid int, _ string) bool {
	out, err := exec.Command("tasklist", "/FI", "PID eq "+strconv.Itoa(pid), "/FO", "CSV", "/NH").Output()
	return err == nil && strings.Contains(string(out), "postgres.exe")
}
