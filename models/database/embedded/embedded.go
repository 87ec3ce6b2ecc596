// Package embedded runs a private PostgreSQL server while the program runs. It uses the server
// programs that are installed on the machine or were downloaded with Fetch; it contains none itself.
//
// All files are in one directory:
//
//	pg        the cluster (PostgreSQL's data directory)
//	pg.lock   locked by the one program that supervises the server
//	pg.run    socket and process ids of that server, while it runs
//	pg.log    log of the server; pg.log.old is the one before
//
// The server has no TCP port: it listens on a Unix socket in a private
// directory. Durability settings are PostgreSQL's own defaults.
//
// Two programs may use one directory. The first one supervises the server; the second one attaches
// to it and never stops it. The server stops with its supervisor. Server.Lost reports this to the
// attached program, which does not take over the server but exits with an error.
package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// User is the only role of the private server, its superuser. It has no password: only the owner of
// the data can enter the private socket directory.
const User = "jauap"

// attachWait is how long a second program waits until the server of the first one is ready: a first
// start creates the cluster, and a later one may recover after a crash.
const attachWait = 60 * time.Second

// Options say where a server lives and which programs run it.
type Options struct {
	Dir       string    // directory of the files listed above; created if missing
	BinDir    string    // folder of the server programs (PG_BINDIR); empty: look for them
	Out       io.Writer // receives one line for each slow step; nil: silence
	Throwaway bool      // for tests: fast start and no durability at all
}

func (o Options) say(format string, args ...any) {
	if o.Out != nil {
		fmt.Fprintf(o.Out, format+"\n", args...)
	}
}

// Start returns a server that answers queries. It creates the cluster if the directory has none, and
// attaches to the server if another program already supervises one there. Its errors are sentences
// for the person at the terminal.
func Start(ctx context.Context, o Options) (*Server, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, err
	}
	// Look for the programs before creating anything, so that "nothing was changed" is true if they
	// are missing.
	progs, err := resolve(ctx, o, dir)
	if err != nil {
		return nil, err
	}
	// Other users may enter but not list it, because the server may run as another user.
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	deadline := time.Now().Add(attachWait)
	for {
		lock, err := acquire(filepath.Join(dir, "pg.lock"))
		if err == nil {
			s, err := supervise(ctx, o, dir, progs)
			if err != nil {
				return nil, errors.Join(err, lock.Close())
			}
			s.lock = lock
			return s, nil
		}
		if !errors.Is(err, errLocked) {
			return nil, fmt.Errorf("lock the data directory: %w", err)
		}
		s, err := attach(dir)
		if err == nil {
			return s, nil
		}
		if time.Now().After(deadline) {
			return nil, fmt.Errorf("another program holds %s, but its PostgreSQL has not answered for %v (%w); end that program and start again",
				filepath.Join(dir, "pg.lock"), attachWait, err)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// URL returns the connection string of a database of the server.
func (s *Server) URL(database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.User(User),
		Path:     "/" + database,
		RawQuery: url.Values{"host": {s.socket}, "port": {port}, "sslmode": {"disable"}}.Encode(),
	}
	return u.String()
}

// Attached reports whether another program supervises the server.
func (s *Server) Attached() bool { return s.cmd == nil }

// Lost delivers one error if the server stops without a call of Stop: it crashed, or the program that
// supervised it ended.
func (s *Server) Lost() <-chan error { return s.lost }
