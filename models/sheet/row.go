package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Row is one row under the header.
type Row struct {
	Number int // as a spreadsheet program shows it; the header is row 1
	cells  []string
	table  *Table
}

// Get returns the cell of a column without the blanks around it; "" where the
// file lacks the (optional) column.
func (r Row) Get(column string) string {
	i, ok := r.table.index[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(unguard(r.cells[i]))
}

// Errorf is the error that says what is wrong with one cell, or with column ""
// with the whole row.
func (r Row) Errorf(column, format string, args ...any) *Error {
	return &Error{File: r.table.file, Row: r.Number, Column: column, Reason: fmt.Sprintf(format, args...)}
}

// CheckWidth returns an error for a row of a CSV file with fewer or more cells than
// its header (it was cut, or a separator in a text has shifted the columns), or in which a
// formula has failed.
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

func (r Row) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// checkText refuses what is not text: the database would, in the middle of the work.
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
			return r.Errorf(column, "holds a zero byte: not text")
		}
		return r.Errorf(column, "is not valid UTF-8: the file is cut, or not saved as CSV UTF-8")
	}
	return nil
}
