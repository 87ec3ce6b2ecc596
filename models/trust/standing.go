package trust

import (
	"cmp"
	"math"
	"slices"
)

// Standing is the position of a body among its peers.
type Standing int

// The standings. Untold means that the cases are too few to decide, not that the bodies are alike.
const (
	Untold Standing = iota
	Higher          // higher than most of the peers
	Lower
)

// Most is the part of its peers that a named body exceeds. A comparison with the median would be
// unstable for peers of two kinds: it would be wrong in up to 42 % of the cases.
const Most = 0.6

// Sure is the minimum posterior probability for naming a body.
const Sure = 0.95

// LeastHits is the minimum number of hits for naming or flagging a body.
const LeastHits = 3

// Standing returns the standing of a body. It is Higher if, with the probability Sure, its share
// exceeds those of Most of its peers by at least two points and at least a quarter of the peers'
// median.
func (g *Group) Standing(w Weighted) Standing {
	if g.size < 2 || w.Of < Least {
		return Untold
	}
	higher, lower := g.beyond(w)
	switch {
	case higher >= Sure && w.Hits >= LeastHits:
		return Higher
	case lower >= Sure && w.missed() >= LeastHits:
		return Lower
	}
	return Untold
}

// Up to this number of others the exact Poisson binomial sum is used, above it the normal
// approximation.
const exactOthers = 12

// quantiles is the number of posterior quantiles over which a probability is averaged.
const quantiles = 40

// beyond returns the probabilities to be higher and lower than Most of the others.
func (g *Group) beyond(w Weighted) (higher, lower float64) {
	g.once.Do(g.judge)
	own := g.posterior(w).table()
	others := g.without(w)
	middle := others.median()
	margin := max(0.02, middle/4)
	need := int(math.Ceil(Most*float64(others.count) - 1e-9))
	for i := range quantiles {
		share := own.quantile((float64(i) + 0.5) / quantiles)
		if t := share - margin; t > 0 {
			higher += others.atLeast(need, t, true) / quantiles
		}
		if t := share + margin; t < 1 {
			lower += others.atLeast(need, t, false) / quantiles
		}
	}
	return higher, lower
}

// judged holds the posteriors of all peers, and the expected number of them below a share.
type judged struct {
	tables []*table // per pair
	values []float64
	order  []int // pairs by value
	sums   [2*(halfSums) + 1]struct{ mean, variance float64 }
}

// The sums are stored for logits from -12 to 12.
const (
	halfSums = 240
	stepSums = 12.0 / halfSums
)

func (g *Group) judge() {
	j := &g.judged
	for i, w := range g.pairs.list {
		mix := g.posterior(w)
		t := mix.table()
		j.tables, j.values, j.order = append(j.tables, t), append(j.values, mix.mean()), append(j.order, i)
		for k := range j.sums {
			p := t.at(float64(k-halfSums) * stepSums)
			j.sums[k].mean += g.pairs.bodies[i] * p
			j.sums[k].variance += g.pairs.bodies[i] * p * (1 - p)
		}
	}
	slices.SortFunc(j.order, func(a, b int) int { return cmp.Compare(j.values[a], j.values[b]) })
}

// others represents the peers without one body.
type others struct {
	group *Group
	self  int // pair of that body, or -1 if it is not in the group
	count int
}

func (g *Group) without(w Weighted) others {
	if i, ok := g.index[w]; ok {
		return others{g, i, g.size - 1}
	}
	return others{g, -1, g.size}
}

// bodies returns how many of the others have the counts of a pair.
func (o others) bodies(pair int) float64 {
	if pair == o.self {
		return o.group.pairs.bodies[pair] - 1
	}
	return o.group.pairs.bodies[pair]
}

// median returns the median of the others' estimates.
func (o others) median() float64 {
	var seen float64
	low, half := math.NaN(), float64(o.count)/2
	for _, pair := range o.group.judged.order {
		if o.bodies(pair) == 0 {
			continue
		}
		seen += o.bodies(pair)
		value := o.group.judged.values[pair]
		if !math.IsNaN(low) {
			return (low + value) / 2
		}
		if seen > half {
			return value
		}
		if seen == half {
			low = value
		}
	}
	return low
}

// atLeast returns the probability that at least need of the others are below a share, or above it.
func (o others) atLeast(need int, share float64, below bool) float64 {
	logit := math.Log(share / (1 - share))
	if o.count <= exactOthers {
		return o.exactly(need, logit, below)
	}
	mean, variance := o.sum(logit)
	if !below {
		mean = float64(o.count) - mean
	}
	gap := mean - float64(need) + 0.5
	if variance < 1e-9 {
		if gap > 0 {
			return 1
		}
		return 0
	}
	return math.Erfc(-gap/math.Sqrt(2*variance)) / 2
}

// exactly is atLeast by an exact sum over the distribution of that number.
func (o others) exactly(need int, logit float64, below bool) float64 {
	chance := make([]float64, 1, o.count+1)
	chance[0] = 1
	for pair, t := range o.group.judged.tables {
		p := t.at(logit)
		if !below {
			p = 1 - p
		}
		for range int(o.bodies(pair)) {
			chance = append(chance, 0)
			for k := len(chance) - 1; k > 0; k-- {
				chance[k] = chance[k]*(1-p) + chance[k-1]*p
			}
			chance[0] *= 1 - p
		}
	}
	var sum float64
	for _, p := range chance[min(need, len(chance)):] {
		sum += p
	}
	return sum
}

// sum returns the mean and the variance of the number of others below a share.
func (o others) sum(logit float64) (mean, variance float64) {
	sums := &o.group.judged.sums
	place := min(max(logit/stepSums+halfSums, 0), 2*halfSums-1e-6)
	k := int(place)
	part := place - float64(k)
	mean = sums[k].mean + part*(sums[k+1].mean-sums[k].mean)
	variance = sums[k].variance + part*(sums[k+1].variance-sums[k].variance)
	if o.self >= 0 {
		p := o.group.judged.tables[o.self].at(logit)
		mean, variance = mean-p, variance-p*(1-p)
	}
	return mean, max(variance, 0)
}
