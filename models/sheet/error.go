package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// Error says what is wrong with a file and where. Row is the number that a
// spreadsheet program shows, 0 for the whole file; Column is a name of the
// header, "" for the whole row.
type Error struct {
	File   string
	Row    int
	Column string
	Reason string
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Row > 0 {
		fmt.Fprintf(&b, ", row %d", e.Row)
	}
	if e.Column != "" {
		fmt.Fprintf(&b, ", column %s", e.Column)
	}
	return b.String() + ": " + e.Reason
}

// Unplaced is the message without file and row, for lists that name them already.
func (e *Error) Unplaced() string {
	if e.Column == "" {
		return e.Reason
	}
	return e.Column + ": " + e.Reason
}

// Errorf is the error that says what is wrong with the table as a whole.
func (t *Table) Errorf(format string, args ...any) *Error {
	return &Error{File: t.file, Reason: fmt.Sprintf(format, args...)}
}

// place adds the name of the file to an error from below.
func (t *Table) place(err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.File = t.file
		return e
	}
	return t.Errorf("%v", err)
}

// shorten makes a cell fit into a message.
func shorten(cell string) string {
	if r := []rune(cell); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return cell
}
