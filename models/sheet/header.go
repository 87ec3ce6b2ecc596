package sheet

import (
	"io"
	"slices"
	"strings"
)

// maxTitleRows is the number of rows in which readHeader searches for the header: registers begin
// with a title, the name of the office and empty rows.
const maxTitleRows = 10

// readHeader uses the first row that has all required columns as the header. It ignores unknown
// columns, because registers contain additional notes. If no row has all columns, it returns the
// error of the row that has the most.
func (t *Table) readHeader(columns Columns) error {
	var bestErr error
	most := -1
	for range maxTitleRows {
		number, cells, err := t.source.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return t.withFile(err)
		}
		header := Row{Number: number, cells: cells, table: t}
		found, err := header.columns(columns)
		if err == nil {
			return nil
		}
		if found > most {
			bestErr, most = err, found
		}
	}
	if bestErr == nil {
		return t.Errorf("the file is empty")
	}
	return bestErr
}

// columns reads the row as the header and returns the number of known columns.
func (r Row) columns(columns Columns) (found int, err error) {
	t := r.table
	t.index, t.width = map[string]int{}, len(r.cells)
	if err := r.checkText(); err != nil {
		return 0, err
	}
	for i, cell := range r.cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		if !slices.Contains(columns.Required, name) && !slices.Contains(columns.Optional, name) {
			continue
		}
		if _, duplicate := t.index[name]; duplicate {
			return len(t.index), r.Errorf(name, "appears twice in the header")
		}
		t.index[name] = i
	}
	var missing []string
	for _, name := range columns.Required {
		if _, ok := t.index[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return len(t.index), r.Errorf(missing[0], "wrong header: missing %s; expected %s, found %q",
			strings.Join(missing, ", "), strings.Join(columns.Required, ", "), shorten(strings.Join(r.cells, ",")))
	}
	return len(t.index), nil
}
