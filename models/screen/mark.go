package screen

import (
	"regexp"
	"strings"
)

// mark is what stands where something was masked.
var mark = regexp.MustCompile(`\[[^\[\]\n]{1,40}\]`)

// OnlyMasked reports whether the text differs from the original only by marks in
// square brackets that stand where something stood. Whoever masks personal data
// must not say anything else in the name of the author.
func OnlyMasked(original, text string) bool {
	original, text = Lines(original), Lines(text)
	pieces := mark.Split(text, -1)
	if len(pieces) == 1 {
		return original == text
	}
	first, last := pieces[0], pieces[len(pieces)-1]
	if !strings.HasPrefix(original, first) {
		return false
	}
	rest := original[len(first):]
	for _, piece := range pieces[1 : len(pieces)-1] {
		i := strings.Index(rest, piece)
		if i < 0 {
			return false
		}
		rest = rest[i+len(piece):]
	}
	return strings.HasSuffix(rest, last)
}

// Lines writes the ends of lines in one way: browsers send them in another.
func Lines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// SameText reports whether two texts differ at most in how their lines end.
func SameText(a, b string) bool { return Lines(a) == Lines(b) }
