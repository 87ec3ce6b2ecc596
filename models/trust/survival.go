package trust

import (
	"cmp"
	"math"
	"slices"
)

// Wait is the waiting time of a matter: until its answer or, if Open, until the cut-off day. The
// cut-off is the same for all bodies. A matter that leaves a body without an answer counts as open
// until then, otherwise closing a difficult matter would make the median shorter.
type Wait struct {
	Days   int
	Open   bool
	Weight float64 // 1 if authors are not weighted
}

// z is the normal quantile for an interval of 90 %.
const z = 1.6448536269514722

// LeastEvents is the minimum number of answers for a median.
const LeastEvents = 5

// Curve is the Kaplan-Meier estimate (1958) of waiting times. Answers of a day are processed before
// matters that are open on that day.
type Curve struct {
	steps  []stepDown
	waits  []Wait // sorted by days
	events int
}

// stepDown is the part that still waits after a day with an answer.
type stepDown struct {
	day       int
	left      float64
	greenwood float64
	risk      float64
}

// Survival returns the curve for the waiting times.
func Survival(waits []Wait) Curve {
	c := Curve{waits: slices.Clone(waits)}
	slices.SortStableFunc(c.waits, func(a, b Wait) int { return cmp.Compare(a.Days, b.Days) })
	var risk float64
	for _, w := range c.waits {
		risk += w.Weight
	}
	left, greenwood := 1.0, 0.0
	for i := 0; i < len(c.waits); {
		day := c.waits[i].Days
		var answered, gone float64
		for ; i < len(c.waits) && c.waits[i].Days == day; i++ {
			gone += c.waits[i].Weight
			if !c.waits[i].Open {
				answered += c.waits[i].Weight
				c.events++
			}
		}
		if answered > 0 {
			left *= max(1-answered/risk, 0)
			if risk-answered < 1e-9 {
				left = 0
			} else {
				greenwood += answered / (risk * (risk - answered))
			}
			c.steps = append(c.steps, stepDown{day, left, greenwood, risk})
		}
		risk -= gone
	}
	return c
}

// Few reports whether there is too little data for more than the counts.
func (c Curve) Few() bool { return len(c.waits) < Least || c.events < LeastEvents }

// limits returns the interval of the part that still waits, by Brookmeyer & Crowley (1982) with the
// log-log transform. It covers 0.93 to 0.97, the linear interval only 0.69 to 0.95.
func (s stepDown) limits() (low, high float64) {
	if s.left <= 0 {
		return 0, 0
	}
	log := math.Log(s.left)
	middle, reach := math.Log(-log), z*math.Sqrt(s.greenwood)/-log
	return math.Exp(-math.Exp(middle + reach)), math.Exp(-math.Exp(middle - reach))
}

// Median is the first day by which half of the matters had an answer, with its interval. A value of
// -1 means not reached.
type Median struct{ Value, Low, High int }

// Reached reports whether half of the matters have an answer.
func (m Median) Reached() bool { return m.Value >= 0 }

// Median returns the median of the curve with its interval of 90 %.
func (c Curve) Median() Median {
	m := Median{-1, -1, -1}
	first := func(day *int, left float64, s stepDown) {
		if *day < 0 && left <= 0.5+1e-12 {
			*day = s.day
		}
	}
	for _, s := range c.steps {
		low, high := s.limits()
		first(&m.Low, low, s)
		first(&m.Value, s.left, s)
		first(&m.High, high, s)
	}
	return m
}

// Longer returns a lower bound in days for a median that is not reached: the lower end of its
// interval, or the longest time for which Least matters are observed.
func (c Curve) Longer() int {
	if m := c.Median(); m.Low >= 0 {
		return m.Low
	}
	if n := len(c.waits); n >= Least {
		return c.waits[n-Least].Days
	}
	return 0
}

// Watched returns the number of matters that waited until a day or longer.
func (c Curve) Watched(day int) (n int) {
	for _, w := range c.waits {
		if w.Days >= day {
			n++
		}
	}
	return n
}

// By returns the part of the matters that have an answer by a day, for any number of open matters.
// Before the first answer and after the last one, where the transform is undefined, the interval is
// that of Own.
func (c Curve) By(day int) Estimate {
	at := stepDown{left: 1}
	for _, s := range c.steps {
		if s.day <= day {
			at = s
		}
	}
	switch {
	case at.left >= 1:
		var risk float64
		for _, w := range c.waits {
			if w.Days >= day {
				risk += w.Weight
			}
		}
		return Estimate{0, 0, Own(Weighted{0, risk}).High}
	case at.left <= 0:
		return Estimate{1, Own(Weighted{at.risk, at.risk}).Low, 1}
	}
	low, high := at.limits()
	return Estimate{1 - at.left, 1 - high, 1 - low}
}
