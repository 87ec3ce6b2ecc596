package concrete

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// tally counts agreements and disagreements of the rules with the human reader.
type tally struct{ truePositive, falsePositive, falseNegative, trueNegative int }

func (c *tally) add(rules, reader bool) {
	switch {
	case rules && reader:
		c.truePositive++
	case rules:
		c.falsePositive++
	case reader:
		c.falseNegative++
	default:
		c.trueNegative++
	}
}

func (c tally) precision() float64 {
	return float64(c.truePositive) / float64(max(1, c.truePositive+c.falsePositive))
}
func (c tally) recall() float64 {
	return float64(c.truePositive) / float64(max(1, c.truePositive+c.falseNegative))
}
func (c tally) size() int { return c.truePositive + c.falsePositive + c.falseNegative + c.trueNegative }

func (c tally) String() string {
	return fmt.Sprintf("%3d answers, precision %.3f, recall %.3f", c.size(), c.precision(), c.recall())
}

// TestMeasure measures the rules on answers that were not used to develop them, and checks the
// figures that the portal publishes. To see the errors on the tuning half, run: go test -run
// TestMeasure -v.
func TestMeasure(t *testing.T) {
	whole := map[string]*tally{"tune": {}, "test": {}, "late": {}, "last": {}, "demo": {}}
	criteria := map[string]map[Criterion]*tally{"tune": {}, "test": {}, "late": {}, "last": {}, "demo": {}}
	for _, l := range corpus(t) {
		reading, of := Read(l.answer), part(l.id)
		whole[of].add(reading.Concrete(), l.concrete)
		if reading.Concrete() != l.concrete && of == "tune" {
			t.Logf("tune: %s: rules miss %v, reader found %s", l.id, reading.Missing(), l.criteria)
		}
		if l.criteria == "?" {
			continue
		}
		for _, f := range reading {
			if criteria[of][f.Criterion] == nil {
				criteria[of][f.Criterion] = &tally{}
			}
			criteria[of][f.Criterion].add(f.Met, strings.Contains(l.criteria, letterOf[f.Criterion]))
		}
	}
	for _, of := range []string{"tune", "test", "late", "last", "demo"} {
		t.Logf("%s: %s", of, whole[of])
		if whole[of].precision() < 0.9 || whole[of].recall() < 0.9 {
			t.Errorf("%s: %s: below 0.9", of, whole[of])
		}
		for _, c := range Criteria {
			if criteria[of][c] != nil {
				t.Logf("%s: %-11s %s", of, c, criteria[of][c])
			}
		}
	}
	for of, published := range map[string]Measure{"test": Measured.HeldOut, "last": Measured.Later} {
		got := whole[of]
		if got.size() != published.Answers || math.Abs(got.precision()-published.Precision) > 0.0006 || math.Abs(got.recall()-published.Recall) > 0.0006 {
			t.Errorf("%s: measured %s, published %+v", of, got, published)
		}
	}
}
