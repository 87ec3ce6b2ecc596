package sheet

import (
	"io"
	"slices"
	"strings"
)

// mostTitleRows is in how many rows from the top the header is looked for: registers begin
// with a title, the name of the office and empty rows.
const mostTitleRows = 10

// readHeader finds the columns in the first row that has them all. Columns it does not
// know are left alone: registers come with notes of their own. Where no row has them all,
// the error tells of the one that has the most.
func (t *Table) readHeader(columns Columns) error {
	var wrong error
	most := -1
	for range mostTitleRows {
		number, cells, err := t.source.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return t.place(err)
		}
		header := Row{Number: number, cells: cells, table: t}
		found, err := header.columns(columns)
		if err == nil {
			return nil
		}
		if found > most {
			wrong, most = err, found
		}
	}
	if wrong == nil {
		return t.Errorf("the file is empty")
	}
	return wrong
}

// columns takes a row for the header, and returns how many columns it has found.
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
		if _, twice := t.index[name]; twice {
			return len(t.index), r.Errorf(name, "stands twice in the header")
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
