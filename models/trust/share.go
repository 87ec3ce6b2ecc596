// Package trust estimates shares, waiting times and juries' judgements from small
// samples: an estimate that uses the peers, an interval that holds for a body unlike its
// peers too, and a comparison only where it is earned.
//
// A body of which 1 of 3 appeals went up is not three times worse than one of which
// 40 of 400 did. The share of a body is taken as a draw from a distribution that its peers
// have in common; the mean and the concentration of that distribution are integrated over
// a lattice, and a tenth of the bodies is allowed to follow no common distribution at all
// (beta-binomial with a vague component; Gelman et al., Bayesian Data Analysis, 3rd ed.,
// chapter 5). An interval is never narrower than the one of the body's own cases.
//
// The measured coverage is in README.md of this directory; `task stats` prints it.
package trust

// Least is the smallest number of cases that an estimate or a comparison is made of.
const Least = 10

// Level is the coverage that is stated to the reader.
const Level = 0.90

// nominal is the posterior probability of an interval. At 0.90 the discreteness of small
// counts lets the coverage of a fixed share fall to 0.82 (Brown, Cai & DasGupta 2001).
const nominal = 0.92

// Share is a number of hits out of a number of cases: 0 <= Hits <= Of.
type Share struct{ Hits, Of int }

// Few is true where there are too few cases for an estimate.
func (s Share) Few() bool { return s.Of < Least }

// Raw is the share as counted, from 0 to 1; 0 without cases.
func (s Share) Raw() float64 { return s.Weighted().Raw() }

// Weighted is the share with a weight of 1 for each case.
func (s Share) Weighted() Weighted { return Weighted{float64(s.Hits), float64(s.Of)} }

// Weighted is the weight of the hits out of the weight of all cases.
type Weighted struct{ Hits, Of float64 }

// Raw is the weighted share, from 0 to 1; 0 without cases.
func (w Weighted) Raw() float64 {
	if w.Of == 0 {
		return 0
	}
	return w.Hits / w.Of
}

func (w Weighted) missed() float64 { return w.Of - w.Hits }

// Estimate is a value and the interval that holds the truth in about 90 % of all cases.
type Estimate struct{ Value, Low, High float64 }

// Own is the estimate from the body's own cases alone: the posterior under Jeffreys' prior,
// with an end at 0 or 1 where there is no hit or no miss.
func Own(w Weighted) Estimate {
	mix := mixture{{1, w.Hits + 0.5, w.missed() + 0.5}}
	e := mix.table().interval(w)
	e.Value = mix.mean()
	return e
}
