package screen

import (
	"regexp"
	"strings"
	"time"
)

// finders give the pieces of a text that look like each kind.
var finders = map[Kind]func(string) [][2]int{
	Email: func(t string) [][2]int { return spans(emailForm, t, func(_, _ int) bool { return true }) },
	Card: func(t string) [][2]int {
		return spans(cardForm, t, func(i, j int) bool { return noDigitsBeside(t, i, j) && luhn(digits(t[i:j])) })
	},
	IIN: func(t string) [][2]int {
		return spans(iinForm, t, func(i, j int) bool { return noDigitsBeside(t, i, j) && isIIN(digits(t[i:j])) })
	},
	Phone: func(t string) [][2]int {
		long := append(spans(abroadForm, t, func(i, j int) bool { return noDigitsBeside(t, i, j) }), spans(phoneForm, t, func(i, j int) bool { return noDigitsBeside(t, i, j) && isPhone(t, i, j) })...)
		return append(long, spans(mobileForm, t, func(i, j int) bool { return noDigitsBeside(t, i, j) && isPhone(t, i, j) })...)
	},
	Plate: func(t string) [][2]int {
		return spans(plateForm, t, func(i, j int) bool { return alone(t, i, j) })
	},
}

// gap is what people put between digits, also to keep a number from being found.
const gap = `[ \t\x{a0}\x{2000}-\x{200d}\x{202f}()./_*|–—‑-]{0,3}`

var (
	emailForm  = regexp.MustCompile(`(?i)[\p{L}\d._%+-]+(?:[ \x{a0}]?@[ \x{a0}]?|[ \x{a0}]?[(\[](?:at|@|собака)[)\]][ \x{a0}]?|[ \x{a0}]собака[ \x{a0}])[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}`)
	cardForm   = regexp.MustCompile(`\d{4}` + gap + `\d{4}` + gap + `\d{4}` + gap + `\d{4}`)
	iinForm    = regexp.MustCompile(`\d(?:[ \x{a0}.-]?\d){11}`)
	phoneForm  = regexp.MustCompile(`(?:\+7|8|7)` + gap + `[79](?:` + gap + `\d){9}`)
	abroadForm = regexp.MustCompile(`\+[1-9](?:` + gap + `\d){9,13}`)
	mobileForm = regexp.MustCompile(`7(?:0[0-8]|47|5[01]|6[0-4]|7[1-8])(?:` + gap + `\d){7}`) // without what one dials first
	dateForm   = regexp.MustCompile(`^\d{1,2}\.\d{1,2}\.20\d\d`)
	// 123 ABC 01 with a region up to 20, or the older A123BCD. Cyrillic letters that look like Latin ones are usual;
	// small ones count only where no space tells them from words («120 км 10»).
	plateForm = regexp.MustCompile(`\d{3}[ \x{a0}|-]{0,3}(?:[A-ZАВЕКМНОРСТУХ]{2,3}|[a-z]{3})[ \x{a0}|-]{0,3}(?:0[1-9]|1\d|20)|\d{3}[авекмнорстух]{3}(?:0[1-9]|1\d|20)|[A-ZАВЕКМНОРСТУХ]\d{3}[A-ZАВЕКМНОРСТУХ]{2,3}`)
)

// spans returns the matches that pass, trying again one byte further where one does not.
func spans(form *regexp.Regexp, text string, pass func(start, end int) bool) [][2]int {
	var found [][2]int
	for at := 0; at < len(text); {
		m := form.FindStringIndex(text[at:])
		if m == nil {
			break
		}
		start, end := at+m[0], at+m[1]
		if pass(start, end) {
			found = append(found, [2]int{start, end})
			at = end
		} else {
			at = start + 1
		}
	}
	return found
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// isPhone keeps out sums («87 011 234 567 теңге») and numbers of documents («ЖТ-87011234567»).
func isPhone(text string, start, end int) bool {
	if start > 1 && text[start-1] == '-' {
		if before := text[start-2]; before >= '0' && before <= '9' || before >= 'A' && before <= 'Z' || strings.HasSuffix(text[:start-1], "Т") {
			return false
		}
	}
	number := text[start:end]
	if strings.HasPrefix(number, "+") {
		return true
	}
	if dateForm.MatchString(number) { // «8.9.2026 – 30.9.26»
		return false
	}
	groups := strings.FieldsFunc(number, func(r rune) bool { return r == ' ' || r == '\u00a0' })
	sum := len(groups) > 2
	for _, g := range groups[1:] {
		sum = sum && len(g) == 3 && len(digits(g)) == 3
	}
	return !sum
}

// luhn is the check of a bank card (ISO/IEC 7812-1).
func luhn(number string) bool {
	sum := 0
	for i, r := range number {
		d := int(r - '0')
		if (len(number)-i)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0 && number[0] != '0'
}

// isIIN checks the date of birth, the century and the check digit.
func isIIN(n string) bool {
	two := func(i int) int { return int(n[i]-'0')*10 + int(n[i+1]-'0') }
	century := 1800 + (int(n[6]-'0')+1)/2*100 - 100 // 1 and 2: the 19th, 3 and 4: the 20th, 5 and 6: the 21st
	born := time.Date(century+two(0), time.Month(two(2)), two(4), 0, 0, 0, 0, time.UTC)
	if n[6] > '6' || born.Month() != time.Month(two(2)) || born.Day() != two(4) {
		return false // also a number of an organisation, whose fifth digit no day begins with
	}
	check := weigh(n, 0)
	if check == 10 {
		check = weigh(n, 2)
	}
	return check == int(n[11]-'0')
}

// weigh sums the first eleven digits with the weights 1 to 11, turned by shift.
func weigh(n string, shift int) int {
	sum := 0
	for i := range 11 {
		sum += int(n[i]-'0') * ((i+shift)%11 + 1)
	}
	return sum % 11
}
