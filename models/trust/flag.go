package trust

import (
	"cmp"
	"math"
	"slices"
)

// Discoveries is the limit of the false discovery rate of the flags in one group
// (Benjamini & Hochberg 1995).
const Discoveries = 0.05

// LeastPeers is the minimum number of other bodies with Least cases each that a flag needs. With
// five peers a group of two kinds looks like one kind, and the test has little power anyway.
const LeastPeers = 10

// mostVague is the maximum part of the others in the vague component. Above it the group has no
// norm.
const mostVague = 0.20

// Flagged reports whether a body has significantly more hits than usual: whether the probability of
// this many, predicted only from the other bodies, is too small to be chance among all peers that
// were tested. A flag says that a body is unlike all peers, Standing that it exceeds most of them.
func (g *Group) Flagged(w Weighted) bool {
	g.flagOnce.Do(g.flag)
	return g.flagged[w]
}

// Mixed reports whether more than a fifth of the peers do not follow the common distribution. They
// are then of two kinds without a common norm, and no body is flagged.
func (g *Group) Mixed() bool {
	g.flagOnce.Do(g.flag)
	return g.size > 1 && g.kinds > mostVague*float64(g.size)
}

// tested is a pair with the probability of its hits.
type tested struct {
	pair   Weighted
	bodies float64
	p      float64
}

func (g *Group) flag() {
	g.flagged = map[Weighted]bool{}
	if g.size < 2 {
		return
	}
	outside := make([]float64, len(g.pairs.list))
	var enough float64
	for i, w := range g.pairs.list {
		for _, n := range g.nodes {
			outside[i] += n.weight * vague / (vague + n.ordinary[i])
		}
		g.kinds += g.pairs.bodies[i] * outside[i]
		if w.Of >= Least {
			enough += g.pairs.bodies[i]
		}
	}
	if enough < LeastPeers+1 {
		return
	}
	var family []tested
	for i, w := range g.pairs.list {
		if w.Of < Least {
			continue
		}
		t := tested{w, g.pairs.bodies[i], 1}
		if norm := g.kinds-outside[i] <= mostVague*float64(g.size-1); norm && w.Hits >= LeastHits {
			t.p = g.surprise(i)
		}
		family = append(family, t)
	}
	for _, t := range discoveries(family, enough) {
		g.flagged[t.pair] = true
	}
}

// discoveries returns the tests that are rejected at the false discovery rate Discoveries.
func discoveries(family []tested, all float64) []tested {
	slices.SortFunc(family, func(a, b tested) int { return cmp.Compare(a.p, b.p) })
	var rank float64
	last := 0
	for i, t := range family {
		rank += t.bodies
		if t.p <= Discoveries*rank/all {
			last = i + 1
		}
	}
	return family[:last]
}

// surprise returns the probability that an ordinary body of the group has at least this many hits.
// It removes the body's own counts from the fit by reweighting the nodes. It excludes the vague
// component, because an outlier would otherwise explain itself. Fractions of cases are rounded
// against the flag. The sum stops above Discoveries, because such a test is not rejected.
func (g *Group) surprise(pair int) (p float64) {
	var joined [rows]moments
	var total float64
	for _, n := range g.nodes {
		weight := n.weight / (vague + n.ordinary[pair])
		total += weight
		joined[n.row].add(weight, n.alpha, n.beta)
	}
	w := g.pairs.list[pair]
	hits, of := math.Floor(w.Hits), math.Ceil(w.Of)
	for _, c := range joinedMixture(nil, joined) {
		if p += c.weight / total * upperTail(hits, of, c.alpha, c.beta, Discoveries*total/c.weight); p > Discoveries {
			return 1
		}
	}
	return p
}

// upperTail returns the probability of at least this many hits in a beta-binomial distribution. It
// stops when the sum exceeds bound.
func upperTail(hits, of, alpha, beta, bound float64) (sum float64) {
	term := math.Exp(logGamma(of+1) - logGamma(hits+1) - logGamma(of-hits+1) + logBeta(alpha+hits, beta+of-hits) - logBeta(alpha, beta))
	for k := hits; k <= of; k++ {
		sum += term
		if sum > bound || term < 1e-15*sum {
			break
		}
		term *= (of - k) / (k + 1) * (alpha + k) / (beta + of - k - 1)
	}
	return sum
}
