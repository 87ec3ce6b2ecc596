package trust

import (
	"cmp"
	"math"
	"slices"
)

// Discoveries is the bound of the false discovery rate of the flags of one group
// (Benjamini & Hochberg 1995).
const Discoveries = 0.05

// LeastPeers is the smallest number of other bodies with Least cases each that a flag needs.
// With five peers a group of two kinds passes for one, and power is lost anyway.
const LeastPeers = 10

// mostVague is the part of the others in the vague component from which there is no norm.
const mostVague = 0.20

// Flagged is true where a body has more hits than bodies of its kind usually show: where the
// probability of so many, predicted from the others alone, is too small for chance among all
// peers that were looked at. It is a question of its own: a flag says that a body is unlike all
// peers, Standing that it exceeds most of them.
func (g *Group) Flagged(w Weighted) bool {
	g.flagOnce.Do(g.flag)
	return g.flagged[w]
}

// Mixed is true where more than a fifth of the peers do not follow the common distribution:
// they are of two kinds, there is no norm, and nothing is flagged.
func (g *Group) Mixed() bool {
	g.flagOnce.Do(g.flag)
	return g.size > 1 && g.kinds > mostVague*float64(g.size)
}

// tested is one pair with the probability of its hits.
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

// discoveries are the tests that are rejected with the false discovery rate Discoveries.
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

// surprise is the probability of at least so many hits as an ordinary body of the group, as
// the others show it: its own counts are taken out of the fit by reweighting the nodes. The
// vague component has no part in it, or an outlier would excuse itself. Fractions of cases are
// rounded against the flag. Above Discoveries the sum stops, since no such test is rejected.
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

// upperTail is the probability of at least so many hits of a beta-binomial distribution; it
// stops above a bound.
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
