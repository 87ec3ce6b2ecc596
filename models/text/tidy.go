package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostMarks is how many combining marks one letter keeps; no language of the portal needs more than two.
const mostMarks = 4

// Tidy returns a text in the form in which it is stored: composed (NFC), lines ended by "\n", without control
// characters, bidirectional overrides and isolates, invisible characters (blank letters, the blank Braille pattern,
// tags, variation selectors) and with at most four combining marks a letter. Inside a sequence of emoji the zero-width
// joiner and the emoji selector stay. Invalid UTF-8 and NUL stay for the check that refuses them. Tidying twice
// changes nothing, and the work is proportional to the length.
func Tidy(s string) string {
	if plainASCII(s) {
		return s
	}
	return norm.NFC.String(filter(norm.NFC.String(s)))
}

// HasVisible reports whether a text holds a letter or a digit that can be seen: what "required" means.
func HasVisible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !invisible(r) })
}

// plainASCII: printable ASCII and line feeds need no work.
func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// filter drops what Tidy drops, in one pass.
func filter(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	var kept rune // the last character that was kept
	for i, r := range s {
		size := 1
		switch {
		case r == '\r':
			if strings.HasPrefix(s[i+1:], "\n") {
				continue
			}
			r = '\n'
		case r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			r = '\n'
		case r == unicode.ReplacementChar:
			if !strings.HasPrefix(s[i:], "\uFFFD") { // a byte that is no UTF-8
				b.WriteByte(s[i])
				kept, marks = r, 0
				continue
			}
		case joinsEmoji(r, kept, s[i:]):
		case r != '\n' && r != '\t' && r != 0 && invisible(r):
			continue
		case unicode.IsMark(r):
			if marks++; marks > mostMarks {
				continue
			}
			size = 0
		}
		if size == 1 {
			marks = 0
		}
		b.WriteRune(r)
		kept = r
	}
	return b.String()
}

// joinsEmoji: the emoji selector after a symbol, and the joiner between two emoji.
func joinsEmoji(r, before rune, rest string) bool {
	switch r {
	case '\ufe0f':
		return unicode.Is(unicode.So, before)
	case '\u200d':
		after := []rune(rest[len("\u200d"):min(len(rest), len("\u200d")+4)])
		return (unicode.Is(unicode.So, before) || unicode.Is(unicode.Sk, before) || before == '\ufe0f') && len(after) > 0 && unicode.Is(unicode.So, after[0])
	}
	return false
}

// invisible reports whether a character shows nothing, or only changes how others are shown. White space is not
// among them.
func invisible(r rune) bool {
	return r == '\u2800' || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || unicode.Is(unicode.Variation_Selector, r)
}
