package text

import (
	"strings"
	"unicode"
)

// Excerpt returns the beginning of a text, at most n characters long. It cuts at the end of a word
// and appends «…» if the text is longer. White space, including newlines, becomes single spaces.
func Excerpt(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	letters := []rune(s)
	if len(letters) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	end := n - 1 // reserve one character for the ellipsis
	for i := end; i > 0; i-- {
		if letters[i] == ' ' {
			end = i
			break
		}
	}
	return strings.TrimRightFunc(string(letters[:end]), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;:.—–-…(«", r)
	}) + "…"
}

// MaskName returns the public form of an author's name: the given name and the initial of the
// family name, «Айгүл С.». It omits an empty part.
func MaskName(given, family string) string {
	given, family = strings.Join(strings.Fields(given), " "), strings.TrimSpace(family)
	for _, initial := range family {
		return strings.TrimSpace(given + " " + string(unicode.ToUpper(initial)) + ".")
	}
	return given
}
