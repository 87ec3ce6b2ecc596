package trust

import (
	"cmp"
	"math"
	"slices"
)

// Standing is where a body stands among its peers.
type Standing int

// The standings: Untold says that the cases are too few to tell, not that bodies are alike.
const (
	Untold Standing = iota
	Higher          // than most of the peers
	Lower
)

// Most is the part of its peers that a named body exceeds. The median itself jumps where
// the peers are of two kinds: a verdict on it is wrong in up to 42 % of the cases there.
const Most = 0.6

// Sure is the posterior probability from which a body is named.
const Sure = 0.95

// LeastHits is the smallest number of hits that a body is named or flagged for.
const LeastHits = 3

// Standing is where a body stands: Higher where with the probability Sure its share exceeds
// those of Most of its peers by the margin of two points or a quarter of the peers' median,
// whichever is more.
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

// Above Poisson's exact sum over so many others the normal distribution takes its place.
const exactOthers = 12

// looks is the number of posterior quantiles over which a probability is averaged.
const looks = 40

// beyond are the probabilities to be higher and lower than Most of the others.
func (g *Group) beyond(w Weighted) (higher, lower float64) {
	g.once.Do(g.judge)
	own := g.posterior(w).table()
	others := g.without(w)
	middle := others.median()
	margin := max(0.02, middle/4)
	need := int(math.Ceil(Most*float64(others.count) - 1e-9))
	for i := range looks {
		share := own.quantile((float64(i) + 0.5) / looks)
		if t := share - margin; t > 0 {
			higher += others.atLeast(need, t, true) / looks
		}
		if t := share + margin; t < 1 {
			lower += others.atLeast(need, t, false) / looks
		}
	}
	return higher, lower
}

// judged are the posteriors of all peers, and how many of them are expected below a share.
type judged struct {
	tables []*table // by pair
	values []float64
	order  []int // pairs by value
	sums   [2*(halfSums) + 1]struct{ mean, variance float64 }
}

// The sums are kept at logits from -12 to 12.
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

// others are the peers without one of them.
type others struct {
	group *Group
	self  int // pair; -1: not of the group
	count int
}

func (g *Group) without(w Weighted) others {
	if i, ok := g.index[w]; ok {
		return others{g, i, g.size - 1}
	}
	return others{g, -1, g.size}
}

// bodies is how many of the others have the counts of a pair.
func (o others) bodies(pair int) float64 {
	if pair == o.self {
		return o.group.pairs.bodies[pair] - 1
	}
	return o.group.pairs.bodies[pair]
}

// median is the median of the others' estimates.
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

// atLeast is the probability that at least so many of the others lie below a share, or
// above it.
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

// exactly sums the distribution of the number of others below a share, or above it.
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

// sum is the mean and the variance of the number of others below a share.
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
