package screen

import "time"

// ValidIIN reports whether s has the form of an individual identification number (ЖСН/ИИН): a date of birth, a digit
// for century and sex, four of a register, and the check digit. A seventh digit of 0, which stands for foreigners
// without a registered century, names no date of birth that can be checked and is not taken.
func ValidIIN(s string) bool {
	if len(s) != 12 {
		return false
	}
	for i := range 12 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	century := int(s[6] - '0')
	if century < 1 || century > 6 { // 1 and 2 are men and women born in the 19th century, up to 6 in the 21st
		return false
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	born := time.Date(1800+100*((century-1)/2)+two(0), time.Month(two(2)), two(4), 0, 0, 0, 0, time.UTC)
	if born.Month() != time.Month(two(2)) || born.Day() != two(4) {
		return false // also a number of an organisation, whose fifth digit no day begins with
	}
	check := weigh(s, 0)
	if check == 10 {
		check = weigh(s, 2)
	}
	return check == int(s[11]-'0') // a number for which it is 10 again was never issued
}

// weigh sums the first eleven digits with the weights 1 to 11, turned by shift.
func weigh(n string, shift int) int {
	sum := 0
	for i := range 11 {
		sum += int(n[i]-'0') * ((i+shift)%11 + 1)
	}
	return sum % 11
}
