package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// Error is an error in a file, with its position. Row is the number that a spreadsheet program
// shows, or 0 for the whole file. Column is a name from the header, or "" for the whole row.
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

// WithoutPosition returns the message without file and row, for lists that show them separately.
func (e *Error) WithoutPosition() string {
	if e.Column == "" {
		return e.Reason
	}
	return e.Column + ": " + e.Reason
}

// Errorf returns an error about the whole file.
func (t *Table) Errorf(format string, args ...any) *Error {
	return &Error{File: t.file, Reason: fmt.Sprintf(format, args...)}
}

// withFile adds the file name to an error of a source.
func (t *Table) withFile(err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.File = t.file
		return e
	}
	return t.Errorf("%v", err)
}

// shorten truncates a cell for a message.
func shorten(cell string) string {
	if r := []rune(cell); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return cell
}
