package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxGap is the maximum number of characters other than letters and digits between two digits of
// one number, such as a line break, a slash, four spaces, dots or dashes. It applies to every kind
// of number.
const maxGap = 6

// maxDigits is the length of the longest number that is searched for, a card number.
const maxDigits = 16

// group is a run of digits without a gap. Letters that look like 0 or 1 count as digits.
type group struct {
	start, end int
	digits     string
	joined     bool // close enough to the previous group to be the same number
	weak       bool // only letters that look like digits: allowed inside a number, not at its ends
	date       bool // part of a date, a time or an appeal number
}

// number is a candidate: adjacent groups read as one number.
type number struct {
	digits string
	groups []group
	text   string
}

// gap returns the text before group i of the number.
func (n number) gap(i int) string { return n.text[n.groups[i-1].end:n.groups[i].start] }

// numbers returns the spans of the numbers that have one of the lengths, which must be ascending,
// and pass. For each first group it returns the longest. The number of last groups that it tries
// for each first group is bounded.
func (s *scan) numbers(lengths []int, pass func(number) bool) (found [][2]int) {
	for i := 0; i < len(s.groups); i++ {
		if s.groups[i].weak || s.groups[i].date {
			continue
		}
		digits, next := "", 0
		for j := i; j < len(s.groups) && len(digits) < maxDigits; j++ {
			s.steps++
			g := s.groups[j]
			if j > i && !g.joined || g.date || len(digits)+len(g.digits) > maxDigits {
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

// readGroups finds all groups of digits in the text.
func (s *scan) readGroups() {
	broken := true // a word separates the last group from this position
	for i := 0; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		s.steps++
		if !wordy(r) {
			i += size
			continue
		}
		end := i
		pure, any := true, false // only digits and letters that look like digits; at least one digit
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

// splitToken finds the groups of digits in a word that contains letters: «тел87011234567».
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

// plusBefore returns the position of the plus sign before a number, or the start of the number.
func (s *scan) plusBefore(start int) int {
	before := strings.TrimRight(s.text[max(0, start-4):start], " (")
	if strings.HasSuffix(before, "+") {
		return max(0, start-4) + len(before) - 1
	}
	return start
}

// addGroup appends a group of digits.
func (s *scan) addGroup(start, end int, broken, weak bool) {
	g := group{start: start, end: end, weak: weak}
	var digits strings.Builder
	for _, r := range s.text[start:end] {
		digits.WriteByte('0' + byte(asDigit(r)))
	}
	g.digits = digits.String()
	if n := len(s.groups); n > 0 && !broken {
		between := s.text[s.groups[n-1].end:start]
		g.joined = len(between) <= 4*maxGap && utf8.RuneCountInString(between) <= maxGap
	}
	s.groups = append(s.groups, g)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// asDigit returns the digit that a character is or resembles, or -1.
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

// markDates marks groups that form dates, times or appeal numbers: 15.07.2026, 2026-10-14, 18:30,
// 2026-000123.
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

// isDate reports whether n groups from i on are a date, a time or an appeal number. One separator
// must be between all of them, and must not connect them with further digits.
func (s *scan) isDate(i, n int) bool {
	sep := ""
	for j := i + 1; j < i+n; j++ {
		gap := s.text[s.groups[j-1].end:s.groups[j].start]
		if !s.groups[j].joined || len(gap) != 1 || !strings.Contains(".-/:", gap) || sep != "" && gap != sep {
			return false
		}
		sep = gap
	}
	if i > 0 && s.groups[i].joined && s.text[s.groups[i-1].end:s.groups[i].start] == sep ||
		i+n < len(s.groups) && s.groups[i+n].joined && s.text[s.groups[i+n-1].end:s.groups[i+n].start] == sep {
		return false
	}
	d := func(j int) string { return s.groups[i+j].digits }
	upTo := func(digits string, limit int) bool { return len(digits) <= 2 && value(digits) <= limit }
	year := func(digits string) bool {
		return len(digits) == 4 && (strings.HasPrefix(digits, "20") || strings.HasPrefix(digits, "19"))
	}
	if n == 2 {
		return sep == ":" && upTo(d(0), 24) && len(d(1)) == 2 && upTo(d(1), 59) || sep == "-" && year(d(0)) && len(d(1)) == 6
	}
	return sep != ":" && upTo(d(0), 31) && upTo(d(1), 12) && (year(d(2)) || len(d(2)) == 2) ||
		year(d(0)) && upTo(d(1), 12) && upTo(d(2), 31) || sep == ":" && upTo(d(0), 24) && upTo(d(1), 59) && upTo(d(2), 59)
}

func value(digits string) (n int) {
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	return n
}

// wordBefore returns the last word before a position, at most 40 bytes back.
func wordBefore(text string, at int) string {
	text = text[max(0, at-40):at]
	text = strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	i := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	return text[i+1:]
}
