package trust

import (
	"math"
	"slices"
	"sync"
)

// Group is the model fitted to the counts of peers. Create it with Fit. It is safe for concurrent
// use.
type Group struct {
	pairs pairs
	index map[Weighted]int
	nodes []node
	size  int // bodies that have a case

	once   sync.Once
	judged judged // data for comparisons with all peers

	flagOnce sync.Once
	flagged  map[Weighted]bool
	kinds    float64 // see Mixed
}

// Fit fits a group to the counts of its bodies. It ignores bodies without a case.
func Fit(peers []Weighted) *Group {
	g := &Group{index: map[Weighted]int{}}
	for _, w := range peers {
		if w.Of <= 0 {
			continue
		}
		g.size++
		if i, ok := g.index[w]; ok {
			g.pairs.bodies[i]++
			continue
		}
		g.index[w] = len(g.pairs.list)
		g.pairs.add(w)
	}
	if g.size > 1 {
		g.nodes = g.pairs.grid()
	}
	return g
}

// FitShares is Fit for unweighted counts.
func FitShares(peers []Share) *Group {
	list := make([]Weighted, len(peers))
	for i, s := range peers {
		list[i] = s.Weighted()
	}
	return Fit(list)
}

// Size returns the number of bodies that have a case.
func (g *Group) Size() int { return g.size }

// Estimate returns the posterior mean of a body, with the union of the posterior interval and the
// body's own interval. Peers move the value and can widen the interval, but never make it narrower
// than the body's own cases do. Without peers it returns Own.
func (g *Group) Estimate(w Weighted) Estimate {
	own := Own(w)
	if g.size < 2 || w.Of <= 0 {
		return own
	}
	e := g.pooled(w)
	return Estimate{e.Value, min(e.Low, own.Low), max(e.High, own.High)}
}

// pooled returns the estimate without the body's own interval. It is not shown, because its
// interval covers only 0.57 to 0.81 for a body that is moderately different from its peers.
func (g *Group) pooled(w Weighted) Estimate {
	mix := g.posterior(w)
	e := mix.table().interval(w)
	e.Value = mix.mean()
	return e
}

// Value returns only the Value of Estimate, which is faster.
func (g *Group) Value(w Weighted) float64 {
	if g.size < 2 || w.Of <= 0 {
		return mixture{{1, w.Hits + 0.5, w.missed() + 0.5}}.mean()
	}
	return g.posterior(w).mean()
}

// posterior returns the distribution of a body's share: one component per concentration, and the
// vague component.
func (g *Group) posterior(w Weighted) mixture {
	ordinary := g.ordinary(w)
	var joined [rows]moments
	mix := mixture{{0, 1 + w.Hits, 1 + w.missed()}}
	for k, n := range g.nodes {
		outside := vague / (vague + ordinary(k))
		mix[0].weight += n.weight * outside
		joined[n.row].add(n.weight*(1-outside), n.alpha+w.Hits, n.beta+w.missed())
	}
	return slices.DeleteFunc(joinedMixture(mix, joined), func(c component) bool { return c.weight < 1e-4 })
}

func joinedMixture(mix mixture, joined [rows]moments) mixture {
	for _, m := range joined {
		if m.weight > 0 {
			mix = append(mix, m.component())
		}
	}
	return mix
}

// ordinary returns a function that gives, for each node, how much better the common distribution
// explains the counts than the vague one. The counts need not belong to the group.
func (g *Group) ordinary(w Weighted) func(node int) float64 {
	if i, ok := g.index[w]; ok {
		return func(k int) float64 { return g.nodes[k].ordinary[i] }
	}
	blank := logBeta(1+w.Hits, 1+w.missed())
	return func(k int) float64 {
		n := g.nodes[k]
		return (1 - vague) * math.Exp(logBeta(n.alpha+w.Hits, n.beta+w.missed())-logBeta(n.alpha, n.beta)-blank)
	}
}

// moments accumulates beta distributions, to merge them into one with the same mean and variance.
type moments struct{ weight, mean, square float64 }

func (m *moments) add(weight, alpha, beta float64) {
	mean := alpha / (alpha + beta)
	m.weight += weight
	m.mean += weight * mean
	m.square += weight * (mean*(1-mean)/(alpha+beta+1) + mean*mean)
}

func (m moments) component() component {
	mean := m.mean / m.weight
	variance := max(m.square/m.weight-mean*mean, 1e-18)
	cases := max(mean*(1-mean)/variance-1, 1e-6)
	return component{m.weight, mean * cases, (1 - mean) * cases}
}
