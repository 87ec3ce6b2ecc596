// Package trust estimates shares, waiting times and juries' judgements from small samples.
// Estimates use the peers, intervals are valid also for a body unlike its peers, and bodies are
// compared only if the data suffice.
//
// A body with 1 escalated appeal of 3 is not three times worse than one with 40 of 400. The share
// of a body is modelled as a draw from a distribution common to its peers. The mean and the
// concentration of that distribution are integrated over a grid. A tenth of the bodies need not
// follow the common distribution (beta-binomial with a vague component; Gelman et al., Bayesian
// Data Analysis, 3rd ed., chapter 5). An interval is never narrower than that of the body's own
// cases.
//
// README.md of this directory lists the measured coverage; `task stats` prints it.
package trust

// Least is the minimum number of cases for an estimate or a comparison.
const Least = 10

// Level is the coverage that pages state.
const Level = 0.90

// nominal is the posterior probability of an interval. At 0.90 the coverage for a fixed share could
// be as low as 0.82, because small counts are discrete (Brown, Cai & DasGupta 2001).
const nominal = 0.92

// Share is a number of hits out of a number of cases: 0 <= Hits <= Of.
type Share struct{ Hits, Of int }

// Few reports whether there are too few cases for an estimate.
func (s Share) Few() bool { return s.Of < Least }

// Raw returns the counted share, from 0 to 1, or 0 without cases.
func (s Share) Raw() float64 { return s.Weighted().Raw() }

// Weighted returns the share with a weight of 1 per case.
func (s Share) Weighted() Weighted { return Weighted{float64(s.Hits), float64(s.Of)} }

// Weighted is the total weight of the hits and of all cases.
type Weighted struct{ Hits, Of float64 }

// Raw returns the weighted share, from 0 to 1, or 0 without cases.
func (w Weighted) Raw() float64 {
	if w.Of == 0 {
		return 0
	}
	return w.Hits / w.Of
}

func (w Weighted) missed() float64 { return w.Of - w.Hits }

// Estimate is a value with an interval that contains the true value in about 90 % of all cases.
type Estimate struct{ Value, Low, High float64 }

// Own returns the estimate from the body's own cases alone: the posterior under Jeffreys' prior.
// The interval extends to 0 or 1 if there is no hit or no miss.
func Own(w Weighted) Estimate {
	mix := mixture{{1, w.Hits + 0.5, w.missed() + 0.5}}
	e := mix.table().interval(w)
	e.Value = mix.mean()
	return e
}
