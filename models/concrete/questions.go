package concrete

import (
	"slices"
	"unicode/utf8"
)

// Both languages put their endings last, so the beginnings of words are compared: so many letters, and of a short word
// all its letters.
const (
	root      = 4
	shortRoot = 3
)

// subjectOf is what an appeal is about: the beginnings of its words.
func subjectOf(asked string) map[string]bool {
	about := map[string]bool{}
	for _, w := range wordsOf(asked) {
		if r := rootOf(w); r != "" {
			about[r] = true
		}
	}
	return about
}

// common is what sentences have in common with a subject.
func common(about map[string]bool, sentences ...sentence) map[string]bool {
	shared := map[string]bool{}
	for _, st := range sentences {
		for _, w := range st.words {
			for _, r := range []string{rootOf(w), cut(w, shortRoot)} {
				if about[r] {
					shared[r] = true
				}
			}
		}
	}
	return shared
}

// addresses reports whether what is said answers each question of the appeal: when, by a date; why, by a cause; how
// much, by a sum; and all of it about what was asked.
func (s said) addresses(asked string, about map[string]bool, dated bool) bool {
	if len(s.sentences) == 0 {
		return false
	}
	for _, q := range sentencesOf(asked) {
		switch {
		case asksWhen.in(q.words) && !dated,
			asksWhy.in(q.words) && !s.any(func(st sentence) bool { return causes.in(st.words) }),
			asksHowMuch.in(q.words) && !s.any(sentence.hasSum):
			return false
		}
	}
	shared := common(about, slices.Concat(s.sentences, s.promises)...)
	return len(shared) >= min(len(about), 2, 1+len(about)/longAppeal)
}

// longAppeal is how many words of meaning an appeal has before one in common is too few.
const longAppeal = 12

// rootOf is the beginning by which a word is compared; "" for one that only asks or joins.
func rootOf(word string) string {
	if utf8.RuneCountInString(word) < shortRoot || isNumber(word) || asking.in([]string{word}) {
		return ""
	}
	return cut(word, root)
}

// cut returns the first n letters.
func cut(word string, n int) string {
	for i := range word {
		if n == 0 {
			return word[:i]
		}
		n--
	}
	return word
}
