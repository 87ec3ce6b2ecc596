// Package concrete measures how concrete a body's answer to an appeal is: which of eight criteria
// it meets, and why it misses the others. The rules are published lists of words and word endings,
// the same for every body. They work on Kazakh, Russian, simple English and mixtures of them. A
// field that contains only empty phrases counts as empty. The package imports only models/text of
// this project, for the folding of letters.
package concrete

import "slices"

// Version is the version of the rules. The sweep reassesses answers that were assessed with an
// older version.
const Version = 2

// MinCriteria is the number of criteria that a concrete answer meets at least. They must include
// Action and one of Checkable.
const MinCriteria = 3

// Criterion is one of the eight questions asked of an answer.
type Criterion string

// The criteria, in the order in which they are shown.
const (
	Fact        Criterion = "fact"        // a fact that was found
	Action      Criterion = "action"      // what was or will be done
	Responsible Criterion = "responsible" // the post that is responsible
	Date        Criterion = "date"        // a date
	Sum         Criterion = "sum"         // the cost, or that there is none
	Proof       Criterion = "proof"       // a picture or a signed record
	Questions   Criterion = "questions"   // every question of the appeal is answered
	Complaint   Criterion = "complaint"   // the right to complain
)

// Criteria lists all eight, in order.
var Criteria = []Criterion{Fact, Action, Responsible, Date, Sum, Proof, Questions, Complaint}

// Checkable lists the criteria that a resident can check. The post and the right to complain are
// not among them, because the answer form fills them in.
var Checkable = []Criterion{Fact, Date, Sum, Proof}

// Answer holds the fields of a structured answer. An answer from a register is in Action only.
type Answer struct {
	Asked       string // title and text of the appeal
	Found       string
	Action      string
	Responsible string
	Cost        *int64 // tenge; nil if not given
	Funding     string
	Promises    []string // texts of promises, each of which has a date
	Law         string
	Complaint   string
	Proof       int // number of pictures
}

// Finding is the result for one criterion.
type Finding struct {
	Criterion Criterion
	Met       bool
	Why       Why
	Words     string // an empty sentence of the answer, if Why is Empty
}

// Why is the reason why a criterion is not met, or "" if it is met.
type Why string

// The reasons.
const (
	Absent   Why = "absent"   // not mentioned
	Empty    Why = "empty"    // only empty phrases
	NoAction Why = "noaction" // mentioned, but without an action that it could refer to
)

// Reading is the assessment of an answer, with one finding per criterion.
type Reading []Finding

// Score returns the number of criteria met, 0 to 8.
func (r Reading) Score() (n int) {
	for _, f := range r {
		if f.Met {
			n++
		}
	}
	return n
}

// Missing returns the criteria that are not met, in order.
func (r Reading) Missing() []string {
	missing := []string{}
	for _, f := range r {
		if !f.Met {
			missing = append(missing, string(f.Criterion))
		}
	}
	return missing
}

// Concrete reports whether the answer is concrete.
func (r Reading) Concrete() bool { return Suffices(r.Missing()) }

// Suffices reports whether an answer that misses these criteria is concrete.
func Suffices(missing []string) bool {
	met := func(c Criterion) bool { return !slices.Contains(missing, string(c)) }
	return len(Criteria)-len(missing) >= MinCriteria && met(Action) && slices.ContainsFunc(Checkable, met)
}

// Read assesses an answer. It is a pure function: the same words give the same reading.
func Read(a Answer) Reading {
	parsed, subject := parse(a), subjectOf(a.Asked)
	found := map[Criterion]Finding{}
	note := func(c Criterion, met bool) {
		f := Finding{Criterion: c, Met: met}
		if !met {
			f.Why = Absent
		}
		found[c] = f
	}
	note(Fact, parsed.any(sentence.statesFact))
	note(Action, parsed.any(func(s sentence) bool { return s.describesAction(subject) }))
	hasAction := found[Action].Met
	note(Responsible, namesPost(a.Responsible) || parsed.any(sentence.namesResponsible))
	note(Date, len(parsed.promises) > 0 || parsed.any(sentence.hasDate))
	note(Sum, a.Cost != nil || parsed.any(sentence.hasSum))
	note(Proof, a.Proof > 0 || parsed.any(sentence.hasProof))
	note(Questions, parsed.answersQuestions(a.Asked, subject, found[Date].Met))
	note(Complaint, parsed.grantsComplaint)
	for _, c := range []Criterion{Responsible, Date, Sum, Questions} {
		if found[c].Met && !hasAction {
			found[c] = Finding{Criterion: c, Why: NoAction}
		}
	}
	for c, sentence := range parsed.empty {
		if !found[c].Met {
			found[c] = Finding{Criterion: c, Why: Empty, Words: sentence}
		}
	}
	reading := make(Reading, len(Criteria))
	for i, c := range Criteria {
		reading[i] = found[c]
	}
	return reading
}
