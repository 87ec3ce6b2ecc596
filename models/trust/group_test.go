package trust

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// rats returns the 70 earlier groups of the rat tumour data of Tarone (1982), as printed in
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

// TestPosterior compares with the results of an independent program: sums over a grid of 40
// concentrations and means in steps of 0.05. The limit for a group without hits was computed with
// the incomplete beta function of every node, because nearly all of that mass is below the smallest
// share of a table. The book's mean for 4 of 14 rats is 0.223, with a rough fixed prior.
func TestPosterior(t *testing.T) {
	t.Parallel()
	with := func(first Share, times int, rest Share) []Share {
		return append([]Share{first}, slices.Repeat([]Share{rest}, times)...)
	}
	for _, v := range []struct {
		what            string
		group           []Share
		body            Share
		mean, low, high float64
	}{
		{"two", []Share{{8, 10}, {1, 20}}, Share{8, 10}, 0.738, 0.479, 0.930},
		{"two", []Share{{8, 10}, {1, 20}}, Share{1, 20}, 0.0855, 0.0106, 0.219},
		{"none has a hit", []Share{{0, 20}, {0, 30}, {0, 49}}, Share{0, 20}, 0.0043, 0, 0.0290},
		{"one hit", []Share{{0, 10}, {1, 1000}}, Share{0, 10}, 0.0129, 0, 0.0784},
		{"one hit", []Share{{0, 10}, {1, 1000}}, Share{1, 1000}, 0.0013, 0.0001, 0.0038},
		{"an outlier", with(Share{8, 10}, 19, Share{1, 20}), Share{8, 10}, 0.750, 0.513, 0.928},
		{"an outlier", with(Share{8, 10}, 19, Share{1, 20}), Share{1, 20}, 0.0542, 0.0238, 0.0964},
		{"a larger outlier", with(Share{16, 20}, 19, Share{1, 20}), Share{16, 20}, 0.773, 0.604, 0.907},
		{"alike", slices.Repeat([]Share{{5, 50}}, 12), Share{5, 50}, 0.1023, 0.0662, 0.1452},
		{"rats", append(rats(), Share{4, 14}), Share{4, 14}, 0.215, 0.096, 0.381},
		{"rats", append(rats(), Share{4, 14}), Share{0, 20}, 0.0636, 0, 0.1508},
		{"rats", append(rats(), Share{4, 14}), Share{16, 52}, 0.272, 0.179, 0.380},
	} {
		e := FitShares(v.group).pooled(v.body.Weighted())
		near(t, v.what+", mean", e.Value, v.mean, 0.003)
		near(t, v.what+", low", e.Low, v.low, 0.006)
		near(t, v.what+", high", e.High, v.high, 0.006)
	}
}

// TestEstimateProperties checks that an estimate is within its interval, that the interval contains
// the body's own, and that the order of the peers and peers without a case have no effect.
func TestEstimateProperties(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 4))
	for range 200 {
		list := make([]Share, 2+r.IntN(20))
		for i := range list {
			of := 1 + r.IntN(1<<r.IntN(12))
			list[i] = Share{r.IntN(of + 1), of}
			if r.IntN(4) == 0 {
				list[i].Hits = 0
			}
		}
		g := FitShares(list)
		back := append(slices.Clone(list), Share{}, Share{})
		slices.Reverse(back)
		other := FitShares(back)
		for _, s := range list {
			e, own, same := g.Estimate(s.Weighted()), Own(s.Weighted()), other.Estimate(s.Weighted())
			if e.Low > own.Low || e.High < own.High || e.Value < e.Low || e.Value > e.High || e.Low < 0 || e.High > 1 || math.IsNaN(e.Value) {
				t.Fatalf("%v of %v: %+v, own %+v", s, list, e, own)
			}
			near(t, "in another order", same.Value, e.Value, 1e-9)
			near(t, "value alone", g.Value(s.Weighted()), e.Value, 1e-12)
		}
	}
}

// TestOwn checks Jeffreys' interval of 0.92, computed with the incomplete beta function. The
// interval extends to 0 or 1 if there is no hit or no miss.
func TestOwn(t *testing.T) {
	t.Parallel()
	for _, s := range []Share{{3, 10}, {1, 20}, {40, 400}, {5000, 10000}, {1, 10000}} {
		e := Own(s.Weighted())
		alpha, beta := float64(s.Hits)+0.5, float64(s.Of-s.Hits)+0.5
		near(t, "below the low end", mathext.RegIncBeta(alpha, beta, e.Low), 0.04, 0.001)
		near(t, "below the high end", mathext.RegIncBeta(alpha, beta, e.High), 0.96, 0.001)
		near(t, "mean", e.Value, alpha/(alpha+beta), 1e-12)
	}
	if none, all := Own(Weighted{0, 12}), Own(Weighted{12, 12}); none.Low != 0 || all.High != 1 || none.High > 0.2 || all.Low < 0.8 {
		t.Errorf("%+v %+v", none, all)
	}
	if alone := FitShares([]Share{{3, 10}, {0, 0}}).Estimate(Weighted{3, 10}); alone != Own(Weighted{3, 10}) {
		t.Errorf("without peers: %+v", alone)
	}
}

