package trust

import (
	"cmp"
	"math"
	"slices"
)

// Wait is how long one matter has waited: to its answer, or Open, to the day of the cut-off.
// The cut-off is the same for all bodies, and what leaves a body is open until then, or
// closing a hard matter would make the median shorter.
type Wait struct {
	Days   int
	Open   bool
	Weight float64 // 1 unless its author is weighted
}

// z is the normal quantile of an interval of 90 %.
const z = 1.6448536269514722

// LeastEvents is the smallest number of answers for a median.
const LeastEvents = 5

// Curve is the estimate of Kaplan & Meier (1958) of how long matters wait. Answers of a day
// come before matters that are open at that day.
type Curve struct {
	steps  []stepDown
	waits  []Wait // by days
	events int
}

// stepDown is the part that still waits after a day on which there was an answer.
type stepDown struct {
	day       int
	left      float64
	greenwood float64
	risk      float64
}

// Survival is the curve of these waits.
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

// Few is true where only the counts are told.
func (c Curve) Few() bool { return len(c.waits) < Least || c.events < LeastEvents }

// limits are the ends of the interval of the part that still waits, after Brookmeyer &
// Crowley (1982) with the log-log transform, which covers 0.93 to 0.97 where the linear one
// covers 0.69 to 0.95.
func (s stepDown) limits() (low, high float64) {
	if s.left <= 0 {
		return 0, 0
	}
	log := math.Log(s.left)
	middle, reach := math.Log(-log), z*math.Sqrt(s.greenwood)/-log
	return math.Exp(-math.Exp(middle + reach)), math.Exp(-math.Exp(middle - reach))
}

// Median is the first day by which half of the matters had their answer. A number is -1
// where it is not reached.
type Median struct{ Value, Low, High int }

// Reached is true where half of the matters have an answer.
func (m Median) Reached() bool { return m.Value >= 0 }

// Median is the median of the curve with the interval of 90 %.
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

// Longer is a number of days that the median exceeds where it is not reached: the lower end of
// its interval, or the longest time that Least matters are still watched.
func (c Curve) Longer() int {
	if m := c.Median(); m.Low >= 0 {
		return m.Low
	}
	if n := len(c.waits); n >= Least {
		return c.waits[n-Least].Days
	}
	return 0
}

// Watched is how many matters are known to have waited to a day or longer.
func (c Curve) Watched(day int) (n int) {
	for _, w := range c.waits {
		if w.Days >= day {
			n++
		}
	}
	return n
}

// By is the part of the matters that have their answer by a day; it exists however many are
// open. Before the first answer, and after the last matter is answered, where the transform is
// not defined, the interval is the one of Own.
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
