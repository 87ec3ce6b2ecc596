package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Rejects writes rejected rows, with the reason, to a CSV file that can be corrected and imported
// again. Close creates the complete file, and only if a row was rejected.
type Rejects struct {
	Count   int
	columns []string
	name    string
	file    *os.File
	writer  *csv.Writer
}

// NewRejects returns a writer for a file with the given columns, "row" and "reason".
func NewRejects(name string, columns []string) *Rejects {
	return &Rejects{name: name, columns: columns}
}

// Add writes a rejected row unchanged.
func (w *Rejects) Add(row Row, reason string) error {
	if w.file == nil {
		f, err := os.CreateTemp(filepath.Dir(w.name), ".rejected-*")
		if err != nil {
			return fmt.Errorf("rejected rows: %w", err)
		}
		w.file, w.writer = f, csv.NewWriter(f)
		if _, err := f.WriteString("\ufeff"); err != nil { // so that Excel detects UTF-8
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

// Close renames the file to its final name.
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

// Discard removes the unfinished file.
func (w *Rejects) Discard() {
	if w.file != nil {
		w.file.Close()
		os.Remove(w.file.Name())
	}
}

// A spreadsheet program runs a cell that begins like a formula. guard prefixes it with an
// apostrophe, which makes it text.
const formulaStarts = "=+-@\t\r"

func guard(cell string) string {
	if cell != "" && strings.Contains(formulaStarts, cell[:1]) {
		return "'" + cell
	}
	return cell
}

// unguard removes the apostrophe when the corrected file is imported.
func unguard(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.Contains(formulaStarts, cell[1:2]) {
		return cell[1:]
	}
	return cell
}
