package trust

import "gonum.org/v1/gonum/stat/distuv"

// MedianOf is the middle of a sorted sample, the mean of the two middle ones where
// their number is even; 0 of none.
func MedianOf(sorted []int) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return float64(sorted[(n-1)/2]+sorted[n/2]) / 2
}

// MedianInterval is the interval between two order statistics that holds the true
// median with at least the probability Level, whatever the distribution: as many
// values lie below the median as heads fall in n throws of a coin (Conover, Practical
// Nonparametric Statistics, section 3.2). Below five values there is none, and ok is false.
func MedianInterval(sorted []int) (low, high int, ok bool) {
	n := len(sorted)
	coin := distuv.Binomial{N: float64(n), P: 0.5}
	rank := 0 // of the lower end, from 1
	for rank < n/2 && coin.CDF(float64(rank)) <= (1-Level)/2 {
		rank++
	}
	if rank == 0 {
		return 0, 0, false
	}
	return sorted[rank-1], sorted[n-rank], true
}
