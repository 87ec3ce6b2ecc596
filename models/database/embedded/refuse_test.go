//go:build unix

package embedded_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models/database/embedded"
)

// sums lists every file under dir with its mode and hash.
func sums(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		all[path] = info.Mode().String() + info.ModTime().String()
		if info.Mode().IsRegular() {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			all[path] += fmt.Sprintf(" %x", sha256.Sum256(b))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestOtherMajor checks that a cluster of another version is refused and not changed.
func TestOtherMajor(t *testing.T) {
	t.Parallel()
	dir := clusterDir(t)
	version := filepath.Join(dir, "pg", "PG_VERSION")
	if err := os.WriteFile(version, []byte("9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := sums(t, dir)
	_, err := embedded.Start(t.Context(), options(dir))
	var other *embedded.MajorError
	if !errors.As(err, &other) || other.Cluster != 9 {
		t.Fatalf("got %v, want a MajorError", err)
	}
	for _, want := range []string{"PostgreSQL 9", filepath.Join(dir, "pg"), "PG_BINDIR", "Nothing in it was touched"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
	if diff := cmp.Diff(before, sums(t, dir)); diff != "" {
		t.Errorf("the directory was touched:\n%s", diff)
	}
}

func TestNotACluster(t *testing.T) {
	t.Parallel()
	dir := dataDir(t, "")
	if err := os.MkdirAll(filepath.Join(dir, "pg"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "pg", "letter.txt"), []byte("dear diary"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := sums(t, dir)
	if _, err := embedded.Start(t.Context(), options(dir)); err == nil || !strings.Contains(err.Error(), "not a PostgreSQL data directory") {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(before, sums(t, dir)); diff != "" {
		t.Errorf("the directory was touched:\n%s", diff)
	}
}

func TestBadBinDir(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	_, err := embedded.Start(t.Context(), embedded.Options{Dir: dir, BinDir: "/nowhere"})
	if err == nil || !strings.Contains(err.Error(), "PG_BINDIR=/nowhere") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the data directory was made: %v", err)
	}
}

// TestServerDoesNotStart checks that the error has the reason from the log of the server.
func TestServerDoesNotStart(t *testing.T) {
	t.Parallel()
	dir := clusterDir(t)
	f, err := os.OpenFile(filepath.Join(dir, "pg", "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("work_mem = 'plenty'\n"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = embedded.Start(t.Context(), options(dir))
	if err == nil || !strings.Contains(err.Error(), "work_mem") {
		t.Errorf("got %v, want PostgreSQL's own reason", err)
	}
	if _, err := embedded.Start(t.Context(), options(dir)); err == nil || strings.Contains(err.Error(), "another program") {
		t.Errorf("the lock was not released: %v", err)
	}
}
