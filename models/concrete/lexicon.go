package concrete

import "strings"

// lexicon is a set of patterns. A pattern is one or more word prefixes, each at most three words
// after the previous one. A prefix that begins with "=" matches only the whole word. Letters are
// folded: see text.Fold.
type lexicon map[string][][]string // key: the first letters of the first word

// headLetters is the length of the keys of a lexicon, in letters.
const headLetters = 3

// gap is the maximum distance, in words, to the next prefix of a pattern.
const gap = 3

// lexiconOf parses patterns separated by commas or newlines.
func lexiconOf(patterns string) lexicon {
	l := lexicon{}
	for _, p := range strings.FieldsFunc(patterns, func(r rune) bool { return r == ',' || r == '\n' }) {
		if words := strings.Fields(p); len(words) > 0 {
			h := cut(strings.TrimPrefix(words[0], "="), headLetters)
			l[h] = append(l[h], words)
		}
	}
	return l
}

// find returns the position and number of the first words that match a pattern; n is 0 if no
// pattern matches.
func (l lexicon) find(words []string) (at, n int) {
	for i, word := range words {
		for _, p := range l[cut(word, headLetters)] {
			if n := matches(p, words[i:]); n > 0 {
				return i, n
			}
		}
	}
	return 0, 0
}

// in reports whether the words match a pattern.
func (l lexicon) in(words []string) bool {
	_, n := l.find(words)
	return n > 0
}

// matches returns the number of words that the pattern spans from the first word on, or 0 if it
// does not match.
func matches(pattern, words []string) int {
	if !begins(words[0], pattern[0]) {
		return 0
	}
	at := 0
next:
	for _, p := range pattern[1:] {
		for i := at + 1; i < len(words) && i <= at+gap; i++ {
			if begins(words[i], p) {
				at = i
				continue next
			}
		}
		return 0
	}
	return at + 1
}

func begins(word, pattern string) bool {
	if whole, ok := strings.CutPrefix(pattern, "="); ok {
		return word == whole
	}
	return strings.HasPrefix(word, pattern)
}
