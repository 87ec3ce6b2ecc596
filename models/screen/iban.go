package screen

import (
	"regexp"
	"unicode"
	"unicode/utf8"
)

// ibanLength is the length of an IBAN of Kazakhstan: KZ, two check digits, three characters for the
// bank, thirteen for the account.
const ibanLength = 20

// ibans finds IBANs of Kazakhstan by their check digits (ISO 13616, modulo 97).
func (s *scan) ibans() (found [][2]int) {
	for i := 0; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		s.steps++
		if r == 'K' || r == 'k' || r == 'К' || r == 'к' {
			before, _ := utf8.DecodeLastRuneInString(s.text[:i])
			if end := s.ibanEnd(i); end > 0 && !wordy(before) {
				found = append(found, [2]int{i, end})
				i = end
				continue
			}
		}
		i += size
	}
	return found
}

// ibanEnd returns the end of the IBAN that begins at i, or 0.
func (s *scan) ibanEnd(i int) int {
	var account, read []byte // as written, and with letters that look like 0 and 1 replaced
	gap := 0
	for j := i; j < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[j:])
		s.steps++
		if !wordy(r) {
			if gap++; gap > maxGap {
				return 0
			}
			j += size
			continue
		}
		gap = 0
		letter, ok := latinCapital(r)
		if !ok || len(account) == 1 && letter != 'Z' {
			return 0
		}
		digit := letter
		if d := asDigit(r); d >= 0 {
			digit = '0' + byte(d)
		}
		if n := len(account); n >= 2 && n < 7 {
			if letter = digit; letter > '9' || n == 3 && account[2] == '0' && letter < '2' { // check digits range from 02 to 98
				return 0
			}
		}
		account, read = append(account, letter), append(read, digit)
		j += size
		if len(account) == ibanLength {
			if after, _ := utf8.DecodeRuneInString(s.text[j:]); !wordy(after) && (mod97(account) == 1 || mod97(read) == 1) {
				return j
			}
			return 0
		}
	}
	return 0
}

// latinCapital returns a character of an IBAN in Latin upper case, also if it was typed on a
// Cyrillic keyboard.
func latinCapital(r rune) (byte, bool) {
	r = unicode.ToUpper(r)
	for i, cyrillic := range []rune("АВЕКМНОРСТУХІ") {
		if r == cyrillic {
			return "ABEKMHOPCTYXI"[i], true
		}
	}
	return byte(r), r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
}

// mod97 returns the remainder of an IBAN modulo 97, with the first four characters moved to the end
// and letters as 10 to 35.
func mod97(account []byte) (remainder int) {
	for i := range account {
		switch c := account[(i+4)%len(account)]; {
		case c >= 'A':
			remainder = (remainder*100 + int(c-'A') + 10) % 97
		default:
			remainder = (remainder*10 + int(c-'0')) % 97
		}
	}
	return remainder
}

// idCardWord matches names of an identity card or passport. Nine digits without such a name can be
// anything.
var idCardWord = regexp.MustCompile(`(?i)куәлі[кгғ]\p{L}*|удостоверени\p{L}*|удост\.|уд\.?\s?личн\p{L}*|уд-ни\p{L}*|identity card|id card|төлқұжат\p{L}*|паспорт\p{L}*|passport`)

// idCardWithin is the maximum distance in bytes from the name of the document to the number.
const idCardWithin = 80

// idCards finds numbers of eight (passport) or nine digits that follow the name of a document.
func (s *scan) idCards() (found [][2]int) {
	named := s.spans(idCardWord, func(_, _ int) bool { return true })
	w := -1
	return s.numbers([]int{8, 9}, func(n number) bool {
		for w+1 < len(named) && named[w+1][1] <= n.groups[0].start {
			w++
		}
		s.steps++
		last := n.groups[len(n.groups)-1]
		after, _ := utf8.DecodeRuneInString(s.text[last.end:])
		return w >= 0 && n.groups[0].start-named[w][1] <= idCardWithin && (len(n.digits) == 9 || !wordy(after)) && (len(n.digits) == 9 || !s.followed(last.end))
	})
}

// followed reports whether another digit follows after a one-character gap.
func (s *scan) followed(end int) bool {
	r, size := utf8.DecodeRuneInString(s.text[end:])
	next, _ := utf8.DecodeRuneInString(s.text[end+size:])
	return !wordy(r) && isDigit(next)
}
