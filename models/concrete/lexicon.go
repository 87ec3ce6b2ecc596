package concrete

import "strings"

// lexicon is a set of patterns. A pattern is one or more beginnings of words, each within three words after the one
// before; "=" before it asks for the whole word. Letters are folded: see text.Fold.
type lexicon map[string][][]string // by the first letters of the first word

// headLetters is how many letters of a word a lexicon is looked up by.
const headLetters = 3

// gap is how many words further the next beginning of a pattern may stand.
const gap = 3

// lexiconOf reads patterns parted by commas and lines.
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

// find returns the first words that a pattern matches, from which index and how many; n is 0 for none.
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

func (l lexicon) in(words []string) bool {
	_, n := l.find(words)
	return n > 0
}

// matches returns over how many words a pattern stretches from the first one on; 0: it does not match.
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
