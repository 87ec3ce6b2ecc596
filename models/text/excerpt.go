package text

import (
	"strings"
	"unicode"
)

// Excerpt returns the beginning of a text in at most n letters, cut at the end of a word and closed with «…» when
// something is left out. White space, line ends included, becomes single spaces.
func Excerpt(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	letters := []rune(s)
	if len(letters) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	end := n - 1 // one is for the dots
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

// MaskName writes the author of a public text: the given name and the initial of the family name, «Айгүл С.». What is
// not known is left out.
func MaskName(given, family string) string {
	given, family = strings.Join(strings.Fields(given), " "), strings.TrimSpace(family)
	for _, initial := range family {
		return strings.TrimSpace(given + " " + string(unicode.ToUpper(initial)) + ".")
	}
	return given
}
