package trust

import (
	"math"
	"sort"
)

// component is a weighted beta distribution of a mixture.
type component struct{ weight, alpha, beta float64 }

// mixture is a mixture of beta distributions; its weights sum to 1.
type mixture []component

func (m mixture) mean() (mean float64) {
	for _, c := range m {
		mean += c.weight * c.alpha / (c.alpha + c.beta)
	}
	return mean
}

// points is the number of steps of a table. With 80 the interval limits differ from those with
// 1,500 by less than 0.005.
const points = 80

// table is the cumulative distribution function of a mixture at equally spaced logits.
type table struct {
	from, step float64
	below      [points + 1]float64
}

// table integrates the density by the trapezoid rule. The mass beyond the ends of the table is the
// leading term of its series, which is exact for shares near 0 or 1.
func (m mixture) table() *table {
	low, high := math.Inf(1), math.Inf(-1)
	for _, c := range m {
		middle, reach := math.Log(c.alpha/c.beta), 5*math.Sqrt(1/c.alpha+1/c.beta)
		low, high = min(low, middle-reach), max(high, middle+reach)
	}
	low, high = max(low, -14), min(high, 14)
	if high <= low { // the whole mass is beyond one end
		low, high = -14, 14
	}
	t := &table{from: low, step: (high - low) / points}
	heights := m.heights(low, t.step)
	t.below[0] = m.tail(low)
	for i := 1; i <= points; i++ {
		t.below[i] = t.below[i-1] + (heights[i-1]+heights[i])/2*t.step
	}
	total := t.below[points] + m.mirrored().tail(-high)
	for i := range t.below {
		t.below[i] /= total
	}
	return t
}

// heights returns the densities at the points of a table, on the logit scale.
func (m mixture) heights(low, step float64) (heights [points + 1]float64) {
	var missed [points + 1]float64 // log(1 - share)
	odds, ratio := math.Exp(low), math.Exp(step)
	for i := range missed {
		missed[i] = -math.Log(1 + odds)
		odds *= ratio
	}
	for _, c := range m {
		scale := math.Log(c.weight) - logBeta(c.alpha, c.beta)
		for i := range heights {
			if h := scale + c.alpha*(low+float64(i)*step) + (c.alpha+c.beta)*missed[i]; h > -30 {
				heights[i] += math.Exp(h)
			}
		}
	}
	return heights
}

// tail returns the mass below a very low logit.
func (m mixture) tail(logit float64) (mass float64) {
	share := 1 / (1 + math.Exp(-logit))
	for _, c := range m {
		mass += c.weight * math.Exp(c.alpha*math.Log(share)+c.beta*math.Log1p(-share)-logBeta(c.alpha, c.beta)) / c.alpha
	}
	return mass
}

func (m mixture) mirrored() mixture {
	other := make(mixture, len(m))
	for i, c := range m {
		other[i] = component{c.weight, c.beta, c.alpha}
	}
	return other
}

// quantile returns the share below which the probability is p.
func (t *table) quantile(p float64) float64 {
	i := sort.SearchFloat64s(t.below[:], p)
	if i == 0 {
		return expit(t.from)
	}
	if i > points {
		return expit(t.from + points*t.step)
	}
	part := (p - t.below[i-1]) / (t.below[i] - t.below[i-1])
	return expit(t.from + (float64(i-1)+part)*t.step)
}

// at returns the probability below a logit.
func (t *table) at(logit float64) float64 {
	place := (logit - t.from) / t.step
	switch {
	case place < 0:
		return 0
	case place >= points:
		return 1
	}
	i := int(place)
	return t.below[i] + (place-float64(i))*(t.below[i+1]-t.below[i])
}

// interval returns the equal-tailed interval. It extends to 0 or 1 if there is no hit or no miss.
func (t *table) interval(w Weighted) Estimate {
	e := Estimate{Low: t.quantile((1 - nominal) / 2), High: t.quantile((1 + nominal) / 2)}
	if w.Hits == 0 {
		e.Low = 0
	}
	if w.missed() == 0 {
		e.High = 1
	}
	return e
}

func expit(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

func logBeta(a, b float64) float64 { return logGamma(a) + logGamma(b) - logGamma(a+b) }

// logGamma returns the logarithm of the gamma function. From 12 on it uses Stirling's series, which
// is accurate to 1e-12 and twice as fast.
func logGamma(z float64) float64 {
	if z < 12 {
		g, _ := math.Lgamma(z)
		return g
	}
	q := 1 / (z * z)
	return (z-0.5)*math.Log(z) - z + 0.91893853320467274178 + (1.0/12-q*(1.0/360-q*(1.0/1260-q/1680)))/z
}
