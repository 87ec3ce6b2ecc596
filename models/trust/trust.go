// Package trust judges shares and medians of small samples as carefully as they
// deserve: an estimate that leans on the peers where there is little to go by, an
// interval, no rank where intervals overlap, and "too few" below ten.
//
// A body of which 1 of 3 appeals went up is not three times worse than one of which
// 40 of 400 did. The share of each body is taken as one draw from a beta distribution
// that all its peers share; what is known of the peers is the start, and the body's
// own count moves it (beta-binomial empirical Bayes; Gelman et al., Bayesian Data
// Analysis, 3rd ed., sections 2.7 and 5.3).
package trust

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Least is the smallest number of cases of which anything is said.
const Least = 10

// Level is how much of the posterior an interval holds.
const Level = 0.90

// Share is so many hits out of so many cases: 0 ≤ Hits ≤ Of.
type Share struct{ Hits, Of int }

// Few: too little to say anything of it.
func (s Share) Few() bool { return s.Of < Least }

// Raw is the share as counted, from 0 to 1; 0 of none.
func (s Share) Raw() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Hits) / float64(s.Of)
}

// Prior is the beta distribution from which the shares of peers are drawn.
type Prior struct{ A, B float64 }

// Mean is the share to be expected of a peer of which nothing is known.
func (p Prior) Mean() float64 { return p.A / (p.A + p.B) }

// Weight is how many cases of one's own weigh as much as all that the peers tell.
func (p Prior) Weight() float64 { return p.A + p.B }

// Jeffreys is the prior of somebody without peers.
var Jeffreys = Prior{0.5, 0.5}

// Estimate is what a share comes to with the peers in mind, and the interval that
// holds it with the probability Level.
type Estimate struct{ Value, Low, High float64 }

// Value is the Value of the Estimate alone, which is much quicker.
func (p Prior) Value(s Share) float64 { return (p.A + float64(s.Hits)) / (p.Weight() + float64(s.Of)) }

// Estimate is the mean and the equal-tailed interval of the posterior, the beta
// distribution Beta(A + hits, B + misses).
func (p Prior) Estimate(s Share) Estimate {
	beta := distuv.Beta{Alpha: p.A + float64(s.Hits), Beta: p.B + float64(s.Of-s.Hits)}
	tail := (1 - Level) / 2
	return Estimate{Value: p.Value(s), Low: beta.Quantile(tail), High: beta.Quantile(1 - tail)}
}

// Above: the whole interval lies on one side of a share.
func (e Estimate) Above(share float64) bool { return e.Low > share }

// Below is the other side, see Above.
func (e Estimate) Below(share float64) bool { return e.High < share }

// The weight of a prior stays within these: peers that differ no more than chance makes
// them would give an endless one, and the intervals of few peers would be too sure of
// themselves; peers with all or nothing would give hardly any.
const lightest, heaviest = 0.5, 100

// Fit finds the prior of peers: the maximum of the beta-binomial likelihood, by the
// fixed point of Minka (Estimating a Dirichlet distribution, 2000, on the Polya
// distribution, with two categories), begun at the moments of Kleinman (JASA 68, 1973). Without two peers
// that have a case, or where all of them have nothing or all, nothing is learned of how
// peers differ, and it is Jeffreys'.
func Fit(peers []Share) Prior {
	var t tally
	for _, s := range peers {
		t.add(s)
	}
	if t.peers < 2 || t.hits == 0 || t.hits == t.of {
		return Jeffreys
	}
	p := moments(peers, t)
	for range 2000 {
		bottom := t.slope(t.cases, p.A+p.B)
		next := Prior{p.A * t.slope(t.hit, p.A) / bottom, p.B * t.slope(t.missed, p.B) / bottom}
		if next.Weight() > heaviest { // hardly any difference: the pooled share
			return weighing(float64(t.hits)/float64(t.of), heaviest)
		}
		if next.Weight() < lightest {
			return weighing(next.Mean(), lightest)
		}
		if math.Abs(next.Weight()-p.Weight()) < 1e-6*p.Weight() {
			return next
		}
		p = next
	}
	return p
}

// moments is the start: the pooled share, and the spread that chance leaves unexplained.
func moments(peers []Share, t tally) Prior {
	mean := float64(t.hits) / float64(t.of)
	var spread, scale float64
	for _, s := range peers {
		n := float64(s.Of)
		spread += n * (s.Raw() - mean) * (s.Raw() - mean)
		scale += (1 - n/float64(t.of)) * max(n-1, 0)
	}
	chance := mean * (1 - mean)
	weight := 100.0
	if rho := (spread - chance*float64(t.peers-1)) / (chance * scale); rho > 0.01 {
		weight = 1/rho - 1
	}
	return weighing(mean, weight)
}

func weighing(mean, weight float64) Prior {
	weight = min(max(weight, lightest), heaviest)
	return Prior{mean * weight, (1 - mean) * weight}
}

// tally keeps the counts of peers so that a sum over peers is a sum over sizes:
// hit[j] is how many peers have more than j hits.
type tally struct {
	peers, hits, of    int
	hit, missed, cases []int
}

func (t *tally) add(s Share) {
	if s.Of == 0 {
		return
	}
	t.peers++
	t.hits += s.Hits
	t.of += s.Of
	t.hit = exceed(t.hit, s.Hits)
	t.missed = exceed(t.missed, s.Of-s.Hits)
	t.cases = exceed(t.cases, s.Of)
}

func exceed(more []int, n int) []int {
	for len(more) < n {
		more = append(more, 0)
	}
	for j := range n {
		more[j]++
	}
	return more
}

// slope is the sum over peers of digamma(a + count) - digamma(a).
func (tally) slope(more []int, a float64) (sum float64) {
	for j, peers := range more {
		sum += float64(peers) / (a + float64(j))
	}
	return sum
}
