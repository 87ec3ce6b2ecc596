package dbtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jauap/models/database"
	"jauap/models/database/embedded"
)

// testServer is the PostgreSQL of one test program.
type testServer struct {
	admin    string           // connection string of its maintenance database
	embedded *embedded.Server // nil with TEST_DATABASE_URL
	dir      string           // of the embedded server
}

var (
	started *testServer // set by server; read by stop after all tests
	server  = sync.OnceValues(start)
)

func start() (*testServer, error) {
	ctx := context.Background()
	srv := &testServer{admin: os.Getenv("TEST_DATABASE_URL")}
	if srv.admin != "" {
		if u, err := url.Parse(srv.admin); err != nil || u.Scheme == "" {
			return nil, errors.New("TEST_DATABASE_URL must look like postgres://user:password@host/postgres")
		}
		started = srv
		return srv, nil
	}
	sweep()
	dir, err := os.MkdirTemp(memoryDir(), "jauap-test-")
	if err != nil {
		return nil, err
	}
	srv.dir = dir
	if err := os.Chmod(dir, 0o711); err != nil { // run by root, the server is another user
		return nil, err
	}
	srv.embedded, err = embedded.Start(ctx, embedded.Options{
		Dir: dir, BinDir: os.Getenv("PG_BINDIR"), Out: os.Stderr, Throwaway: true,
	})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	started = srv
	srv.admin = srv.embedded.URL("postgres")
	return srv, nil
}

// sweep removes the files of interrupted test programs.
func sweep() {
	var old []string
	for _, base := range []string{os.TempDir(), memoryDir()} {
		found, _ := filepath.Glob(filepath.Join(base, "jauap-test-*"))
		old = append(old, found...)
	}
	for _, dir := range old {
		if info, err := os.Stat(dir); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(dir) // fails for the files of another user
		}
	}
}

// copying returns the clause that makes copies of a template fast: on the test server, which runs
// without fsync, copying files is faster than writing the copy to the log.
func (s *testServer) copying() string {
	if s.embedded == nil {
		return ""
	}
	return " STRATEGY file_copy"
}

// stop drops the shared databases and stops the server.
func stop() error {
	if started == nil {
		return nil
	}
	var errs []error
	for _, db := range shared.databases {
		errs = append(errs, drop(db))
	}
	if started.embedded != nil {
		errs = append(errs, started.embedded.Stop(), os.RemoveAll(started.dir))
	}
	return errors.Join(errs...)
}

// fingerprint returns a hash of the migrations.
func fingerprint() string {
	h := sha256.New()
	files := database.Migrations()
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, path)
		fmt.Fprintf(h, "%s\n%d\n%s", filepath.ToSlash(path), len(b), b)
		return err
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}
