package trust

import (
	"math"
	"slices"
	"testing"
)

// rats are the 70 earlier groups of the rat tumour data of Tarone (1982), as printed in
// Gelman et al., Bayesian Data Analysis, 3rd ed., table 5.1: tumours and rats.
func rats() []Share {
	hits := []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 5, 2, 5, 3, 2, 7, 7, 3,
		3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9}
	of := []int{20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23, 20, 20, 20, 20, 20, 20, 10, 49, 19, 46, 27, 17, 49, 47, 20,
		20, 13, 48, 50, 20, 20, 20, 20, 20, 20, 20, 48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24}
	groups := make([]Share, len(of))
	for i := range of {
		groups[i] = Share{hits[i], of[i]}
	}
	return groups
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s: %.5f, want %.5f", what, got, want)
	}
}

// The book prints the mean and the standard deviation of the 70 raw shares, 0.136 and
// 0.103, which proves that the data are typed as printed; and for the 71st group, 4 of 14,
// with the rough prior Beta(1.4, 8.6), a posterior Beta(5.4, 18.6) of mean 0.223 (p. 103).
// The quantiles of that are Simpson's rule over the density and bisection, in Python.
func TestRatTumours(t *testing.T) {
	t.Parallel()
	var mean float64
	for _, g := range rats() {
		mean += g.Raw() / 70
	}
	near(t, "mean of the raw shares", mean, 0.136, 0.0005)

	e := Prior{1.4, 8.6}.Estimate(Share{4, 14})
	near(t, "posterior mean", e.Value, 0.225, 0.0026)
	near(t, "low", e.Low, 0.10173, 0.0001)
	near(t, "high", e.High, 0.37477, 0.0001)
}

// The maximum of the likelihood was found by a search over a grid, with the logarithms
// of the gamma function, in Python: (2.30478, 14.07982). The book's fully Bayesian means of
// the two are 2.4 and 14.3 (p. 112).
func TestFit(t *testing.T) {
	t.Parallel()
	p := Fit(rats())
	near(t, "A", p.A, 2.30478, 0.003)
	near(t, "B", p.B, 14.07982, 0.02)
	near(t, "near the book's A", p.A, 2.4, 0.15)
	near(t, "near the book's B", p.B, 14.3, 0.5)
}

func TestFitAtTheEdges(t *testing.T) {
	t.Parallel()
	for _, v := range []struct {
		what  string
		peers []Share
		mean  float64
		least float64 // of the weight
	}{
		{"no peers", nil, 0.5, 1},
		{"one", []Share{{1, 20}}, 0.5, 1},
		{"empty ones", []Share{{0, 0}, {0, 0}}, 0.5, 1},
		{"nobody ever", []Share{{0, 20}, {0, 30}, {0, 49}}, 0.5, 1},
		{"always", []Share{{20, 20}, {79, 79}}, 0.5, 1},
		{"all the same", []Share{{5, 50}, {5, 50}, {5, 50}, {5, 50}}, 0.1, 99},
		{"all or nothing", []Share{{0, 40}, {40, 40}, {0, 40}, {40, 40}}, 0.5, 0.1},
	} {
		p := Fit(v.peers)
		near(t, v.what, p.Mean(), v.mean, 0.001)
		if p.Weight() < v.least || p.Weight() > heaviest+1 {
			t.Errorf("%s: weight %f", v.what, p.Weight())
		}
	}
}

// A raw share of a few cases is drawn to the peers, of many it stays.
func TestShrinks(t *testing.T) {
	t.Parallel()
	p := Prior{2, 18}
	few, many := p.Estimate(Share{5, 10}), p.Estimate(Share{500, 1000})
	near(t, "few", few.Value, 7.0/30, 1e-9)
	near(t, "many", many.Value, 502.0/1020, 1e-9)
	if few.High-few.Low < 2*(many.High-many.Low) {
		t.Error("few cases have a narrow interval")
	}
	if !(Share{3, 9}).Few() || (Share{3, 10}).Few() {
		t.Error("too few is below ten")
	}
}

// Ranks 2 and 9 of ten, 6 and 15 of twenty: the binomial sums of n throws of a coin,
// added up exactly in Python, leave 97.9 % and 95.9 % between them, and one rank
// further in 89.1 % and 88.5 %. Of four values even the ends hold only 87.5 %.
func TestMedian(t *testing.T) {
	t.Parallel()
	upTo := func(n int) (sorted []int) {
		for i := range n {
			sorted = append(sorted, i+1)
		}
		return sorted
	}
	for _, v := range []struct {
		n, low, high int
		median       float64
		ok           bool
	}{
		{0, 0, 0, 0, false}, {1, 0, 0, 1, false}, {4, 0, 0, 2.5, false}, {5, 1, 5, 3, true},
		{10, 2, 9, 5.5, true}, {15, 4, 12, 8, true}, {20, 6, 15, 10.5, true}, {30, 11, 20, 15.5, true},
	} {
		low, high, ok := MedianInterval(upTo(v.n))
		if low != v.low || high != v.high || ok != v.ok || Median(upTo(v.n)) != v.median {
			t.Errorf("%d: median %v in %d..%d %t", v.n, Median(upTo(v.n)), low, high, ok)
		}
	}
}

// The tails are sums of exact fractions in Python. For 50 cases with the share 0.2313
// (the orange juice of Montgomery, Introduction to Statistical Quality Control, example
// 7.1) the chart's normal limit is 0.4102, 21 cans; the exact tail from 21 is 0.0023, too
// often, and from 22 it is 0.0009.
func TestLimit(t *testing.T) {
	t.Parallel()
	for _, v := range []struct {
		p       float64
		n, want int
	}{{0.2313, 50, 22}, {0.05, 10, 4}, {0.1, 20, 8}, {0.3, 100, 45}, {1, 5, 6}, {0, 10, 1}} {
		if got := Limit(v.p, v.n); got != v.want {
			t.Errorf("Limit(%v, %d) = %d, want %d", v.p, v.n, got, v.want)
		}
	}
	if !(Share{8, 20}).Flag(0.1) || (Share{7, 20}).Flag(0.1) || (Share{9, 9}).Flag(0.1) {
		t.Error("flags the wrong ones")
	}
}

func TestGroups(t *testing.T) {
	t.Parallel()
	for _, v := range []struct {
		estimates []Estimate
		want      []int
		groups    int
	}{
		{nil, []int{}, 0},
		{[]Estimate{{0.5, 0.4, 0.6}, {0.1, 0, 0.2}}, []int{2, 1}, 2},
		{[]Estimate{{0.5, 0.4, 0.6}, {0.5, 0.6, 0.7}}, []int{1, 1}, 1},
		// the first and the third do not overlap, but both overlap the second
		{[]Estimate{{0.1, 0, 0.2}, {0.25, 0.15, 0.35}, {0.4, 0.3, 0.5}, {0.9, 0.8, 1}}, []int{1, 1, 1, 2}, 2},
		{[]Estimate{{0.5, 0, 1}, {0.3, 0.2, 0.4}, {0.7, 0.6, 0.8}}, []int{1, 1, 1}, 1},
	} {
		got, groups := Groups(v.estimates)
		if !slices.Equal(got, v.want) || groups != v.groups {
			t.Errorf("%v: %v in %d groups, want %v in %d", v.estimates, got, groups, v.want, v.groups)
		}
	}
}
