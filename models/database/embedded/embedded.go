// Package embedded runs a private PostgreSQL server for as long as the program
// lives. It supervises server programs that are installed on the machine (or
// were fetched with Fetch); it contains none itself.
//
// Everything is kept in one directory:
//
//	pg        the cluster (PostgreSQL's data directory)
//	pg.lock   locked by the one program that supervises the server
//	pg.run    where that server answers and who it is, while it runs
//	pg.log    what the server says; pg.log.old once that has grown
//
// The server has no TCP port: it listens on a Unix socket in a private
// directory. Durability settings are PostgreSQL's own defaults.
//
// Two programs may use one directory. The first to come supervises the server;
// the second attaches to it and never stops it. The server ends with its
// supervisor, so an attached program then hears of it through Server.Lost: it
// does not take the server over, it says so and ends.
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

// User is the only role of the private server, its superuser. No password is
// asked for: who can enter the private socket directory is who owns the data.
const User = "jauap"

// attachWait is how long a second program waits for the first to get its
// server ready: a first start makes the cluster, a later one may be recovering.
const attachWait = 60 * time.Second

// Options say where a server lives and which programs run it.
type Options struct {
	Dir       string    // directory of the files listed above; made when missing
	BinDir    string    // folder of the server programs (PG_BINDIR); empty: look for them
	Out       io.Writer // receives one line for each slow step; nil: silence
	Throwaway bool      // for tests: fast start and no durability at all
}

func (o Options) say(format string, args ...any) {
	if o.Out != nil {
		fmt.Fprintf(o.Out, format+"\n", args...)
	}
}

// Start returns a server that answers. It makes the cluster when the directory
// has none, and attaches when another program already supervises one there.
// Every error is a sentence for the person at the terminal.
func Start(ctx context.Context, o Options) (*Server, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, err
	}
	// Looked for before anything is made, so that "nothing was changed" is true
	// when the programs are missing.
	progs, err := resolve(ctx, o, dir)
	if err != nil {
		return nil, err
	}
	// Others may pass through, because the server may run as another user, but not list.
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

// Attached tells that another program supervises the server.
func (s *Server) Attached() bool { return s.cmd == nil }

// Lost delivers one error when the server has ended without Stop being called:
// it died, or the program that supervised it has gone.
func (s *Server) Lost() <-chan error { return s.lost }
