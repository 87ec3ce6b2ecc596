package screen

import (
	"slices"
	"strings"
)

// phones finds numbers of Kazakhstan and Russia with the prefix 7 or 8, mobile numbers of
// Kazakhstan without prefix, and numbers of other countries with a plus sign.
func (s *scan) phones() [][2]int {
	found := s.numbers([]int{11}, s.isPhone)
	found = append(found, s.numbers([]int{10, 11, 12, 13, 14}, s.isAbroad)...)
	return append(found, s.numbers([]int{10}, func(n number) bool { return mobile(n.digits) && s.isPhoneShape(n) })...)
}

func (s *scan) isPhone(n number) bool {
	switch n.digits[0] {
	case '7', '8':
		return (kazakh(n.digits[1:]) || n.digits[1] == '9') && s.isPhoneShape(n)
	}
	return false
}

// isAbroad reports whether a number of another country is complete: it has a plus sign, and no
// further digits follow closely.
func (s *scan) isAbroad(n number) bool {
	if !s.plus(n) || n.digits[0] == '0' || n.digits[0] == '7' {
		return false
	}
	last := n.groups[len(n.groups)-1]
	rest := strings.TrimLeft(s.text[last.end:], " \u00a0()-.")
	return rest == "" || !isDigit(rune(rest[0])) || len(n.digits) == 12
}

func (s *scan) plus(n number) bool {
	start := n.groups[0].start
	return s.plusBefore(start) < start
}

// mobile reports whether a number of ten digits has the code of a mobile network of Kazakhstan.
func mobile(n string) bool {
	return n[0] == '7' && (n[1] == '0' || slices.Contains([]string{"747", "750", "751", "760", "761", "762", "763", "764", "771", "772", "773", "774", "775", "776", "777", "778"}, n[:3]))
}

// kazakh reports whether a number of ten digits has the code of a mobile network or a town of
// Kazakhstan.
func kazakh(n string) bool {
	return mobile(n) || n[0] == '7' && (n[1] == '1' || n[1] == '2' || n[1] == '3')
}

var phoneWords = []string{"тел", "телефон", "ұялы", "вотсап", "ватсап", "whatsapp", "звоните", "хабарласыңыз", "tel", "phone"}

// isPhoneShape rejects sums («87 011 234 567 теңге»), lists («8, 7, 10, 12») and document numbers
// («ЖТ-87011234567»).
func (s *scan) isPhoneShape(n number) bool {
	first, last := n.groups[0], n.groups[len(n.groups)-1]
	if s.plus(n) || slices.Contains(phoneWords, strings.ToLower(wordBefore(s.text, first.start))) {
		return true
	}
	if before, ok := strings.CutSuffix(s.text[:first.start], "-"); ok {
		if w := wordBefore(before, len(before)); w != "" && w == strings.ToUpper(w) && strings.HasSuffix(before, w) {
			return false
		}
	}
	after := strings.TrimLeft(s.text[last.end:], " \u00a0")
	for _, money := range []string{"теңге", "тенге", "₸"} {
		if strings.HasPrefix(after, money) {
			return false
		}
	}
	return !n.isList() && !n.isSum()
}

// isList reports whether the groups are a list of houses or routes: one or two digits each,
// separated by commas or newlines.
func (n number) isList() bool {
	short, single, commas := true, true, len(n.groups) > 1
	for i, g := range n.groups {
		short = short && len(g.digits) <= 2
		single = single && len(g.digits) == 1
		commas = commas && (i == 0 || strings.ContainsAny(n.gap(i), ",;\n"))
	}
	return commas && short && !single
}

// isSum reports whether the groups are one or more numbers in groups of three digits, as in sums of
// money.
func (n number) isSum() bool {
	spaces := 0
	for i, g := range n.groups[1:] {
		switch gap := n.gap(i + 1); {
		case gap == " " || gap == "\u00a0" || gap == ".":
			if len(g.digits) != 3 {
				return false
			}
			spaces++
		case len(g.digits) > 3 || !strings.ContainsAny(gap, ",;"):
			return false
		}
	}
	return spaces > 1 && len(n.groups[0].digits) <= 3
}

// isCard reports whether a number is a bank card number (ISO/IEC 7812-1). Four consecutive years
// are not.
func isCard(n number) bool {
	if n.digits[0] < '2' || n.digits[0] > '6' || !luhn(n.digits) {
		return false
	}
	years := 0
	for _, g := range n.groups {
		if len(g.digits) == 4 && strings.HasPrefix(g.digits, "20") {
			years++
		}
	}
	return years < 4
}

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
	return sum%10 == 0
}
