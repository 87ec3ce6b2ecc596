package record

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"jauap/models/calendar"
)

// Quarter is three months of a year, N from 1 to 4. The zero Quarter is none.
type Quarter struct{ Year, N int }

// QuarterOf is the quarter of a day.
func QuarterOf(d calendar.Date) Quarter { return Quarter{d.Year, (int(d.Month)-1)/3 + 1} }

var quarterForm = regexp.MustCompile(`^(20[0-9]{2})-Q([1-4])$`)

// ParseQuarter reads 2026-Q3, and nothing else.
func ParseQuarter(s string) (q Quarter, ok bool) {
	m := quarterForm.FindStringSubmatch(s)
	if m == nil {
		return Quarter{}, false
	}
	q.Year, _ = strconv.Atoi(m[1])
	q.N, _ = strconv.Atoi(m[2])
	return q, true
}

// String writes 2026-Q3, and the zero Quarter as nothing.
func (q Quarter) String() string {
	if q == (Quarter{}) {
		return ""
	}
	return fmt.Sprintf("%04d-Q%d", q.Year, q.N)
}

// Start is the first day.
func (q Quarter) Start() calendar.Date { return calendar.NewDate(q.Year, time.Month(3*q.N-2), 1) }

// Add is the quarter n later, or earlier where n is negative.
func (q Quarter) Add(n int) Quarter {
	whole := q.Year*4 + q.N - 1 + n
	return Quarter{whole / 4, whole%4 + 1}
}

// Before says whether q is earlier than o.
func (q Quarter) Before(o Quarter) bool { return q.Year < o.Year || q.Year == o.Year && q.N < o.N }

// Scan reads the first day of the quarter; NULL is the zero Quarter.
func (q *Quarter) Scan(src any) error {
	var d calendar.Date
	if err := d.Scan(src); err != nil {
		return err
	}
	*q = Quarter{}
	if !d.IsZero() {
		*q = QuarterOf(d)
	}
	return nil
}

// GormDataType names the column type, so that GORM takes a Quarter for a value.
func (Quarter) GormDataType() string { return "date" }
