package embedded

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// plain puts the server in a process group of its own, so that Ctrl-C lets this program finish its
// requests first. If this program is killed, the kernel sends the server the signal for a fast shutdown.
func plain() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGINT}
}

// dropped runs the server as another user.
func dropped(uid, gid int) identity {
	return identity{uid: uid, gid: gid, attr: func() *syscall.SysProcAttr {
		a := plain()
		a.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return a
	}}
}

// overflowID is the overflow user id of Linux, an unprivileged account on all common
// distributions. PostgreSQL looks up its own user by id, so the account must exist.
const overflowID = 65534

// namespaced runs the server in a user namespace that maps root to overflowID. The server runs as an
// ordinary user without capabilities in the parent namespace. The file system treats it as root, so
// it can enter the directories of root.
func namespaced() (identity, bool) {
	return identity{uid: 0, gid: 0, attr: func() *syscall.SysProcAttr {
		a := plain()
		a.Cloneflags = syscall.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: overflowID, HostID: 0, Size: 1}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: overflowID, HostID: 0, Size: 1}}
		return a
	}}, true
}

// serves reports whether process pid is a live server of the cluster in data. A zombie is not live,
// and another process may have got the same id since.
func serves(pid int, data string) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)) // "123 (postgres) S …"
	if err != nil {
		return false
	}
	_, rest, ok := bytes.Cut(stat, []byte(" (postgres) "))
	if !ok || len(rest) == 0 || rest[0] == 'Z' || rest[0] == 'X' {
		return false
	}
	cwd, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid)) // the working directory of a server is its cluster
	if err != nil {
		return !os.IsNotExist(err) // without the permission to read it, wait rather than run two servers
	}
	if real, err := filepath.EvalSymlinks(data); err == nil {
		data = real
	}
	return cwd == data
}
