package embedded_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestRootsHome checks a data directory that only root can enter: the server runs in a user namespace,
// and the next start works after a kill.
func TestRootsHome(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("needs root")
	}
	closed := dataDir(t, "")
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(closed, "data")
	p, err := launch(t, exec.Command(testProgram), dir)
	if err != nil && strings.Contains(err.Error(), "cannot enter") {
		t.Skipf("user namespaces are forbidden here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	do(t, p.url, `CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)`)
	p.signal(t, syscall.SIGKILL)
	p.wait()
	p = start(t, dir)
	if got := ask[int](t, p.url, `SELECT count(*) FROM kept`); got != 1 {
		t.Errorf("%d rows, want 1", got)
	}
}

// TestNamespacesForbidden checks the error if the system forbids user namespaces, as hardened
// containers do.
func TestNamespacesForbidden(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("needs root")
	}
	closed := dataDir(t, "")
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	whole := []syscall.SysProcIDMap{{Size: 65536}} // as outside
	inside := func(script string) *exec.Cmd {
		cmd := exec.Command("sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces && "+script, testProgram)
		cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER,
			UidMappings: whole, GidMappings: whole, GidMappingsEnableSetgroups: true}
		return cmd
	}
	if out, err := inside("true").CombinedOutput(); err != nil {
		t.Skipf("cannot forbid namespaces here: %v %s", err, out)
	}
	_, err := launch(t, inside(`exec "$0"`), filepath.Join(closed, "data"))
	if err == nil || !strings.Contains(err.Error(), "cannot enter "+closed) || !strings.Contains(err.Error(), "chmod o+x "+closed) {
		t.Errorf("got %v, want a sentence that names %s", err, closed)
	}
}
