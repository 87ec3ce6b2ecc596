package embedded

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// record is the content of pg.run: the facts about the running server that a second program needs, or
// the next start after a kill.
type record struct {
	Socket     string `json:"socket"`     // directory of the Unix socket
	Postmaster int    `json:"postmaster"` // process id of the server
	Supervisor int    `json:"supervisor"` // process id of the program that started it
}

func recordFile(dir string) string { return filepath.Join(dir, "pg.run") }

// readRecord returns the zero record if the file does not exist.
func readRecord(dir string) record {
	var r record
	if b, err := os.ReadFile(recordFile(dir)); err == nil && json.Unmarshal(b, &r) != nil {
		return record{}
	}
	return r
}

// writeRecord replaces the file atomically, because other programs may read it at any time.
func writeRecord(dir string, r record) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	tmp := recordFile(dir) + ".new"
	if err := os.WriteFile(tmp, append(b, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, recordFile(dir))
}

func removeRecord(dir string) error {
	if err := os.Remove(recordFile(dir)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
