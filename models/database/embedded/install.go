package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// clusterDefaults holds the defaults of Debian's cluster manager; the package
// postgresql-common brings it.
const clusterDefaults = "/etc/postgresql-common/createcluster.conf"

// installWait bounds the wait for another program's installation.
const installWait = 10 * time.Minute

// install gets the server programs from Debian's or Ubuntu's package manager
// when we are root there, as in a fresh container. Anywhere else it does
// nothing: installing is the machine owner's business. It returns why it
// failed; the caller looks at the machine again to see whether it worked.
func install(ctx context.Context, o Options) error {
	if os.Geteuid() != 0 || !exists("/etc/debian_version") {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return nil
	}
	// Several test programs may get here together; one installs, the rest find it done.
	lock, err := waitLock(ctx, filepath.Join(os.TempDir(), "jauap-install.lock"))
	if err != nil {
		return err
	}
	defer lock.Close()
	if len(find(ctx)) > 0 {
		return nil
	}
	o.say("No PostgreSQL server programs here: installing them with apt-get (packages postgresql, postgresql-contrib; about a minute) …")
	if err := aptGet(ctx, "update"); err != nil {
		return err
	}
	// First the part that brings clusterDefaults, then the server: its
	// installation would make and start a cluster of the system's own.
	if err := aptGet(ctx, "install", "postgresql-common"); err != nil {
		return err
	}
	restore, err := forbidMainCluster()
	if err != nil {
		return err
	}
	return errors.Join(aptGet(ctx, "install", "postgresql", "postgresql-contrib"), restore())
}

// waitLock takes a lock that is held for minutes at most.
func waitLock(ctx context.Context, path string) (interface{ Close() error }, error) {
	ctx, cancel := context.WithTimeout(ctx, installWait)
	defer cancel()
	for {
		lock, err := acquire(path)
		if !errors.Is(err, errLocked) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for another installation: %w", ctx.Err())
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// forbidMainCluster keeps the server package from making and starting its own
// cluster, and returns how to give the setting back.
func forbidMainCluster() (restore func() error, err error) {
	before, err := os.ReadFile(clusterDefaults)
	if err != nil {
		return nil, err
	}
	during := append(bytes.Clone(before), "\ncreate_main_cluster = false\n"...)
	return func() error { return os.WriteFile(clusterDefaults, before, 0o644) },
		os.WriteFile(clusterDefaults, during, 0o644)
}

// aptGet runs apt-get without questions and, when it fails, keeps what it said last.
func aptGet(ctx context.Context, command string, packages ...string) error {
	args := append([]string{"-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", command}, packages...)
	cmd := exec.CommandContext(ctx, "apt-get", args...)
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return fmt.Errorf("apt-get %s: %w: %s", command, err, lines[len(lines)-1])
}
