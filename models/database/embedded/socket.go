package embedded

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// socketPathLimit is the size of sun_path in bytes: 107 on Linux, 103 on macOS and BSD.
const socketPathLimit = 103

// socketDir creates the private directory of the Unix socket in the temporary folder: the path of the
// data directory may be too long for a socket.
func socketDir(ctx context.Context, progs programs, who identity, dir string) (string, error) {
	sum := sha256.Sum256([]byte(dir))
	name := "jauap-" + hex.EncodeToString(sum[:5])
	for _, tmp := range []string{os.TempDir(), "/tmp"} {
		path := filepath.Join(tmp, name)
		if len(path)+len("-1234567890/.s.PGSQL."+port) > socketPathLimit {
			continue
		}
		if tmp != "/tmp" && who.enters(ctx, progs, tmp) != nil {
			continue
		}
		if err := os.Mkdir(path, 0o700); err == nil || reusable(path, who) {
			return path, who.give(path)
		}
		// The name is taken. Other programs read the path from pg.run, so any other name works.
		path, err := os.MkdirTemp(tmp, name+"-")
		if err != nil {
			continue
		}
		return path, who.give(path)
	}
	return "", fmt.Errorf("no room for a socket: neither %s nor /tmp takes a private directory with a short enough name", os.TempDir())
}

// reusable reports whether path is the private directory of an earlier run, and not a file or directory
// of another user.
func reusable(path string, who identity) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() {
		return false
	}
	uid, _, known := owner(info)
	if !known { // a system without Unix owners, where each user has a temporary folder
		return true
	}
	return info.Mode().Perm() == 0o700 && (uid == os.Geteuid() || uid == who.uid)
}
