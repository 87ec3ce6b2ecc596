package models

import "time"

// ValidIIN reports whether s has the form of an individual identification number
// (ЖСН/ИИН): a date of birth, a digit for century and sex, four of a register, and
// the check digit. It is never stored or shown; see Identity.
func ValidIIN(s string) bool {
	if len(s) != 12 || !onlyDigits(s) {
		return false
	}
	digit := func(i int) int { return int(s[i] - '0') }
	// 1 and 2 are men and women born in the 19th century, up to 6 in the 21st
	century := digit(6)
	if century < 1 || century > 6 {
		return false
	}
	year := 1800 + 100*((century-1)/2) + digit(0)*10 + digit(1)
	month, day := time.Month(digit(2)*10+digit(3)), digit(4)*10+digit(5)
	if born := time.Date(year, month, day, 0, 0, 0, 0, time.UTC); born.Month() != month || born.Day() != day {
		return false
	}
	sum := func(first int) (n int) {
		for i := range 11 {
			n += digit(i) * ((first+i-1)%11 + 1)
		}
		return n % 11
	}
	check := sum(1)
	if check == 10 {
		check = sum(3)
	}
	return check == digit(11) // a number for which it is 10 again was never issued
}
