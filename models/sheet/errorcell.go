package sheet

import (
	"regexp"
	"strconv"
)

// errorCell matches the error values that spreadsheet programs write for a failed formula, in
// English and Russian. They remain when the workbook is saved as CSV.
var errorCell = regexp.MustCompile(`^#((N/A|Н/Д|GETTING_DATA|EXTERNAL!|#+)|[\p{Lu}/0_]+[!?])$`)

// checkErrors returns an error if a cell in a known column is the error value of a formula.
func (r Row) checkErrors() *Error {
	for name := range r.table.index {
		if cell := r.Get(name); errorCell.MatchString(cell) {
			return r.Errorf(name, "holds %s, the error of a formula", cell)
		}
	}
	return nil
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape decodes characters that a workbook writes as _xHHHH_. It drops control characters other
// than tab, line feed and carriage return.
func unescape(s string) string {
	return escaped.ReplaceAllStringFunc(s, func(code string) string {
		switch n, _ := strconv.ParseUint(code[2:6], 16, 16); {
		case n == '\t' || n == '\n' || n == '\r' || n >= 0x20 && n != 0x7f && n < 0xd800 || n >= 0xe000 && n < 0xfffe:
			return string(rune(n))
		}
		return ""
	})
}
