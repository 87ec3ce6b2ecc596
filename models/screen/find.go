package screen

import (
	"regexp"
	"unicode"
	"unicode/utf8"
)

// scan is the state of one search in the undisguised form of a text. steps counts the work, so that
// a test can check that it grows linearly with the length of the text.
type scan struct {
	text   string
	groups []group
	words  []token
	steps  int
}

// finders find the spans that look like each kind, in bytes of the undisguised form.
var finders = map[Kind]func(*scan) [][2]int{
	Email:   (*scan).emails,
	IBAN:    (*scan).ibans,
	Card:    func(s *scan) [][2]int { return s.numbers([]int{16}, func(n number) bool { return isCard(n) }) },
	IIN:     func(s *scan) [][2]int { return s.numbers([]int{12}, func(n number) bool { return ValidIIN(n.digits) }) },
	Phone:   (*scan).phones,
	IDCard:  (*scan).idCards,
	Plate:   (*scan).plates,
	Address: (*scan).addresses,
}

const (
	local  = `[\p{L}\d._%+-]+`
	sign   = `\s{0,4}@\s{0,4}`
	spoken = `(?:\s{0,4}[(\[{<]\s?(?:at|@|собака|эт)\s?[)\]}>]\s{0,4}|\s{1,4}собака\s{1,4})`
	dot    = `(?:\.|\s{0,2}[(\[]\s?(?:dot|точка|нүкте|\.)\s?[)\]]\s{0,2}|\s{1,4}(?:точка|нүкте|dot)\s{1,4})`
	domain = `(?:[\p{L}\d-]+` + dot + `)+\p{L}{2,}`
	// a dot with spaces around it is part of a domain only before common top-level domains
	loose = `[\p{L}\d-]+\s{0,2}\.\s{0,2}(?:kz|ru|com|net|org|қаз|рф)`
)

var (
	emailForm = regexp.MustCompile(`(?i)` + local + `(?:` + sign + `(?:` + domain + `|` + loose + `)|` + spoken + domain + `)`)
	// 123 ABC 01 with a region up to 20, or the older A123BCD. Cyrillic letters that look like
	// Latin ones are common. Lower-case letters count only without spaces, which would make them
	// words («120 км 10»).
	plateForm = regexp.MustCompile(`\d{3}[^\p{L}\d]{0,6}(?:[A-ZАВЕКМНОРСТУХ]{2,3}|[a-z]{3})[^\p{L}\d]{0,6}(?:0[1-9]|1\d|20)|\d{3}[авекмнорстухa-z]{3}(?:0[1-9]|1\d|20)|[A-ZАВЕКМНОРСТУХ]\d{3}[A-ZАВЕКМНОРСТУХ]{2,3}`)
)

func (s *scan) emails() [][2]int { return s.spans(emailForm, func(_, _ int) bool { return true }) }

func (s *scan) plates() [][2]int {
	return s.spans(plateForm, func(i, j int) bool { return alone(s.text, i, j) })
}

// spans returns the matches that pass, and tries again one byte after the start of a match that
// does not. RE2 matches in linear time.
func (s *scan) spans(form *regexp.Regexp, pass func(start, end int) bool) [][2]int {
	var found [][2]int
	for at := 0; at < len(s.text); {
		m := form.FindStringIndex(s.text[at:])
		if m == nil {
			s.steps += len(s.text) - at
			break
		}
		s.steps += m[1]
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

// alone reports whether no letter or digit is directly before or after the span.
func alone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !wordy(before) && !wordy(after)
}

// wordy reports whether r is a letter or a digit.
func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
