// Package calendar counts the working days of Kazakhstan and the terms of the Administrative Procedural and
// Process-related Code (ӘРПК/АППК, No. 350-VI of 29.06.2020) that are measured in them.
//
// It is a leaf: it imports nothing of the house and knows nothing of the database. The days come in as a list, which an
// administrator keeps up to date, because transfers are ordered by the government from year to year.
package calendar

import (
	"slices"
	"time"
)

// Kind says why a day is not what its weekday would make it.
type Kind string

// The kinds of special days.
const (
	Holiday      Kind = "holiday"       // a national or public holiday (Law No. 267-II, arts 2 and 3)
	Substitute   Kind = "substitute"    // the day off for a holiday that fell on a weekend (Law No. 267-II, art. 5)
	DayOff       Kind = "day_off"       // 7 January and the first day of Qurban Ait: off, but never moved (Labour Code, art. 84(5))
	TransferOff  Kind = "transfer_off"  // a working day made a day off by order (Labour Code, art. 85(3))
	TransferWork Kind = "transfer_work" // the weekend day worked in return
)

// Day is a special day: one that is off although its weekday is worked, or worked although it is a weekend. Days off
// that fall on a weekend are listed as well, for their names.
type Day struct {
	Date   Date   `json:"date"`
	Kind   Kind   `json:"kind"`
	NameKK string `json:"kk"`
	NameRU string `json:"ru"`
	Act    string `json:"act,omitempty"` // the order that made the day, for transfers
}

// Calendar knows which days are worked. It does not change once made and can be shared.
type Calendar struct {
	kinds map[Date]Kind
	years map[int]bool
	// turns are the numbers of the days whose weekday lies about them, in order; gained[i] is how many working days the
	// first i of them add to a plain count of Monday to Friday. So counting over years costs two binary searches.
	turns  []int
	gained []int
}

// New returns the calendar of the special days in any order. Of two entries for one date the last one holds.
func New(days []Day) *Calendar {
	c := &Calendar{kinds: map[Date]Kind{}, years: map[int]bool{}, gained: []int{0}}
	for _, day := range days {
		c.kinds[day.Date] = day.Kind
		c.years[day.Date.Year] = true
	}
	for date := range c.kinds {
		if c.IsWorking(date) != isWeekday(date) {
			c.turns = append(c.turns, date.number())
		}
	}
	slices.Sort(c.turns)
	for i, number := range c.turns {
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

// Known says whether the calendar has any special day of the year. In a year that it does not know only weekends are
// off: every term that ends there is then provisional, and earlier than the real one.
func (c *Calendar) Known(year int) bool { return c.years[year] }

// IsWorking says whether offices work on the day.
func (c *Calendar) IsWorking(d Date) bool {
	switch kind, special := c.kinds[d]; {
	case !special:
		return isWeekday(d)
	default:
		return kind == TransferWork
	}
}

// NextWorking returns d itself when it is worked, else the first working day after it.
func (c *Calendar) NextWorking(d Date) Date {
	for !c.IsWorking(d) {
		d = d.AddDays(1)
	}
	return d
}

// AddWorkingDays returns the n-th working day after d, d itself not counted whether it is worked or not. With n below 1
// it returns d.
func (c *Calendar) AddWorkingDays(d Date, n int) Date {
	for n > 0 {
		d = d.AddDays(1)
		if c.IsWorking(d) {
			n--
		}
	}
	return d
}

// WorkingDaysBefore returns the first day on which n working days are left until d: with n 0 it is d itself, or the last
// working day before it. With n below 0 it is as with 0.
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

// WorkingDaysBetween counts the working days after a up to and including b; when b is before a, those after b up to and
// including a, with a minus. So with a the present day and b the end of a term it is the working days left, or, negative,
// the working days late, and 0 when the term ends today or has run into days off only.
func (c *Calendar) WorkingDaysBetween(a, b Date) int {
	return c.workedUpTo(b) - c.workedUpTo(a)
}

// workedUpTo counts the working days from a fixed far Monday up to and including d.
func (c *Calendar) workedUpTo(d Date) int {
	n := d.number() - monday
	weeks, rest := floorDiv(n, 7)
	turned, found := slices.BinarySearch(c.turns, d.number())
	if found {
		turned++
	}
	return weeks*5 + min(rest+1, 5) + c.gained[turned]
}

// monday is the number of a Monday, 5 January 1970.
const monday = 4

// floorDiv divides towards the past, so that days before monday are counted like those after it.
func floorDiv(n, by int) (quotient, rest int) {
	quotient, rest = n/by, n%by
	if rest < 0 {
		quotient, rest = quotient-1, rest+by
	}
	return quotient, rest
}
