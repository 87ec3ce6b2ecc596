package concrete

import (
	"slices"
	"strings"
)

// said is what an answer says, without what says nothing.
type said struct {
	sentences       []sentence // those of substance
	promises        []sentence
	empty           map[Criterion]string // of each field, the first sentence that says nothing
	grantsComplaint bool
}

// read sorts the sentences of an answer.
func read(a Answer) (s said) {
	s.empty = map[Criterion]string{}
	take := func(text string, found bool) {
		for _, st := range sentencesOf(text) {
			if complaints.in(st.words) && !findings.in(st.words) {
				s.grantsComplaint = true
				if !deeds.in(st.words) {
					continue
				}
			}
			st.found = found
			if st.saysNothing() {
				if of := fieldOf(found); s.empty[of] == "" {
					s.empty[of] = st.raw
				}
				continue
			}
			s.sentences = append(s.sentences, st)
		}
	}
	take(a.Found, true)
	take(a.Action, false)
	s.grantsComplaint = s.grantsComplaint || complaints.in(wordsOf(a.Complaint))
	for _, p := range a.Promises {
		for _, st := range sentencesOf(p) {
			if !st.saysNothing() {
				s.promises = append(s.promises, st)
			}
		}
	}
	return s
}

// fieldOf is the criterion that a field is for.
func fieldOf(found bool) Criterion {
	if found {
		return Fact
	}
	return Action
}

func (s said) any(is func(sentence) bool) bool { return slices.ContainsFunc(s.sentences, is) }

// saysNothing reports whether a sentence is left out: what it says hangs on money that is not there, is about the whole
// district, or is a phrase that answers nothing and names neither a number nor a day.
func (s sentence) saysNothing() bool {
	return conditions.in(s.words) || reports.in(s.words) || nothing.in(s.words) && !s.numbers && !s.hasDay()
}

// minimum is how many words a sentence has at least that tells something.
const minimum = 3

// tellsFact: who looked, or a cause, or a quantity; in the field of what was found a state is enough.
func (s sentence) tellsFact() bool {
	if len(s.words) < minimum {
		return false
	}
	return s.numbers || len(s.words) > minimum && (s.found || findings.in(s.words))
}

// tellsAction: a deed, and what it is done to; or a verb that no list knows beside a number or a day, or about what the
// appeal itself names.
func (s sentence) tellsAction(about map[string]bool) bool {
	if len(s.words) < minimum {
		return false
	}
	return deeds.in(s.words) || s.hasVerb() && (s.numbers || s.hasDay() || len(common(about, s)) > 1)
}

// namesResponsible: a post in the text, with the word that makes it responsible.
func (s sentence) namesResponsible() bool {
	return responsibles.in(s.words) && posts.in(s.words) && !vague.in(s.words)
}

// namesPost: a field that holds a post of somewhere or of some kind, and not just "somebody responsible".
func namesPost(field string) bool {
	words := wordsOf(field)
	return len(words) > 1 && posts.in(words) && !vague.in(words)
}

// hasDate: a day, a month or a term that does not belong to a law or a letter.
func (s sentence) hasDate() bool {
	return s.hasDay() || !lawWords.in(s.words) && !programmes.in(s.words) && slices.ContainsFunc(s.words, isYear) && deeds.in(s.words)
}

func (s sentence) hasDay() bool {
	if lawWords.in(s.words) || letters.in(s.words) && slices.ContainsFunc(s.words, isYear) {
		return false
	}
	return days.in(s.words) || months.in(s.words) || slices.ContainsFunc(s.words, isDayNumber)
}

// isDayNumber: 15.07.2026 or 15.07.26.
func isDayNumber(w string) bool {
	return strings.Count(w, ".") == 2 && isNumber(w) && len(w) >= 6
}

// hasSum: money with a number, or that it costs nothing.
func (s sentence) hasSum() bool {
	return free.in(s.words) || money.in(s.words) && slices.ContainsFunc(s.words, isNumber)
}

func (s sentence) hasProof() bool { return proofs.in(s.words) }
