package calendar

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a calendar day without time and zone, as terms use. Dates can be compared with == and
// used as map keys. The zero Date means no date and is NULL in the database.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the given day. Like time.Date it normalises values out of range: 30 February is 1
// or 2 March.
func NewDate(year int, month time.Month, day int) Date {
	return of(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Of returns the day in Kazakhstan at time t.
func Of(t time.Time) Date { return of(t.In(Zone)) }

func of(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

// ParseDate parses a date of the form 2026-07-15. It accepts no other form and no spaces.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("calendar: %q is not a date of the form 2026-07-15", s)
	}
	return of(t), nil
}

// String returns the date as 2026-07-15 (ISO 8601), and "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether d is the zero Date.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1, 0 or +1 if d is before, equal to or after e, as slices.SortFunc expects.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays returns the date n calendar days after d; n may be negative.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// AddMonths returns the same day of the month n months later, or the last day of a shorter month,
// as the law counts terms in months.
func (d Date) AddMonths(n int) Date {
	last := NewDate(d.Year, d.Month+time.Month(n)+1, 0)
	last.Day = min(d.Day, last.Day)
	return last
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Time returns the start of the day in Kazakhstan.
func (d Date) Time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone)
}

func (d Date) utc() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// number returns the days since 1 January 1970, so that the distance of two dates is a subtraction.
func (d Date) number() int { return int(d.utc().Unix() / (24 * 60 * 60)) }

// MarshalText returns the text form, for JSON and forms.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText parses the form that MarshalText returns.
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

// Value returns the date as text: PostgreSQL would convert a time to the time zone of the
// connection.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a date column; NULL gives the zero Date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		// A date column arrives as midnight UTC, so its date must not be converted to another zone.
		*d = of(v)
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	}
	return fmt.Errorf("calendar: cannot read a date from %T", src)
}

// GormDataType returns the column type for GORM. Read a Date as a field of a row struct: with a
// slice of dates (Pluck) GORM would scan each date as a whole row.
func (Date) GormDataType() string { return "date" }