// TestOutlierKeepsItsShare checks that an outlier is not pulled towards its peers, and that peers
// without a hit do not make the interval of ten cases too narrow.
func TestOutlierKeepsItsShare(t *testing.T) {
	t.Parallel()
	g := FitShares(append(slices.Repeat([]Share{{1, 20}}, 49), Share{16, 20}))
	if e := g.Estimate(Weighted{16, 20}); e.Value < 0.7 || e.Low > 0.65 || e.High < 0.85 {
		t.Errorf("16 of 20 among peers at 5 %%: %+v", e)
	}
	if e := FitShares(slices.Repeat([]Share{{0, 10}}, 3)).Estimate(Weighted{0, 10}); e.Low != 0 || e.Value > 0.02 {
		t.Errorf("0 of 10 among peers without a hit: %+v", e)
	}
}

func TestStanding(t *testing.T) {
	t.Parallel()
	alike := slices.Repeat([]Share{{10, 100}, {11, 100}, {9, 100}}, 5)
	for _, v := range []struct {
		what  string
		peers []Share
		body  Share
		want  Standing
	}{
		{"far above", alike, Share{45, 100}, Higher},
		{"far below", slices.Repeat([]Share{{45, 100}, {50, 100}}, 8), Share{5, 100}, Lower},
		{"alike", alike, Share{10, 100}, Untold},
		{"a little above", alike, Share{14, 100}, Untold},
		{"too few cases", alike, Share{9, 9}, Untold},
		{"too few hits", slices.Repeat([]Share{{0, 1000}}, 15), Share{2, 10}, Untold},
		{"two bodies", []Share{{1, 1000}}, Share{500, 1000}, Higher},
		{"between two kinds", append(slices.Repeat([]Share{{5, 100}}, 8), slices.Repeat([]Share{{60, 100}}, 8)...), Share{60, 100}, Untold},
		{"many peers", slices.Repeat(alike, 10), Share{45, 100}, Higher},
		{"without peers", nil, Share{45, 100}, Untold},
	} {
		g := FitShares(append(slices.Clone(v.peers), v.body))
		if got := g.Standing(v.body.Weighted()); got != v.want {
			higher, lower := g.beyond(v.body.Weighted())
			t.Errorf("%s: %d, want %d (%.3f, %.3f)", v.what, got, v.want, higher, lower)
		}
	}
}

// TestFlagged checks that one hit among peers without hits is not flagged, and that ten times the
// peers' share is.
func TestFlagged(t *testing.T) {
	t.Parallel()
	peers := slices.Repeat([]Share{{2, 40}, {1, 40}, {3, 40}}, 5)
	for _, v := range []struct {
		what  string
		peers []Share
		body  Share
		want  bool
	}{
		{"one of 34", slices.Repeat([]Share{{0, 34}}, 15), Share{1, 34}, false},
		{"two of 34", slices.Repeat([]Share{{0, 34}}, 15), Share{2, 34}, false},
		{"ten times the peers", peers, Share{30, 40}, true},
		{"an ordinary one", peers, Share{5, 40}, false},
		{"nine peers", peers[:9], Share{30, 40}, false},
		{"ten peers", peers[:10], Share{30, 40}, true},
		{"ten peers, one with few cases", append(slices.Clone(peers[:9]), Share{0, 9}), Share{30, 40}, false},
		{"nine cases", peers, Share{9, 9}, false},
		{"two kinds of peers", append(slices.Repeat([]Share{{50, 1000}}, 25), slices.Repeat([]Share{{600, 1000}}, 24)...), Share{600, 1000}, false},
	} {
		g := FitShares(append(slices.Clone(v.peers), v.body))
		if got := g.Flagged(v.body.Weighted()); got != v.want {
			t.Errorf("%s: %t, p %v, mixed %t", v.what, got, g.surprise(g.index[v.body.Weighted()]), g.Mixed())
		}
	}
}

// TestUpperTail compares upperTail with the sum over the whole beta-binomial distribution.
func TestUpperTail(t *testing.T) {
	t.Parallel()
	for _, v := range []struct{ alpha, beta float64 }{{2, 8}, {0.3, 0.4}, {50, 5}, {0.01, 3}} {
		all := betaBinomial(60, v.alpha, v.beta)
		var sum float64
		for k := 60; k >= 0; k-- {
			sum += all[k]
			near(t, "tail", upperTail(float64(k), 60, v.alpha, v.beta, 2), sum, 1e-9)
		}
		near(t, "all", sum, 1, 1e-9)
	}
}
