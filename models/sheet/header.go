package sheet

import (
	"io"
	"slices"
	"strings"
)

// readHeader finds the columns in the first row. Columns it does not know are
// left alone: registers come with notes of their own.
func (t *Table) readHeader(columns Columns) error {
	number, cells, err := t.source.next()
	if err == io.EOF {
		return t.Errorf("the file is empty")
	}
	if err != nil {
		return t.place(err)
	}
	t.index = map[string]int{}
	header := Row{Number: number, cells: cells, table: t}
	if err := header.checkText(); err != nil {
		return err
	}
	for i, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		if !slices.Contains(columns.Required, name) && !slices.Contains(columns.Optional, name) {
			continue
		}
		if _, twice := t.index[name]; twice {
			return header.Errorf(name, "stands twice in the header")
		}
		t.index[name] = i
	}
	t.width = len(cells)
	var missing []string
	for _, name := range columns.Required {
		if _, ok := t.index[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return header.Errorf(missing[0], "wrong header: missing %s; expected %s, found %q",
			strings.Join(missing, ", "), strings.Join(columns.Required, ", "), shorten(strings.Join(cells, ",")))
	}
	return nil
}
