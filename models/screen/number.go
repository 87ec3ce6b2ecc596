package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// widestGap is how many characters, none of them a letter or a digit, may stand between two digits of one number: a
// line break, a slash, four spaces, dots, dashes. It is the one rule of gaps for every kind of number.
const widestGap = 6

// longestNumber is the longest number that is looked for, a card's.
const longestNumber = 16

// group is a row of digits without a gap. Letters that look like 0 and 1 count among digits.
type group struct {
	start, end int
	digits     string
	joined     bool // the group before is near enough for one number
	weak       bool // only such letters: inside a number, not at its ends
	date       bool // part of a date, a time or the number of an appeal
}

// number is some groups read as one number.
type number struct {
	digits string
	groups []group
	text   string
}

// gap is what stands before the group i of the number.
func (n number) gap(i int) string { return n.text[n.groups[i-1].end:n.groups[i].start] }

// numbers returns the numbers of one of the lengths, in ascending order, that pass; of those that begin at one group the
// longest. Each beginning is tried with a bounded number of ends.
func (s *scan) numbers(lengths []int, pass func(number) bool) (found [][2]int) {
	for i := 0; i < len(s.groups); i++ {
		if s.groups[i].weak || s.groups[i].date {
			continue
		}
		digits, next := "", 0
		for j := i; j < len(s.groups) && len(digits) < longestNumber; j++ {
			s.steps++
			g := s.groups[j]
			if j > i && !g.joined || g.date || len(digits)+len(g.digits) > longestNumber {
				break
			}
			digits += g.digits
			for _, length := range lengths {
				if len(digits) == length && !g.weak && pass(number{digits, s.groups[i : j+1], s.text}) {
					found = append(found, [2]int{s.plusBefore(s.groups[i].start), g.end})
					next = j + 1
				}
			}
		}
		i = max(i, next-1)
	}
	return found
}

// readGroups finds the groups of digits.
func (s *scan) readGroups() {
	broken := true // a word stands between the last group and here
	for i := 0; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		s.steps++
		if !wordy(r) {
			i += size
			continue
		}
		end := i
		pure, any := true, false // only digits and letters like them; a digit at all
		for end < len(s.text) {
			r, size := utf8.DecodeRuneInString(s.text[end:])
			if !wordy(r) {
				break
			}
			s.steps++
			any = any || isDigit(r)
			pure = pure && asDigit(r) >= 0
			end += size
		}
		switch {
		case pure && (any || end-i <= 6):
			s.addGroup(i, end, broken, !any)
			broken = false
		case any:
			broken = s.splitToken(i, end, broken)
		default:
			broken = true
		}
		i = end
	}
	s.markDates()
}

// splitToken finds the groups of digits in a word with letters: «тел87011234567».
func (s *scan) splitToken(i, end int, broken bool) bool {
	for i < end {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		s.steps++
		if !isDigit(r) {
			broken = true
			i += size
			continue
		}
		last := i + 1 // after the last digit
		for j := i; j < end; {
			r, size := utf8.DecodeRuneInString(s.text[j:])
			s.steps++
			if asDigit(r) < 0 {
				break
			}
			j += size
			if isDigit(r) {
				last = j
			}
		}
		s.addGroup(i, last, broken, false)
		broken = false
		i = last
	}
	return broken
}

// plusBefore returns where the plus before a number stands, or the number itself.
func (s *scan) plusBefore(start int) int {
	before := strings.TrimRight(s.text[max(0, start-4):start], " (")
	if strings.HasSuffix(before, "+") {
		return max(0, start-4) + len(before) - 1
	}
	return start
}

func (s *scan) addGroup(start, end int, broken, weak bool) {
	g := group{start: start, end: end, weak: weak}
	var digits strings.Builder
	for _, r := range s.text[start:end] {
		digits.WriteByte('0' + byte(asDigit(r)))
	}
	g.digits = digits.String()
	if n := len(s.groups); n > 0 && !broken {
		between := s.text[s.groups[n-1].end:start]
		g.joined = len(between) <= 4*widestGap && utf8.RuneCountInString(between) <= widestGap
	}
	s.groups = append(s.groups, g)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// asDigit is the digit that a character is or looks like; -1 for none.
func asDigit(r rune) int {
	switch {
	case isDigit(r):
		return int(r - '0')
	case strings.ContainsRune("OoОоΟο", r):
		return 0
	case strings.ContainsRune("lIІіiӀ", r):
		return 1
	}
	return -1
}

// markDates marks groups that are dates, times or the numbers of appeals: 15.07.2026, 2026-10-14, 18:30, 2026-000123.
func (s *scan) markDates() {
	for i := 0; i+1 < len(s.groups); i++ {
		s.steps++
		for _, n := range []int{3, 2} {
			if i+n <= len(s.groups) && s.isDate(i, n) {
				for j := i; j < i+n; j++ {
					s.groups[j].date = true
				}
				i += n - 1
				break
			}
		}
	}
}

// isDate reports whether n groups from i on, apart by one sign that goes on to no other digit, are a date or a time.
func (s *scan) isDate(i, n int) bool {
	sign := ""
	for j := i + 1; j < i+n; j++ {
		gap := s.text[s.groups[j-1].end:s.groups[j].start]
		if !s.groups[j].joined || len(gap) != 1 || !strings.Contains(".-/:", gap) || sign != "" && gap != sign {
			return false
		}
		sign = gap
	}
	if i > 0 && s.groups[i].joined && s.text[s.groups[i-1].end:s.groups[i].start] == sign ||
		i+n < len(s.groups) && s.groups[i+n].joined && s.text[s.groups[i+n-1].end:s.groups[i+n].start] == sign {
		return false
	}
	d := func(j int) string { return s.groups[i+j].digits }
	upTo := func(digits string, most int) bool { return len(digits) <= 2 && value(digits) <= most }
	year := func(digits string) bool {
		return len(digits) == 4 && (strings.HasPrefix(digits, "20") || strings.HasPrefix(digits, "19"))
	}
	if n == 2 {
		return sign == ":" && upTo(d(0), 24) && len(d(1)) == 2 && upTo(d(1), 59) || sign == "-" && year(d(0)) && len(d(1)) == 6
	}
	return sign != ":" && upTo(d(0), 31) && upTo(d(1), 12) && (year(d(2)) || len(d(2)) == 2) ||
		year(d(0)) && upTo(d(1), 12) && upTo(d(2), 31) || sign == ":" && upTo(d(0), 24) && upTo(d(1), 59) && upTo(d(2), 59)
}

func value(digits string) (n int) {
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	return n
}

// wordBefore returns the letters right before a place, past up to three signs.
func wordBefore(text string, at int) string {
	text = text[max(0, at-40):at]
	text = strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	i := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	return text[i+1:]
}
