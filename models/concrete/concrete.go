// Package concrete reads an answer of a body to an appeal and says how concrete it is: which of eight criteria it
// meets, from 0 to 8, and why. The rules are words and forms of words, the same for everybody, and are published. They
// read Kazakh, Russian and plain English, whichever the answer mixes. A field filled with words that say nothing
// counts as empty. Of the house it imports models/text alone, for the folding of letters.
package concrete

import "slices"

// Version of the rules. Answers read by an older one are read again by the sweep.
const Version = 2

// Enough is how many criteria at least are met by an answer that counts as concrete. Among them are an action and
// one of Checkable.
const Enough = 3

// Criterion is one of the eight questions asked of an answer.
type Criterion string

// The criteria, in the order in which they are shown.
const (
	Fact        Criterion = "fact"        // a fact found
	Action      Criterion = "action"      // what was or will be done
	Responsible Criterion = "responsible" // the post that does it
	Date        Criterion = "date"        // a day of it
	Sum         Criterion = "sum"         // what it costs, or that it costs nothing
	Proof       Criterion = "proof"       // a picture or an act
	Questions   Criterion = "questions"   // each question of the appeal addressed
	Complaint   Criterion = "complaint"   // the right to complain
)

// Criteria are all eight, in order.
var Criteria = []Criterion{Fact, Action, Responsible, Date, Sum, Proof, Questions, Complaint}

// Checkable are the criteria that give something to check. The post and the right to complain do not: the form of an
// answer fills them in by itself.
var Checkable = []Criterion{Fact, Date, Sum, Proof}

// Answer is what is read: the fields of a structured answer; that of a register stands in Action alone.
type Answer struct {
	Asked       string // title and text of the appeal
	Found       string
	Action      string
	Responsible string
	Cost        *int64 // tenge; nil: not said
	Funding     string
	Promises    []string // what is promised, each with a date
	Law         string
	Complaint   string
	Proof       int // pictures of proof
}

// Finding is what was seen about one criterion.
type Finding struct {
	Criterion Criterion
	Met       bool
	Why       Why
	Words     string // of the answer: a sentence that says nothing, where Why is Empty
}

// Why says why a criterion is not met; "" where it is.
type Why string

// The reasons.
const (
	Absent   Why = "absent"   // nothing is said about it
	Empty    Why = "empty"    // only words that say nothing
	NoAction Why = "noaction" // it is said, but there is no action that it could belong to
)

// Reading is an answer as it was read, with a finding for each of the eight.
type Reading []Finding

// Score is the number of criteria met, 0 to 8.
func (r Reading) Score() (n int) {
	for _, f := range r {
		if f.Met {
			n++
		}
	}
	return n
}

// Missing are the criteria that are not met, in order.
func (r Reading) Missing() []string {
	missing := []string{}
	for _, f := range r {
		if !f.Met {
			missing = append(missing, string(f.Criterion))
		}
	}
	return missing
}

// Concrete reports whether the answer counts as concrete.
func (r Reading) Concrete() bool { return Suffices(r.Missing()) }

// Suffices reports whether an answer that misses these criteria counts as concrete.
func Suffices(missing []string) bool {
	met := func(c Criterion) bool { return !slices.Contains(missing, string(c)) }
	return len(Criteria)-len(missing) >= Enough && met(Action) && slices.ContainsFunc(Checkable, met)
}

// Read reads an answer by the rules. It is a pure function: the same words give the same reading.
func Read(a Answer) Reading {
	said, about := read(a), subjectOf(a.Asked)
	found := map[Criterion]Finding{}
	note := func(c Criterion, met bool) {
		f := Finding{Criterion: c, Met: met}
		if !met {
			f.Why = Absent
		}
		found[c] = f
	}
	note(Fact, said.any(sentence.tellsFact))
	note(Action, said.any(func(s sentence) bool { return s.tellsAction(about) }))
	acts := found[Action].Met
	note(Responsible, namesPost(a.Responsible) || said.any(sentence.namesResponsible))
	note(Date, len(said.promises) > 0 || said.any(sentence.hasDate))
	note(Sum, a.Cost != nil || said.any(sentence.hasSum))
	note(Proof, a.Proof > 0 || said.any(sentence.hasProof))
	note(Questions, said.addresses(a.Asked, about, found[Date].Met))
	note(Complaint, said.grantsComplaint)
	for _, c := range []Criterion{Responsible, Date, Sum, Questions} {
		if found[c].Met && !acts {
			found[c] = Finding{Criterion: c, Why: NoAction}
		}
	}
	for c, sentence := range said.empty {
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
