package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Row is a row below the header.
type Row struct {
	Number int // as a spreadsheet program shows it, from 1
	cells  []string
	table  *Table
}

// Get returns the cell of a column without surrounding white space, or "" if the file lacks the
// column.
func (r Row) Get(column string) string {
	i, ok := r.table.index[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(unguard(r.cells[i]))
}

// Errorf returns an error about a cell, or about the whole row if column is "".
func (r Row) Errorf(column, format string, args ...any) *Error {
	return &Error{File: r.table.file, Row: r.Number, Column: column, Reason: fmt.Sprintf(format, args...)}
}

// CheckWidth returns an error if a row has more cells than the header, if a CSV row has fewer, or
// if a cell is the error value of a formula. A wrong number of cells means that the file was
// truncated or that a separator inside a text shifted the columns.
func (r Row) CheckWidth() *Error {
	n := len(r.cells)
	for n > r.table.width && strings.TrimSpace(r.cells[n-1]) == "" {
		n--
	}
	if n > r.table.width || r.table.exact && n < r.table.width {
		return r.Errorf("", "has %d cells, the header has %d", n, r.table.width)
	}
	return r.checkErrors()
}

// blank reports whether all cells are empty.
func (r Row) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// checkText rejects invalid text early, because the database would reject it in the middle of the
// import.
func (r Row) checkText() error {
	for i, c := range r.cells {
		if utf8.ValidString(c) && strings.IndexByte(c, 0) < 0 {
			continue
		}
		column := fmt.Sprint(i + 1)
		for name, at := range r.table.index {
			if at == i {
				column = name
			}
		}
		if utf8.ValidString(c) {
			return r.Errorf(column, "contains a zero byte: not text")
		}
		return r.Errorf(column, "is not valid UTF-8: the file is cut, or not saved as CSV UTF-8")
	}
	return nil
}
