package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxMarks is the maximum number of combining marks per letter. No language of the portal needs
// more than two.
const maxMarks = 4

// Tidy returns a text in the form in which it is stored: composed (NFC), with "\n" as line end, and
// with at most four combining marks per letter. It removes control characters, bidirectional
// overrides and isolates, and invisible characters (blank letters, the blank Braille pattern, tags,
// variation selectors). The zero-width joiner and the emoji selector stay in emoji sequences.
// Invalid UTF-8 and NUL stay, so that validation can reject them. Tidy is idempotent and runs in
// linear time.
func Tidy(s string) string {
	if plainASCII(s) {
		return s
	}
	return norm.NFC.String(filter(norm.NFC.String(s)))
}

// HasVisible reports whether a text contains a visible letter or digit, as a required field must.
func HasVisible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !invisible(r) })
}

// plainASCII reports whether a text is printable ASCII with newlines and tabs, which needs no work.
func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// filter removes the characters that Tidy removes, in one pass.
func filter(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	var kept rune // the previous character of the result
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
			if !strings.HasPrefix(s[i:], "\uFFFD") { // an invalid byte
				b.WriteByte(s[i])
				kept, marks = r, 0
				continue
			}
		case joinsEmoji(r, kept, s[i:]):
		case r != '\n' && r != '\t' && r != 0 && invisible(r):
			continue
		case unicode.IsMark(r):
			if marks++; marks > maxMarks {
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

// joinsEmoji reports whether r is an emoji selector after a symbol, or a joiner between two emoji.
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

// invisible reports whether a character is not displayed, or only changes how others are displayed.
// White space other than control characters is not invisible.
func invisible(r rune) bool {
	return r == '\u2800' || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || unicode.Is(unicode.Variation_Selector, r)
}
