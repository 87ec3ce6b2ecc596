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

// clusterDefaults is the file with the defaults of the cluster manager of Debian, from the package
// postgresql-common.
const clusterDefaults = "/etc/postgresql-common/createcluster.conf"

// installWait is the longest wait for an installation by another program.
const installWait = 10 * time.Minute

// install installs the server programs with the package manager if this program runs as root on
// Debian or Ubuntu, as in a new container. Elsewhere it does nothing, because the owner of the machine
// decides what is installed. It returns why it failed; to see whether it worked, the caller looks for
// the programs again.
func install(ctx context.Context, o Options) error {
	if os.Geteuid() != 0 || !exists("/etc/debian_version") {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return nil
	}
	// Several test programs may come here at the same time: one installs, the others then find the programs.
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
	// First the package with clusterDefaults, then the server: without a change of the defaults its
	// installation would create and start a cluster of the system.
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

// forbidMainCluster stops the server package from creating and starting its own cluster. It returns
// a function that restores the setting.
func forbidMainCluster() (restore func() error, err error) {
	before, err := os.ReadFile(clusterDefaults)
	if err != nil {
		return nil, err
	}
	during := append(bytes.Clone(before), "\ncreate_main_cluster = false\n"...)
	return func() error { return os.WriteFile(clusterDefaults, before, 0o644) },
		os.WriteFile(clusterDefaults, during, 0o644)
}

// aptGet runs apt-get without questions; its error has the last lines of the output.
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
