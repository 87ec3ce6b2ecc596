package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// locales are tried in this order. With LC_CTYPE=C PostgreSQL does not treat Kazakh letters as letters,
// and search finds nothing without an error, so the list does not contain C. C.UTF-8 exists with every
// recent glibc or musl; macOS and Windows have names of their own.
var locales = []string{"C.UTF-8", "en_US.UTF-8", "en-US"}

// clusterMajor returns the major version of the cluster in dir/pg, or 0 if it does not exist yet.
func clusterMajor(dir string) (int, error) {
	data := filepath.Join(dir, "pg")
	b, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := os.ReadDir(data)
		if err == nil && len(entries) > 0 {
			return 0, fmt.Errorf("%s is not empty and not a PostgreSQL data directory (no PG_VERSION in it); move it away and start again", data)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, err
		}
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 0, fmt.Errorf("%s says version %q, which this program does not know", filepath.Join(data, "PG_VERSION"), strings.TrimSpace(string(b)))
	}
	return major, nil
}

// ensureCluster creates the cluster if it does not exist. It creates it under another name and then
// renames it, so that no program finds an incomplete one.
func ensureCluster(ctx context.Context, o Options, progs programs, who identity, dir string) error {
	major, err := clusterMajor(dir)
	if err != nil {
		return err
	}
	if major != 0 {
		if major != progs.major {
			return &MajorError{Dir: filepath.Join(dir, "pg"), Cluster: major, Found: []programs{progs}}
		}
		return nil
	}
	o.say("Making a new PostgreSQL %d database in %s …", progs.major, filepath.Join(dir, "pg"))
	fresh := filepath.Join(dir, "pg.new")
	for i, locale := range locales {
		if err := os.RemoveAll(fresh); err != nil {
			return err
		}
		if err := os.Mkdir(fresh, 0o700); err != nil {
			return err
		}
		if err := who.give(fresh); err != nil {
			return err
		}
		args := []string{"-D", fresh, "--username=" + User, "--auth=trust", "--encoding=UTF8", "--locale=" + locale}
		if o.Throwaway {
			args = append(args, "--no-sync")
		}
		cmd := who.command(ctx, progs.path("initdb"), args...)
		cmd.Dir = dir
		out, err := run(cmd)
		if err == nil {
			break
		}
		if bytes.Contains(out, []byte("invalid locale")) && i < len(locales)-1 {
			continue
		}
		return fmt.Errorf("initdb could not make the database in %s (%w): %s", dir, err, bytes.TrimSpace(out))
	}
	data := filepath.Join(dir, "pg")
	if err := os.Rename(fresh, data); err != nil {
		return err
	}
	return syncDir(dir)
}
