package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Code returns the cell as a code of width digits. It restores leading zeros, which spreadsheet
// programs drop because they treat codes as numbers. ok is false if the cell is not a code.
func (r Row) Code(column string, width int) (code string, ok bool) {
	code = r.Get(column)
	if code == "" {
		return "", false
	}
	if strings.ContainsAny(code, ".eE") { // some programs store numbers as 1.032E8
		f, err := strconv.ParseFloat(code, 64)
		if err != nil || f < 0 || f != math.Trunc(f) || f > 1e15 {
			return "", false
		}
		code = strconv.FormatFloat(f, 'f', 0, 64)
	}
	for _, c := range code {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	if len(code) > width {
		return "", false
	}
	return strings.Repeat("0", width-len(code)) + code, true
}

// Date formats, without and with a time of day.
var (
	dayForms  = []string{"2006-1-2", "2006/1/2", "2.1.2006"} // with one digit, as Excel writes, or two
	timeForms = []string{"2006-1-2 15:04", "2006-1-2 15:04:05", "2006/1/2 15:04", "2.1.2006 15:04", "2.1.2006 15:04:05",
		"2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339}
	yearWords = []string{"г.", "г", "года", "ж.", "ж", "жыл", "жылы"} // suffixes of a date: 05.03.2026 г.
)

// Time returns the cell as a time in loc; timed reports whether the cell has a time of day. It also
// accepts the day numbers of a workbook.
func (r Row) Time(column string, loc *time.Location) (t time.Time, timed, ok bool) {
	cell := r.Get(column)
	for _, word := range yearWords {
		if before, ok := strings.CutSuffix(cell, word); ok {
			cell = strings.TrimSpace(before)
			break
		}
	}
	for _, form := range dayForms {
		if t, err := time.ParseInLocation(form, cell, loc); err == nil {
			return t, false, true
		}
	}
	for _, form := range timeForms {
		if t, err := time.ParseInLocation(form, cell, loc); err == nil {
			return t, true, true
		}
	}
	days, err := strconv.ParseFloat(cell, 64)
	if r.table.exact || err != nil || !(days >= 1 && days < 100_000) {
		return time.Time{}, false, false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, loc)
	if r.table.source.time1904() {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, loc)
	}
	whole, part := math.Modf(days)
	minutes := int(math.Round(part * 24 * 60))
	day := epoch.AddDate(0, 0, int(whole))
	return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, loc), part > 0, true
}
