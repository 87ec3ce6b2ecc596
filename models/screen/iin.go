package screen

import "time"

// ValidIIN reports whether s has the form of an individual identification number (ЖСН/ИИН): a date of birth, a digit
// for century and sex, a register number of four digits, and the check digit. It is the only check of the number: identity
// confirmation uses it, and so does the search for personal data in texts. A seventh digit of 0 is given to foreigners
// without a registered century, so their date of birth cannot be checked, and ValidIIN rejects it.
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
	if century < 1 || century > 6 { // 1 and 2: men and women born in the 19th century; 5 and 6: in the 21st
		return false
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	born := time.Date(1800+100*((century-1)/2)+two(0), time.Month(two(2)), two(4), 0, 0, 0, 0, time.UTC)
	if born.Month() != time.Month(two(2)) || born.Day() != two(4) {
		return false // also the number of an organisation: its fifth digit is 4, 5 or 6
	}
	check := weigh(s, 0)
	if check == 10 {
		check = weigh(s, 2)
	}
	return check == int(s[11]-'0') // numbers whose second sum is 10 too are never issued
}

// weigh returns the sum of the first eleven digits, weighted 1 to 11 rotated by shift, modulo 11.
func weigh(n string, shift int) int {
	sum := 0
	for i := range 11 {
		sum += int(n[i]-'0') * ((i+shift)%11 + 1)
	}
	return sum % 11
}
