// Package calendar counts the working days of Kazakhstan and the terms of the Administrative
// Procedural and Process-related Code (ӘРПК/АППК, No. 350-VI of 29.06.2020) that are measured in
// them.
//
// The package imports no other package of this project and does not use the database. The caller
// passes the special days as a list. An administrator keeps that list up to date, because the
// government orders transfers year by year.
package calendar

import (
	"slices"
	"time"
)

// Kind is the reason why a day is special.
type Kind string

// The kinds of special days.
const (
	Holiday      Kind = "holiday"       // a national or public holiday (Law No. 267-II, arts 2 and 3)
	Substitute   Kind = "substitute"    // the day off for a holiday that fell on a weekend (Law No. 267-II, art. 5)
	DayOff       Kind = "day_off"       // 7 January and the first day of Qurban Ait: off, without substitute day (Labour Code, art. 84(5))
	TransferOff  Kind = "transfer_off"  // a working day made a day off by order (Labour Code, art. 85(3))
	TransferWork Kind = "transfer_work" // the weekend day that is worked instead
)

// Day is a special day: a weekday that is off, or a weekend day that is worked. Holidays on a
// weekend are listed too, for their names.
type Day struct {
	Date   Date   `json:"date"`
	Kind   Kind   `json:"kind"`
	NameKK string `json:"kk"`
	NameRU string `json:"ru"`
	Act    string `json:"act,omitempty"` // the government order, for transfers
}

// Calendar knows the working days. It is immutable and safe for concurrent use.
type Calendar struct {
	kinds map[Date]Kind
	years map[int]bool
	// exceptions are the sorted day numbers of worked weekend days and of weekdays off. gained[i]
	// is the number of working days that the first i of them add to a count of Monday to Friday, so
	// counting over years takes two binary searches.
	exceptions []int
	gained     []int
}

// New returns the calendar with the given special days, in any order. The last of two entries for
// one date wins.
func New(days []Day) *Calendar {
	c := &Calendar{kinds: map[Date]Kind{}, years: map[int]bool{}, gained: []int{0}}
	for _, day := range days {
		c.kinds[day.Date] = day.Kind
		c.years[day.Date.Year] = true
	}
	for date := range c.kinds {
		if c.IsWorking(date) != isWeekday(date) {
			c.exceptions = append(c.exceptions, date.number())
		}
	}
	slices.Sort(c.exceptions)
	for i, number := range c.exceptions {
		step := 1
		if isWeekday(NewDate(1970, time.January, 1+number)) {
			step = -1
		}
		c.gained = append(c.gained, c.gained[i]+step)
	}
	return c
}

func isWeekday(d Date) bool {
	day := d.Weekday()
	return day != time.Saturday && day != time.Sunday
}

// Known reports whether the calendar has special days for the year. In an unknown year only
// weekends are off, so a term that ends in it is provisional and may end too early.
func (c *Calendar) Known(year int) bool { return c.years[year] }

// IsWorking reports whether d is a working day.
func (c *Calendar) IsWorking(d Date) bool {
	switch kind, special := c.kinds[d]; {
	case !special:
		return isWeekday(d)
	default:
		return kind == TransferWork
	}
}

// NextWorking returns d if it is a working day, otherwise the first working day after it.
func (c *Calendar) NextWorking(d Date) Date {
	for !c.IsWorking(d) {
		d = d.AddDays(1)
	}
	return d
}

// AddWorkingDays returns the n-th working day after d; d itself is not counted. If n is below 1, it
// returns d.
func (c *Calendar) AddWorkingDays(d Date, n int) Date {
	for n > 0 {
		d = d.AddDays(1)
		if c.IsWorking(d) {
			n--
		}
	}
	return d
}

// WorkingDaysBefore returns the first day on which n working days are left until d. If n is 0 or
// negative, it returns d or, if d is a day off, the last working day before it.
func (c *Calendar) WorkingDaysBefore(d Date, n int) Date {
	for !c.IsWorking(d) {
		d = d.AddDays(-1)
	}
	for n > 0 {
		d = d.AddDays(-1)
		if c.IsWorking(d) {
			n--
		}
	}
	return d
}

// WorkingDaysBetween returns the number of working days after a up to and including b. If b is
// before a, it returns the number after b up to and including a, negated. If a is today and b the
// end of a term, the result is the working days left, negative if overdue, and 0 if the term ends
// today or only days off have passed since.
func (c *Calendar) WorkingDaysBetween(a, b Date) int {
	return c.workedUpTo(b) - c.workedUpTo(a)
}

// workedUpTo returns the number of working days from Monday, 5 January 1970, up to and including d.
func (c *Calendar) workedUpTo(d Date) int {
	n := d.number() - monday
	weeks, rest := floorDiv(n, 7)
	passed, found := slices.BinarySearch(c.exceptions, d.number())
	if found {
		passed++
	}
	return weeks*5 + min(rest+1, 5) + c.gained[passed]
}

// monday is the day number of Monday, 5 January 1970.
const monday = 4

// floorDiv divides and rounds down, so that days before monday are counted correctly.
func floorDiv(n, by int) (quotient, rest int) {
	quotient, rest = n/by, n%by
	if rest < 0 {
		quotient, rest = quotient-1, rest+by
	}
	return quotient, rest
}
