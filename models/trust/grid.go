package trust

import (
	"math"
	"sync"
)

// vague is the share of bodies that need not follow the common distribution. It is fixed, because
// it cannot be estimated from a few peers. With 0.05 the interval of a body unlike its peers covers
// only 0.80 at five cases; with 0.30 all intervals become wider for little gain.
const vague = 0.10

// The grid of nodes: concentrations from 1 to 1,000 cases, and logits of means.
const (
	rows        = 10
	firstMean   = -8.0
	lastMean    = 6.0
	stepMean    = 0.7
	medianCases = 10 // median of the prior of the concentration (Daniels 1999; Christiansen & Morris 1997)
	depth       = 12 // nodes below exp(-depth) of the largest weight are dropped
)

// node is a pair of mean and concentration with its posterior weight.
type node struct {
	row      int
	alpha    float64 // of the common distribution: its mean times its concentration
	beta     float64
	log      float64   // unnormalised logarithmic weight
	weight   float64   // sums to 1 over all nodes
	ordinary []float64 // by pair: how much better the common distribution explains it than the vague one
}

func concentration(row int) float64 { return math.Pow(1000, float64(row)/(rows-1)) }

// pairs holds the distinct counts of a group with the number of bodies that have them. Each factor
// of a beta function depends on one number only, so it is computed once per distinct number.
type pairs struct {
	list                []Weighted
	bodies              []float64
	blank               []float64 // log of the beta function of the vague component
	hits, missed, cases distinct
}

// distinct holds the distinct values of a number, and the index of the value of each pair.
type distinct struct {
	values []float64
	of     []int
	index  map[float64]int
	scale  []float64 // for one node
}

func (d *distinct) add(v float64) {
	i, ok := d.index[v]
	if !ok {
		if d.index == nil {
			d.index = map[float64]int{}
		}
		i = len(d.values)
		d.index[v] = i
		d.values, d.scale = append(d.values, v), append(d.scale, 0)
	}
	d.of = append(d.of, i)
}

// rise sets scale to log(gamma(a+value) / gamma(a)); base is log(gamma(a)).
func (d *distinct) rise(a, base float64) {
	for i, v := range d.values {
		d.scale[i] = logGamma(a+v) - base
	}
}

func (p *pairs) add(w Weighted) {
	p.list, p.bodies = append(p.list, w), append(p.bodies, 1)
	p.blank = append(p.blank, logBeta(1+w.Hits, 1+w.missed()))
	p.hits.add(w.Hits)
	p.missed.add(w.missed())
	p.cases.add(w.Of)
}

// fresh is a node before evaluation: with the logarithms of its prior density and step, so that
// rows of different steps can be added, and with the gamma functions that do not depend on counts.
type fresh struct {
	node
	gammas, gammaAlpha, gammaBeta float64
}

func newFresh(row int, logit, step float64) fresh {
	s, mean := concentration(row), expit(logit)
	f := fresh{node: node{row: row, alpha: s * mean, beta: s * expit(-logit)}}
	f.log = math.Log(s) - 2*math.Log(medianCases+s) + (math.Log(mean)+math.Log(expit(-logit)))/2 + math.Log(step)
	f.gammas, f.gammaAlpha, f.gammaBeta = logGamma(s), logGamma(f.alpha), logGamma(f.beta)
	return f
}

// coarse returns the initial nodes of all rows, which are the same for every group.
var coarse = sync.OnceValue(func() (all [rows][]fresh) {
	for r := range all {
		for logit := firstMean; logit <= lastMean; logit += stepMean {
			all[r] = append(all[r], newFresh(r, logit, stepMean))
		}
	}
	return all
})

// row evaluates the nodes of one concentration.
func (p *pairs) row(from []fresh) []node {
	p.cases.rise(concentration(from[0].row), from[0].gammas)
	nodes := make([]node, len(from))
	ordinary := make([]float64, len(from)*len(p.list))
	for k, f := range from {
		n := f.node
		n.ordinary = ordinary[k*len(p.list) : (k+1)*len(p.list)]
		p.hits.rise(n.alpha, f.gammaAlpha)
		p.missed.rise(n.beta, f.gammaBeta)
		product := 1.0 // a logarithm per pair would take half of the time
		for i := range p.list {
			h := p.hits.scale[p.hits.of[i]] + p.missed.scale[p.missed.of[i]] - p.cases.scale[p.cases.of[i]]
			n.ordinary[i] = (1 - vague) * math.Exp(h-p.blank[i])
			if p.bodies[i] > 1 {
				n.log += p.bodies[i] * math.Log(vague+n.ordinary[i])
				continue
			}
			if product *= vague + n.ordinary[i]; product < 1e-200 || product > 1e200 {
				n.log += math.Log(product)
				product = 1
			}
		}
		n.log += math.Log(product)
		nodes[k] = n
	}
	return nodes
}

// grid returns the posterior of mean and concentration as the nodes with relevant weight. A row
// whose peak is narrower than its step is evaluated again around the peak. Otherwise the weights of
// high concentrations would be arbitrary in large groups.
func (p *pairs) grid() (nodes []node) {
	top := math.Inf(-1)
	all := make([][]node, rows)
	for r, from := range coarse() {
		all[r] = p.row(from)
		top = max(top, all[r][best(all[r])].log)
	}
	for r := range all {
		from, step := firstMean, stepMean
		for range 8 {
			k := best(all[r])
			if all[r][k].log < top-60 || !narrow(all[r], k) {
				break
			}
			peak := from + float64(k)*step
			step /= 4
			from = peak - 5*step
			finer := make([]fresh, 11)
			for i := range finer {
				finer[i] = newFresh(r, from+float64(i)*step, step)
			}
			all[r] = p.row(finer)
			top = max(top, all[r][best(all[r])].log)
		}
	}
	var total float64
	for _, row := range all {
		for _, n := range row {
			if n.log >= top-depth {
				nodes = append(nodes, n)
				total += math.Exp(n.log - top)
			}
		}
	}
	for i := range nodes {
		nodes[i].weight = math.Exp(nodes[i].log-top) / total
	}
	return nodes
}

func best(row []node) (at int) {
	for k := range row {
		if row[k].log > row[at].log {
			at = k
		}
	}
	return at
}

// narrow reports whether the weight falls by more than a factor of exp(3) within one step of the
// peak.
func narrow(row []node, k int) bool {
	return k > 0 && row[k].log-row[k-1].log > 3 || k+1 < len(row) && row[k].log-row[k+1].log > 3
}
