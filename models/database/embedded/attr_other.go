//go:build unix && !linux

package embedded

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// plain puts the server in a process group of its own, so that Ctrl-C lets this program finish its
// requests first. This system has no parent-death signal: if this program is killed, its next start
// stops the server that was left (see clearStale).
func plain() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// dropped runs the server as another user.
func dropped(uid, gid int) identity {
	return identity{uid: uid, gid: gid, attr: func() *syscall.SysProcAttr {
		return &syscall.SysProcAttr{Setpgid: true, Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}}
}

// namespaced does nothing: only Linux has user namespaces.
func namespaced() (identity, bool) { return identity{}, false }

// serves reports whether process pid is a live PostgreSQL server.
func serves(pid int, _ string) bool {
	out, err := exec.Command("ps", "-p", strconv.Itoa(pid), "-o", "stat=,comm=").Output()
	fields := strings.Fields(string(out))
	return err == nil && len(fields) >= 2 && !strings.HasPrefix(fields[0], "Z") && filepath.Base(fields[1]) == "postgres"
}
