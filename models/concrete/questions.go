package concrete

import (
	"slices"
	"unicode/utf8"
)

// Kazakh and Russian inflect words at the end, so words are compared by their first letters. A
// short word is compared whole.
const (
	root      = 4
	shortRoot = 3
)

// subjectOf returns the subject of an appeal as the roots of its words.
func subjectOf(asked string) map[string]bool {
	subject := map[string]bool{}
	for _, w := range wordsOf(asked) {
		if r := rootOf(w); r != "" {
			subject[r] = true
		}
	}
	return subject
}

// common returns the roots that sentences share with a subject.
func common(subject map[string]bool, sentences ...sentence) map[string]bool {
	shared := map[string]bool{}
	for _, st := range sentences {
		for _, w := range st.words {
			for _, r := range []string{rootOf(w), cut(w, shortRoot)} {
				if subject[r] {
					shared[r] = true
				}
			}
		}
	}
	return shared
}

// answersQuestions reports whether an answer addresses every question of the appeal: "when" needs a
// date, "why" a cause, "how much" a sum, and the answer must share words with the appeal.
func (s parsed) answersQuestions(asked string, subject map[string]bool, dated bool) bool {
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
	shared := common(subject, slices.Concat(s.sentences, s.promises)...)
	return len(shared) >= min(len(subject), 2, 1+len(subject)/longAppeal)
}

// longAppeal is the number of roots from which an appeal needs more than one root in common with
// the answer.
const longAppeal = 12

// rootOf returns the first letters by which a word is compared, or "" for request words and short
// words.
func rootOf(word string) string {
	if utf8.RuneCountInString(word) < shortRoot || isNumber(word) || requestWords.in([]string{word}) {
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
