package trust

import "gonum.org/v1/gonum/stat/distuv"

// MedianOf returns the median of a sorted sample, or 0 if it is empty.
func MedianOf(sorted []int) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return float64(sorted[(n-1)/2]+sorted[n/2]) / 2
}

// MedianInterval returns the interval between two order statistics that contains the true median
// with at least the probability Level, for any distribution: the number of values below the median
// is binomial with probability 1/2 (Conover, Practical Nonparametric Statistics, section 3.2). ok
// is false below five values.
func MedianInterval(sorted []int) (low, high int, ok bool) {
	n := len(sorted)
	coin := distuv.Binomial{N: float64(n), P: 0.5}
	rank := 0 // rank of the lower end, from 1
	for rank < n/2 && coin.CDF(float64(rank)) <= (1-Level)/2 {
		rank++
	}
	if rank == 0 {
		return 0, 0, false
	}
	return sorted[rank-1], sorted[n-rank], true
}
