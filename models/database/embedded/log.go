package embedded

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// logLimit is the size in bytes above which a start renames pg.log to pg.log.old.
const logLimit = 8 << 20

// errStale is the error of a start that failed because an earlier server has not ended yet: a retry
// may succeed.
var errStale = errors.New("an earlier PostgreSQL is still letting go of the data directory")

// openLog opens the log of the server for appending. It renames a log above logLimit first.
func openLog(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".old"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
}

// explain returns an error with the lines that a server, which ended early, wrote to its log from
// the offset from.
func explain(path string, from int64, exit error) error {
	said := tail(path, from)
	switch {
	case strings.Contains(said, "pre-existing shared memory block"),
		strings.Contains(said, "lock file") && strings.Contains(said, "already exists"):
		return fmt.Errorf("%w; %s says:\n%s", errStale, path, said)
	case strings.Contains(said, "No space left on device"):
		return fmt.Errorf("PostgreSQL did not start because the disk is full; free some space and start again. %s says:\n%s", path, said)
	case strings.Contains(said, "could not resize shared memory"), strings.Contains(said, "could not create shared memory segment"):
		return fmt.Errorf("PostgreSQL did not get the shared memory it needs (in a container: give it more with --shm-size). %s says:\n%s", path, said)
	}
	return fmt.Errorf("PostgreSQL did not start (%v); %s says:\n%s", exit, path, said)
}

// tail returns the last lines of a file, at most ten, written after offset from.
func tail(path string, from int64) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	const most = 8 << 10
	if end, err := f.Seek(0, io.SeekEnd); err == nil {
		from = max(from, end-most)
	}
	b, err := io.ReadAll(io.NewSectionReader(f, from, most))
	if err != nil {
		return ""
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(lines[max(0, len(lines)-10):], "\n")
}
