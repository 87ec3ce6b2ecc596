package sheet

import (
	"regexp"
	"strconv"
)

// errorCell is what spreadsheet programs write where a formula has failed, in English and
// in Russian; also after the workbook was saved as CSV.
var errorCell = regexp.MustCompile(`^#((N/A|Н/Д|GETTING_DATA|EXTERNAL!|#+)|[\p{Lu}/0_]+[!?])$`)

// checkErrors returns an error for a row in whose known columns a formula has failed.
func (r Row) checkErrors() *Error {
	for name := range r.table.index {
		if cell := r.Get(name); errorCell.MatchString(cell) {
			return r.Errorf(name, "holds %s, the error of a formula", cell)
		}
	}
	return nil
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape gives back the characters that a workbook writes as _xHHHH_. A carriage
// return before a line feed is one line end, as everywhere; other controls are dropped.
func unescape(s string) string {
	return escaped.ReplaceAllStringFunc(s, func(code string) string {
		switch n, _ := strconv.ParseUint(code[2:6], 16, 16); {
		case n == '\t' || n == '\n' || n == '\r' || n >= 0x20 && n != 0x7f && n < 0xd800 || n >= 0xe000 && n < 0xfffe:
			return string(rune(n))
		}
		return ""
	})
}
