package trust

import "math"

// The smallest numbers of judged answers from which the jury's share of a body is shown with
// its interval (14 to 18 points to each side), and compared (10 to 14).
const (
	JuryShown    = 12
	JuryCompared = 20
)

// Stratum is the answers of a body of one structure: those that can be checked, or those with
// nothing to check. Judged of All were drawn by lot and judged, Yes of these found good.
type Stratum struct{ All, Judged, Yes int }

// JuryShare is the share of all answers that a jury would find good. The structure of every
// answer is known and the jury's word of the drawn ones: each stratum has its own share under
// Jeffreys' prior, judged answers count as they are and only the rest is predicted
// (post-stratification, Holt & Smith 1979; the idea of prediction-powered inference,
// Angelopoulos et al. 2023, whose normal interval covers 0.53 to 0.86 below 20 answers). To
// make every answer checkable by its structure empties one stratum and changes nothing.
func JuryShare(strata [2]Stratum) Estimate {
	return jury(strata, true)
}

// JuryErrors are the known-answer items among the answers of all jurors: how many were put
// before one juror, and how many were judged wrongly.
type JuryErrors struct{ Items, Wrong int }

// rate is the posterior mean of the error of one juror.
func (e JuryErrors) rate() float64 { return (float64(e.Wrong) + 0.5) / (float64(e.Items) + 1) }

// JuryCorrected is JuryShare corrected for the errors of jurors (Rogan & Gladen 1978), where
// two of three decide. A judged answer is then no known one, so the ends are those of the
// prediction of all answers. False where jurors know no better than a coin.
func JuryCorrected(strata [2]Stratum, errors JuryErrors) (Estimate, bool) {
	e := errors.rate()
	wrong := 3*e*e - 2*e*e*e // of the majority
	if wrong >= 0.4 {
		return Estimate{}, false
	}
	correct := func(share float64) float64 { return min(max((share-wrong)/(1-2*wrong), 0), 1) }
	all, value := jury(strata, false), jury(strata, true).Value
	return Estimate{correct(value), correct(all.Low), correct(all.High)}, true
}

// jury predicts the answers that were not judged, or all of them where what was judged is not
// taken as known.
func jury(strata [2]Stratum, known bool) Estimate {
	var all, yes int
	chance := []float64{1}
	var mean, variance float64
	large := strata[0].All+strata[1].All > 2000
	for _, s := range strata {
		alpha, beta := 0.5+float64(s.Yes), 0.5+float64(s.Judged-s.Yes)
		open := s.All
		if known {
			open, yes = open-s.Judged, yes+s.Yes
		}
		all += s.All
		p, n := alpha/(alpha+beta), float64(open)
		mean += n * p
		variance += n * p * (1 - p) * (alpha + beta + n) / (alpha + beta + 1)
		if !large {
			chance = convolve(chance, betaBinomial(open, alpha, beta))
		}
	}
	if all == 0 {
		return Estimate{0, 0, 1}
	}
	low, high := mean-zNominal*math.Sqrt(variance), mean+zNominal*math.Sqrt(variance)
	if !large {
		low, high = between(chance)
	}
	share := func(good float64) float64 { return min(max((float64(yes)+good)/float64(all), 0), 1) }
	return Estimate{share(mean), share(low), share(high)}
}

// betaBinomial is the distribution of the hits of n further cases.
func betaBinomial(n int, alpha, beta float64) []float64 {
	chance := make([]float64, n+1)
	base := logGamma(float64(n)+1) - logBeta(alpha, beta)
	for k := range chance {
		hits, missed := float64(k), float64(n-k)
		chance[k] = math.Exp(base - logGamma(hits+1) - logGamma(missed+1) + logBeta(alpha+hits, beta+missed))
	}
	return chance
}

// convolve is the distribution of the sum of two counts.
func convolve(a, b []float64) []float64 {
	sum := make([]float64, len(a)+len(b)-1)
	for i, p := range a {
		for j, q := range b {
			sum[i+j] += p * q
		}
	}
	return sum
}

// zNominal is the normal quantile of an interval of the probability nominal. At 0.90 a gamed
// structure covers 0.846 with 20 judged answers of 1,000 and a share of 0.1.
const zNominal = 1.7506860712521692

// between are the counts at which a distribution passes the lower tail and reaches the upper.
func between(chance []float64) (low, high float64) {
	var sum float64
	low = -1
	for k, p := range chance {
		sum += p
		if low < 0 && sum > (1-nominal)/2 {
			low = float64(k)
		}
		if sum >= (1+nominal)/2 {
			return low, float64(k)
		}
	}
	return max(low, 0), float64(len(chance) - 1)
}
