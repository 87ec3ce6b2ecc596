package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Rejects writes the rows that could not be taken, with the reason, into a CSV file
// that can be corrected and read again. The file appears, whole, on Close, and only if
// there is such a row.
type Rejects struct {
	Count   int
	columns []string
	name    string
	file    *os.File
	writer  *csv.Writer
}

// NewRejects prepares the file called name with these columns, "row" and "reason".
func NewRejects(name string, columns []string) *Rejects {
	return &Rejects{name: name, columns: columns}
}

// Add writes a row as it was read.
func (w *Rejects) Add(row Row, reason string) error {
	if w.file == nil {
		f, err := os.CreateTemp(filepath.Dir(w.name), ".rejected-*")
		if err != nil {
			return fmt.Errorf("rejected rows: %w", err)
		}
		w.file, w.writer = f, csv.NewWriter(f)
		if _, err := f.WriteString("\ufeff"); err != nil { // so that Excel knows UTF-8
			return err
		}
		if err := w.writer.Write(append(append([]string{}, w.columns...), "row", "reason")); err != nil {
			return err
		}
	}
	w.Count++
	cells := make([]string, 0, len(w.columns)+2)
	for _, c := range w.columns {
		cells = append(cells, guard(row.Get(c)))
	}
	return w.writer.Write(append(cells, fmt.Sprint(row.Number), reason))
}

// Close puts the file in its place.
func (w *Rejects) Close() error {
	if w.file == nil {
		return nil
	}
	w.writer.Flush()
	err := errors.Join(w.writer.Error(), w.file.Chmod(0o644), w.file.Close())
	if err == nil {
		err = os.Rename(w.file.Name(), w.name)
	}
	if err != nil {
		os.Remove(w.file.Name())
		return fmt.Errorf("rejected rows: %w", err)
	}
	return nil
}

// Discard drops what was written.
func (w *Rejects) Discard() {
	if w.file != nil {
		w.file.Close()
		os.Remove(w.file.Name())
	}
}

// A cell that begins like a formula would run in the spreadsheet program of
// whoever opens the file; an apostrophe before it makes it text.
const formulaStarts = "=+-@\t\r"

func guard(cell string) string {
	if cell != "" && strings.Contains(formulaStarts, cell[:1]) {
		return "'" + cell
	}
	return cell
}

// unguard is the way back, when the corrected file is read again.
func unguard(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.Contains(formulaStarts, cell[1:2]) {
		return cell[1:]
	}
	return cell
}
