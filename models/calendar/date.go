package calendar

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a day of the civil calendar, without a time or a zone: the days that terms are counted in. Dates are
// comparable with == and can be keys of a map. The zero Date is no day and is NULL in the database.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the day with these numbers; like time.Date it carries an overflow on (30 February is 1 or 2 March).
func NewDate(year int, month time.Month, day int) Date {
	return of(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Of returns the day on which the moment t falls in Kazakhstan.
func Of(t time.Time) Date { return of(t.In(Zone)) }

func of(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

// ParseDate reads a day in the form 2026-07-15. Nothing else is a date, not even with spaces around it.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("calendar: %q is not a date of the form 2026-07-15", s)
	}
	return of(t), nil
}

// String writes the day as 2026-07-15 (ISO 8601), the zero Date as nothing.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero says whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1, 0 or +1 as d is before, on or after e, for slices.SortFunc.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before says whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After says whether d is a later day than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays returns the day n calendar days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// AddMonths returns the same day of the month n months later, or the last day of that month when it is shorter, as
// terms in months are counted in law.
func (d Date) AddMonths(n int) Date {
	last := NewDate(d.Year, d.Month+time.Month(n)+1, 0)
	last.Day = min(d.Day, last.Day)
	return last
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Time returns the first moment of the day in Kazakhstan.
func (d Date) Time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone)
}

func (d Date) utc() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// number counts days from 1 January 1970, so that the distance of two days is a subtraction.
func (d Date) number() int { return int(d.utc().Unix() / (24 * 60 * 60)) }

// MarshalText writes the day for JSON and for forms.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value gives PostgreSQL the day as text: a time would be turned by the zone of the connection.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a date column; NULL is the zero Date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		// A date column arrives as midnight UTC: its own numbers are the day, in whatever zone.
		*d = of(v)
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	}
	return fmt.Errorf("calendar: cannot read a date from %T", src)
}

// GormDataType names the column type for GORM. A Date is read as a field of a row; into a slice of dates (Pluck) GORM
// would scan each as a row of its own.
func (Date) GormDataType() string { return "date" }
