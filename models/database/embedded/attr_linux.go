package embedded

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// plain keeps the server out of the terminal's process group, so that Ctrl-C
// lets this program finish its requests first, and has the kernel ask it for
// a fast shutdown should this program be killed.
func plain() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGINT}
}

// dropped runs as another user.
func dropped(uid, gid int) identity {
	return identity{uid: uid, gid: gid, attr: func() *syscall.SysProcAttr {
		a := plain()
		a.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return a
	}}
}

// nobodyID is nobody's number on every common Linux. PostgreSQL looks its own
// user up by number, so the number must be known to the system.
const nobodyID = 65534

// namespaced runs in a user namespace in which root's number is nobody's: the
// server sees itself as an ordinary user, has no capability outside, and can
// still enter root's directories because for the file system it is root.
func namespaced() (identity, bool) {
	return identity{uid: 0, gid: 0, attr: func() *syscall.SysProcAttr {
		a := plain()
		a.Cloneflags = syscall.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobodyID, HostID: 0, Size: 1}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobodyID, HostID: 0, Size: 1}}
		return a
	}}, true
}

// serves tells whether process pid is a live server of the cluster in data: a
// zombie is not, nor is another process that has got the number since.
func serves(pid int, data string) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)) // "123 (postgres) S …"
	if err != nil {
		return false
	}
	_, rest, ok := bytes.Cut(stat, []byte(" (postgres) "))
	if !ok || len(rest) == 0 || rest[0] == 'Z' || rest[0] == 'X' {
		return false
	}
	cwd, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid)) // a server works in its cluster's directory
	if err != nil {
		return !os.IsNotExist(err) // not allowed to look: better wait for it than run two
	}
	if real, err := filepath.EvalSymlinks(data); err == nil {
		data = real
	}
	return cwd == data
}
