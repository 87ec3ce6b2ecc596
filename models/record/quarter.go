package record

import (
	"database/sql/driver"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"jauap/models/calendar"
)

// Quarter is a quarter of a year, N from 1 to 4. The zero Quarter means none.
type Quarter struct{ Year, N int }

// QuarterOf returns the quarter of a date.
func QuarterOf(d calendar.Date) Quarter { return Quarter{d.Year, (int(d.Month)-1)/3 + 1} }

var quarterForm = regexp.MustCompile(`^(20[0-9]{2})-Q([1-4])$`)

// ParseQuarter parses the form 2026-Q3.
func ParseQuarter(s string) (q Quarter, ok bool) {
	m := quarterForm.FindStringSubmatch(s)
	if m == nil {
		return Quarter{}, false
	}
	q.Year, _ = strconv.Atoi(m[1])
	q.N, _ = strconv.Atoi(m[2])
	return q, true
}

// String returns the form 2026-Q3; "" for the zero Quarter.
func (q Quarter) String() string {
	if q == (Quarter{}) {
		return ""
	}
	return fmt.Sprintf("%04d-Q%d", q.Year, q.N)
}

// Start returns the first day.
func (q Quarter) Start() calendar.Date { return calendar.NewDate(q.Year, time.Month(3*q.N-2), 1) }

// Add returns the quarter n quarters later, or earlier for a negative n.
func (q Quarter) Add(n int) Quarter {
	whole := q.Year*4 + q.N - 1 + n
	return Quarter{whole / 4, whole%4 + 1}
}

// Before reports whether q is earlier than o.
func (q Quarter) Before(o Quarter) bool { return q.Year < o.Year || q.Year == o.Year && q.N < o.N }

// Scan reads the date of the first day; NULL gives the zero Quarter.
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

// Value writes the date of the first day; NULL for the zero Quarter.
func (q Quarter) Value() (driver.Value, error) {
	if q == (Quarter{}) {
		return nil, nil
	}
	return q.Start().Value()
}

// GormDataType returns the column type, so that GORM treats a Quarter as a value.
func (Quarter) GormDataType() string { return "date" }
