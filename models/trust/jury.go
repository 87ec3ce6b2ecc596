package trust

import "math"

// Minimum numbers of judged answers to show the jury's share of a body with its interval (14 to 18
// points to each side), and to compare it (10 to 14 points).
const (
	JuryShown    = 12
	JuryCompared = 20
)

// Stratum counts the answers of a body with one structure: the checkable ones, or the others.
// Judged answers of All were drawn by lot and judged, and Yes of these were found good.
type Stratum struct{ All, Judged, Yes int }

// JuryShare estimates the share of all answers that a jury would find good. The structure is known
// for every answer, the judgement only for the drawn ones. Each stratum has its own share under
// Jeffreys' prior; judged answers count as judged and only the others are predicted
// (post-stratification, Holt & Smith 1979; the idea of prediction-powered inference, Angelopoulos
// et al. 2023, whose normal interval covers 0.53 to 0.86 below 20 answers). An office that makes
// every answer checkable by its structure only empties one stratum, which does not change the
// estimate.
func JuryShare(strata [2]Stratum) Estimate {
	return jury(strata, true)
}

// JuryErrors counts the control items, for which the correct judgement is known: how many were
// judged by jurors, and how many wrongly.
type JuryErrors struct{ Items, Wrong int }

// rate returns the posterior mean of the error rate of one juror.
func (e JuryErrors) rate() float64 { return (float64(e.Wrong) + 0.5) / (float64(e.Items) + 1) }

// JuryCorrected returns JuryShare corrected for the errors of jurors (Rogan & Gladen 1978), if two
// of three decide. A judgement is then uncertain, so the interval is a prediction for all answers.
// It returns false if jurors are no better than chance.
func JuryCorrected(strata [2]Stratum, errors JuryErrors) (Estimate, bool) {
	e := errors.rate()
	wrong := 3*e*e - 2*e*e*e // error rate of the majority
	if wrong >= 0.4 {
		return Estimate{}, false
	}
	correct := func(share float64) float64 { return min(max((share-wrong)/(1-2*wrong), 0), 1) }
	all, value := jury(strata, false), jury(strata, true).Value
	return Estimate{correct(value), correct(all.Low), correct(all.High)}, true
}

// jury predicts the answers that were not judged, or all answers if judgements are not treated as
// known.
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

// betaBinomial returns the distribution of the hits in n further cases.
func betaBinomial(n int, alpha, beta float64) []float64 {
	chance := make([]float64, n+1)
	base := logGamma(float64(n)+1) - logBeta(alpha, beta)
	for k := range chance {
		hits, missed := float64(k), float64(n-k)
		chance[k] = math.Exp(base - logGamma(hits+1) - logGamma(missed+1) + logBeta(alpha+hits, beta+missed))
	}
	return chance
}

// convolve returns the distribution of the sum of two counts.
func convolve(a, b []float64) []float64 {
	sum := make([]float64, len(a)+len(b)-1)
	for i, p := range a {
		for j, q := range b {
			sum[i+j] += p * q
		}
	}
	return sum
}

// zNominal is the normal quantile for an interval of the probability nominal. At 0.90 a gamed
// structure would have a coverage of 0.846 with 20 judged answers of 1,000 and a share of 0.1.
const zNominal = 1.7506860712521692

// between returns the counts at the lower and the upper tail of a distribution.
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
