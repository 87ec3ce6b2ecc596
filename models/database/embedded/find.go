package embedded

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// oldest is the oldest major version of PostgreSQL that the schema works on: it has UNIQUE NULLS NOT
// DISTINCT, which 15 introduced.
const oldest = 15

// programs is a folder with the server programs of one PostgreSQL.
type programs struct {
	dir    string
	major  int
	chosen bool // downloaded on request of a person
}

func (p programs) path(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(p.dir, name)
}

func (p programs) String() string { return fmt.Sprintf("%d in %s", p.major, p.dir) }

// places are the folders in which systems install the server programs.
var places = []string{
	"/usr/lib/postgresql/*/bin",   // Debian, Ubuntu
	"/usr/pgsql-*/bin",            // PGDG on Fedora, RHEL
	"/usr/libexec/postgresql*",    // Alpine
	"/usr/lib/postgresql*/bin",    // openSUSE
	"/usr/lib64/postgresql-*/bin", // Gentoo
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
	`C:\Program Files\PostgreSQL\*\bin`,
}

// resolve returns the programs for the cluster of dir. It installs them if this program may do so
// (see install).
func resolve(ctx context.Context, o Options, dir string) (programs, error) {
	major, err := clusterMajor(dir)
	if err != nil {
		return programs{}, err
	}
	if o.BinDir != "" {
		p, ok := inspect(ctx, o.BinDir)
		if !ok {
			return programs{}, fmt.Errorf("PG_BINDIR=%s holds no working PostgreSQL server programs (postgres and initdb, version %d or newer)", o.BinDir, oldest)
		}
		return choose([]programs{p}, dir, major)
	}
	found := find(ctx)
	if len(found) == 0 {
		attempt := install(ctx, o)
		if found = find(ctx); len(found) == 0 {
			return programs{}, &MissingError{Attempt: attempt}
		}
	}
	return choose(found, dir, major)
}

// choose returns the programs for a cluster of a major version: those that ran it last, because an
// ICU library of another version sorts differently and corrupts indexes; otherwise the first of that
// version. For a new cluster it returns the downloaded programs, otherwise the newest.
func choose(found []programs, dir string, major int) (programs, error) {
	if major == 0 {
		return slices.MaxFunc(found, func(a, b programs) int {
			return cmp.Or(boolCompare(a.chosen, b.chosen), cmp.Compare(a.major, b.major))
		}), nil
	}
	fit := slices.DeleteFunc(slices.Clone(found), func(p programs) bool { return p.major != major })
	if len(fit) == 0 {
		return programs{}, &MajorError{Dir: filepath.Join(dir, "pg"), Cluster: major, Found: found}
	}
	opts, err := os.ReadFile(filepath.Join(dir, "pg", "postmaster.opts")) // begins with the path of the program
	if err == nil {
		for _, p := range fit {
			if strings.HasPrefix(string(opts), p.path("postgres")+" ") {
				return p, nil
			}
		}
	}
	return fit[0], nil
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// find returns the usable programs of the machine, each folder once: first the downloaded ones, then
// those of the system.
func find(ctx context.Context) []programs {
	var found []programs
	seen := map[string]bool{}
	add := func(dir string, chosen bool) {
		real, err := filepath.EvalSymlinks(dir)
		if err != nil || seen[real] {
			return
		}
		seen[real] = true
		if p, ok := inspect(ctx, dir); ok {
			p.chosen = chosen
			found = append(found, p)
		}
	}
	for _, cache := range caches() {
		for _, dir := range glob(filepath.Join(cache, "postgresql-*", "bin")) {
			add(dir, true)
		}
	}
	for _, pattern := range places {
		for _, dir := range glob(pattern) {
			add(dir, false)
		}
	}
	if out, err := exec.CommandContext(ctx, "pg_config", "--bindir").Output(); err == nil {
		add(strings.TrimSpace(string(out)), false)
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			add(filepath.Dir(real), false)
		}
	}
	return found
}

// glob is filepath.Glob for constant, valid patterns.
func glob(pattern string) []string {
	dirs, _ := filepath.Glob(pattern)
	return dirs
}

var versionLine = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

// inspect runs the programs in dir to get their version.
func inspect(ctx context.Context, dir string) (programs, bool) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return programs{}, false
	}
	p := programs{dir: dir}
	if _, err := exec.LookPath(p.path("initdb")); err != nil {
		return programs{}, false
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, p.path("postgres"), "-V").Output()
	if err != nil {
		return programs{}, false
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return programs{}, false
	}
	p.major, err = strconv.Atoi(string(m[1]))
	return p, err == nil && p.major >= oldest
}
