package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// The time for a stop before the next, stronger signal.
const (
	fastStop      = 30 * time.Second // SIGINT: sessions are ended, a checkpoint is written
	immediateStop = 5 * time.Second  // SIGQUIT: no checkpoint, the next start recovers
)

// staleWait is the time that the children of a killed server may need to end and release its shared
// memory.
const staleWait = 15 * time.Second

// Server is a running PostgreSQL, supervised by this program or, if attached, by another one.
type Server struct {
	dir    string // the directory of Options
	socket string // directory of the Unix socket
	progs  programs
	fast   bool // a throw-away server: a stop need not save data

	lock   io.Closer     // pg.lock; nil when attached
	cmd    *exec.Cmd     // the postmaster; nil when attached
	exited chan struct{} // closed when cmd has ended, after exit is set
	exit   error
	watch  net.Conn // attached: an idle session, which breaks when the server ends

	stop sync.Once
	ends chan struct{} // closed by Stop, so that an intended end is not reported as a loss
	lost chan error
}

// supervise starts the server of dir. The caller holds its lock.
func supervise(ctx context.Context, o Options, dir string, progs programs) (_ *Server, err error) {
	data := filepath.Join(dir, "pg")
	previous := readRecord(dir) // exists only if a program was killed
	who, err := identify(ctx, progs, dir, data)
	if err != nil {
		return nil, err
	}
	if err := ensureCluster(ctx, o, progs, who, dir); err != nil {
		return nil, err
	}
	socket, err := socketDir(ctx, progs, who, dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(socket) // fails if a server still listens in it
		}
	}()
	s := &Server{dir: dir, socket: socket, progs: progs, fast: o.Throwaway,
		ends: make(chan struct{}), lost: make(chan error, 1)}
	deadline := time.Now().Add(staleWait)
	for {
		if err := clearStale(ctx, o, progs, data, socket, previous.Postmaster); err != nil {
			return nil, err
		}
		err := s.launch(ctx, o, who)
		if err == nil {
			break
		}
		if !errors.Is(err, errStale) || time.Now().After(deadline) {
			return nil, err
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err := writeRecord(dir, record{Socket: socket, Postmaster: s.cmd.Process.Pid, Supervisor: os.Getpid()}); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	go func() {
		<-s.exited
		select {
		case <-s.ends:
		default:
			s.lost <- fmt.Errorf("PostgreSQL has ended by itself (%v); %s may say why", s.exit, s.logFile())
		}
	}()
	return s, nil
}

// launch starts the postmaster and waits until it answers.
func (s *Server) launch(ctx context.Context, o Options, who identity) error {
	log, err := openLog(s.logFile())
	if err != nil {
		return err
	}
	defer log.Close()
	from, err := log.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	cmd := who.command(context.Background(), s.progs.path("postgres"), s.arguments(o)...)
	cmd.Dir = s.dir
	cmd.Stdout, cmd.Stderr = log, log

	started, exited := make(chan error, 1), make(chan struct{})
	s.exited = exited
	go func() {
		// The kernel sends the parent-death signal when the thread that forked ends, so this thread
		// must live as long as the server.
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			s.exit = describeExit(cmd)
			close(exited)
		}
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	s.cmd = cmd
	told := time.Now().Add(5 * time.Second)
	for {
		conn, err := dial(s.socket)
		if err == nil {
			return hangUp(conn)
		}
		if time.Now().After(told) {
			o.say("PostgreSQL is still getting ready (it may be recovering after a hard stop) …")
			told = time.Now().Add(30 * time.Second)
		}
		select {
		case <-exited:
			return explain(s.logFile(), from, s.exit)
		case <-ctx.Done():
			return errors.Join(ctx.Err(), s.end())
		case <-time.After(15 * time.Millisecond):
		}
	}
}

// describeExit waits for the end of the process and describes it.
func describeExit(cmd *exec.Cmd) error {
	if err := cmd.Wait(); err != nil {
		return err
	}
	return errors.New("it was asked to stop")
}

// Stop stops the server, or detaches from it, and releases the lock. It returns when the last process
// of the server has ended.
func (s *Server) Stop() error {
	var err error
	s.stop.Do(func() {
		close(s.ends)
		if s.Attached() {
			err = hangUp(s.watch)
			return
		}
		err = s.end()
		// A killed server leaves its socket files; no other program uses the directory.
		err = errors.Join(err, removeRecord(s.dir), os.RemoveAll(s.socket))
		if s.lock != nil {
			err = errors.Join(err, s.lock.Close())
		}
	})
	return err
}

// end stops the postmaster, with a stronger signal each time it does not stop in time.
func (s *Server) end() error {
	type step struct {
		signal string
		wait   time.Duration
	}
	steps := []step{{"INT", fastStop}, {"QUIT", immediateStop}}
	if s.fast {
		steps = steps[1:]
	}
	for _, st := range steps {
		if err := s.progs.signal(s.cmd.Process.Pid, st.signal); err != nil {
			st.wait = time.Second // it has probably just ended
		}
		select {
		case <-s.exited:
			return nil
		case <-time.After(st.wait):
		}
	}
	err := s.cmd.Process.Kill()
	<-s.exited
	return errors.Join(errors.New("PostgreSQL did not stop when asked and was killed; the next start will recover it"), err)
}

// arguments are the settings that this program needs. The owner of the data may set all others in
// postgresql.conf.
func (s *Server) arguments(o Options) []string {
	settings := []string{
		"listen_addresses=", // no TCP
		"port=" + port,
		"unix_socket_directories=" + s.socket,
		"unix_socket_permissions=0700",
		"timezone=UTC",
		"log_timezone=UTC",
		"log_destination=stderr",
		"logging_collector=off",
		"log_checkpoints=off",
		"log_line_prefix=%m [%p] ",
		"lc_messages=C", // explain reads the log
		// Rejected values are texts and addresses of people, which must not be in the log.
		"log_error_verbosity=terse",
		"log_min_error_statement=panic",
	}
	if o.Throwaway {
		settings = append(settings, "fsync=off", "synchronous_commit=off", "full_page_writes=off",
			"autovacuum=off", "wal_level=minimal", "max_wal_senders=0")
	}
	args := []string{"-D", filepath.Join(s.dir, "pg")}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}

func (s *Server) logFile() string { return filepath.Join(s.dir, "pg.log") }

// attach connects to the server that another program supervises in dir.
func attach(dir string) (*Server, error) {
	r := readRecord(dir)
	if r.Socket == "" {
		return nil, errors.New("it is still starting")
	}
	conn, err := dial(r.Socket)
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, socket: r.Socket, watch: conn, ends: make(chan struct{}), lost: make(chan error, 1)}
	go func() {
		// Returns when the server closes the session, after any messages.
		_, _ = io.Copy(io.Discard, conn)
		select {
		case <-s.ends:
		default:
			s.lost <- fmt.Errorf("the program that ran PostgreSQL in %s (process %d) has ended, and its server with it; start this program again",
				strings.TrimSuffix(dir, string(filepath.Separator)), r.Supervisor)
		}
	}()
	return s, nil
}
