package concrete

import (
	"slices"
	"strings"
)

// parsed holds the sentences of an answer without the empty ones.
type parsed struct {
	sentences       []sentence // sentences with content
	promises        []sentence
	empty           map[Criterion]string // the first empty sentence of each field
	grantsComplaint bool
}

// parse splits an answer into sentences and separates the empty ones.
func parse(a Answer) (s parsed) {
	s.empty = map[Criterion]string{}
	add := func(text string, found bool) {
		for _, st := range sentencesOf(text) {
			if complaints.in(st.words) && !findings.in(st.words) {
				s.grantsComplaint = true
				if !actions.in(st.words) {
					continue
				}
			}
			st.found = found
			if st.isEmpty() {
				if field := fieldOf(found); s.empty[field] == "" {
					s.empty[field] = st.raw
				}
				continue
			}
			s.sentences = append(s.sentences, st)
		}
	}
	add(a.Found, true)
	add(a.Action, false)
	s.grantsComplaint = s.grantsComplaint || complaints.in(wordsOf(a.Complaint))
	for _, p := range a.Promises {
		for _, st := range sentencesOf(p) {
			if !st.isEmpty() {
				s.promises = append(s.promises, st)
			}
		}
	}
	return s
}

// fieldOf returns the criterion that a field should meet.
func fieldOf(found bool) Criterion {
	if found {
		return Fact
	}
	return Action
}

func (s parsed) any(is func(sentence) bool) bool { return slices.ContainsFunc(s.sentences, is) }

// isEmpty reports whether a sentence is ignored: it depends on money that is not available, is
// about the whole district, or is an empty phrase without a number or a day.
func (s sentence) isEmpty() bool {
	return conditions.in(s.words) || reports.in(s.words) || emptyPhrases.in(s.words) && !s.numbers && !s.hasDay()
}

// minimum is the least number of words of a sentence that states a fact or an action.
const minimum = 3

// statesFact reports whether a sentence states an inspection, a cause or a quantity. In the field
// Found any statement of more than three words is enough.
func (s sentence) statesFact() bool {
	if len(s.words) < minimum {
		return false
	}
	return s.numbers || len(s.words) > minimum && (s.found || findings.in(s.words))
}

// describesAction reports whether a sentence contains a word for an action, or an unlisted verb
// together with a number, a day, or two roots of the appeal's subject.
func (s sentence) describesAction(subject map[string]bool) bool {
	if len(s.words) < minimum {
		return false
	}
	return actions.in(s.words) || s.hasVerb() && (s.numbers || s.hasDay() || len(common(subject, s)) > 1)
}

// namesResponsible reports whether a sentence names a post together with a word for responsibility.
func (s sentence) namesResponsible() bool {
	return responsibles.in(s.words) && posts.in(s.words) && !vaguePosts.in(s.words)
}

// namesPost reports whether a field names a specific post, not just "a responsible person".
func namesPost(field string) bool {
	words := wordsOf(field)
	return len(words) > 1 && posts.in(words) && !vaguePosts.in(words)
}

// hasDate reports whether a sentence names a day, month or term that does not belong to a law or a
// letter.
func (s sentence) hasDate() bool {
	return s.hasDay() || !lawWords.in(s.words) && !programmes.in(s.words) && slices.ContainsFunc(s.words, isYear) && actions.in(s.words)
}

func (s sentence) hasDay() bool {
	if lawWords.in(s.words) || letters.in(s.words) && slices.ContainsFunc(s.words, isYear) {
		return false
	}
	return days.in(s.words) || months.in(s.words) || slices.ContainsFunc(s.words, isDayNumber)
}

// isDayNumber reports whether a word is a date such as 15.07.2026 or 15.07.26.
func isDayNumber(w string) bool {
	return strings.Count(w, ".") == 2 && isNumber(w) && len(w) >= 6
}

// hasSum reports whether a sentence names a sum of money, or says that there is no cost.
func (s sentence) hasSum() bool {
	return free.in(s.words) || money.in(s.words) && slices.ContainsFunc(s.words, isNumber)
}

func (s sentence) hasProof() bool { return proofs.in(s.words) }
