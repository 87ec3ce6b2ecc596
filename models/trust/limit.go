package trust

import "gonum.org/v1/gonum/stat/distuv"

// Rare is how seldom chance alone may pass a control limit: the upper tail beyond
// three standard deviations, as on Shewhart's charts.
const Rare = 0.00135

// Limit is the control limit of a count: the smallest number of hits in n cases that
// would come about by chance less often than Rare, where each case is a hit with the
// probability p. It is exact; the normal limits of a p-chart raise false alarms in
// small samples. More than n: no number would be rare.
func Limit(p float64, n int) int {
	count := distuv.Binomial{N: float64(n), P: p}
	low, high := 0, n+1 // the first that is rare lies between
	for low < high {
		middle := (low + high) / 2
		if middle > 0 && 1-count.CDF(float64(middle-1)) < Rare {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// Flag: the share of somebody reaches the control limit of peers with the share p.
// Below Least cases nobody is flagged.
func (s Share) Flag(p float64) bool { return !s.Few() && s.Hits >= Limit(p, s.Of) }
