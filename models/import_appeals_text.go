package models

import (
	"time"
	"unicode"
)

// langOf tells the language of a text by its letters: a Russian text may name a
// Kazakh street, and a short Kazakh one may do without its nine letters.
func langOf(s string) string {
	var kazakh, russian, latin, cyrillic int
	for _, r := range s {
		switch unicode.ToLower(r) {
		case 'ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і': // Kazakh only
			kazakh += 3
		case 'ы':
			kazakh++
		case 'в', 'ё', 'ф', 'х', 'ц', 'ч', 'щ', 'ъ', 'ь', 'э': // in Kazakh only in borrowed words
			russian += 3
		case 'и', 'о':
			russian++
		}
		if unicode.Is(unicode.Latin, r) {
			latin++
		} else if unicode.Is(unicode.Cyrillic, r) {
			cyrillic++
		}
	}
	switch {
	case latin > cyrillic:
		return "en"
	case kazakh > russian:
		return "kk"
	}
	return "ru"
}

// holdsIIN reports whether s holds an individual identification number: twelve
// digits of their own with the date of birth and the check digit that make one.
func holdsIIN(s string) bool {
	digits := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			digits++
			continue
		}
		if digits == 12 && isIIN(s[i-12:i]) {
			return true
		}
		digits = 0
	}
	return false
}

// isIIN checks twelve digits: YYMMDD, a digit of century and sex, four of a
// running number, the check digit.
func isIIN(digits string) bool {
	if _, err := time.Parse("060102", digits[:6]); err != nil {
		return false
	}
	weigh := func(from int) (sum int) {
		for i := range 11 {
			sum += int(digits[i]-'0') * ((from+i-1)%11 + 1)
		}
		return sum % 11
	}
	check := weigh(1)
	if check == 10 {
		check = weigh(3) // a number with 10 again is never issued
	}
	return check == int(digits[11]-'0')
}
