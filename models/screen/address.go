package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word or a number of the text.
type token struct {
	start, end int
	word       string // lower case
	capital    bool
	digit      bool // begins with a digit
}

// Maximum distances from a flat number back to its house and from the house back to its street, in
// words.
const (
	houseWithin  = 4
	streetWithin = 6
)

var (
	flatWords   = []string{"кв", "квартир", "пәтер", "патер", "пәт", "apt", "apartment", "flat", "kv", "kvartir", "pater", "päter"}
	streetWords = []string{"көше", "коше", "даңғыл", "тұйық", "мөлтек", "ықшамаудан", "шағынаудан", "ықшам", "шағын", "ул", "улиц", "проспект", "пр", "просп",
		"мкр", "мкрн", "микрорайон", "переул", "пер", "бульвар", "бул", "шоссе", "тас", "koshe", "köşe", "kosh", "dangyl", "ul", "ulits", "mkr", "street", "str", "st", "avenue", "ave", "prospekt"}
	houseWords = []string{"үй", "дом", "house", "bld", "корпус", "корп", "подъезд", "кіреберіс", "блок", "секция", "квартал", "участок", "школа", "мектеп", "балабақша"}
	homeWords  = []string{"мекенжай", "тұрам", "тұрат", "turam", "живу", "живем", "живём", "прожива", "адрес", "address", "live"}
)

// addresses finds home addresses: a street, a house and a flat. A street and a house without a flat
// are not personal data, because appeals are about such places.
func (s *scan) addresses() (found [][2]int) {
	if s.words == nil {
		s.readWords()
	}
	for i := range s.words {
		s.steps++
		start, end, ok := s.flat(i)
		if !ok {
			start, end, ok = s.dashed(i)
		}
		if ok && (len(found) == 0 || found[len(found)-1][1] <= start) {
			found = append(found, [2]int{start, end})
		}
	}
	return found
}

// flat returns the home address at word i if that word means "flat": the flat number is next to it,
// and the house and the street are before it.
func (s *scan) flat(i int) (start, end int, ok bool) {
	if !begins(s.words[i].word, flatWords) {
		return 0, 0, false
	}
	first, last := i, i
	switch {
	case i+1 < len(s.words) && s.words[i+1].digit && s.words[i+1].start-s.words[i].end <= 6:
		last = i + 1
	case i > 0 && s.words[i-1].digit:
		first = i - 1
	default:
		return 0, 0, false
	}
	house := s.back(first-1, houseWithin, func(t token) bool { return t.digit && t.end-t.start <= 6 })
	if house < 0 {
		return 0, 0, false
	}
	if street := s.street(house); street >= 0 {
		return s.words[street].start, s.words[last].end, true
	}
	return 0, 0, false
}

// dashed returns the address at word i in a form like «тұратын жерім Абай 12-34»: a word for home,
// then street, house and flat.
func (s *scan) dashed(i int) (start, end int, ok bool) {
	if i < 2 || !s.words[i].digit || !s.words[i-1].digit || s.text[s.words[i-1].end:s.words[i].start] != "-" || !isNumber(s.words[i].word) {
		return 0, 0, false
	}
	street := s.street(i - 1)
	if street < 0 || s.back(street-1, streetWithin, func(t token) bool { return begins(t.word, homeWords) }) < 0 {
		return 0, 0, false
	}
	return s.words[street].start, s.words[i].end, true
}

// street returns the first word of the street before a house, or -1.
func (s *scan) street(house int) int {
	if i := s.back(house-1, streetWithin, func(t token) bool { return begins(t.word, streetWords) }); i >= 0 {
		if i > 0 && s.words[i-1].capital {
			return i - 1 // «Абай көшесі»
		}
		return i
	}
	i := s.back(house-1, 2, func(t token) bool { return !begins(t.word, houseWords) })
	if i >= 0 && s.words[i].capital && utf8.RuneCountInString(s.words[i].word) > 2 {
		return i
	}
	return -1
}

// back returns the nearest word that passes among word i and the n-1 words before it, or -1.
func (s *scan) back(i, n int, pass func(token) bool) int {
	for j := i; j >= 0 && j > i-n; j-- {
		s.steps++
		if pass(s.words[j]) {
			return j
		}
	}
	return -1
}

// begins reports whether a word begins with one of the prefixes. Prefixes of up to three letters
// must match the whole word.
func begins(word string, with []string) bool {
	for _, w := range with {
		if word == w || utf8.RuneCountInString(w) > 3 && strings.HasPrefix(word, w) {
			return true
		}
	}
	return false
}

func isNumber(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !isDigit(r) })
}

// readWords splits the text into words and numbers: 34пәтер becomes two tokens.
func (s *scan) readWords() {
	start, digit := -1, false
	end := func(at int) {
		if start >= 0 {
			first, _ := utf8.DecodeRuneInString(s.text[start:])
			s.words = append(s.words, token{start, at, strings.ToLower(s.text[start:at]), unicode.IsUpper(first), digit})
			start = -1
		}
	}
	for i, r := range s.text {
		s.steps++
		switch {
		case !wordy(r):
			end(i)
		case start < 0 || digit != isDigit(r):
			end(i)
			start, digit = i, isDigit(r)
		}
	}
	end(len(s.text))
}
