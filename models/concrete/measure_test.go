package concrete

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// tally counts how a yes of the rules meets a yes of the reader.
type tally struct{ right, wrong, missed, rest int }

func (c *tally) add(rules, reader bool) {
	switch {
	case rules && reader:
		c.right++
	case rules:
		c.wrong++
	case reader:
		c.missed++
	default:
		c.rest++
	}
}

func (c tally) precision() float64 { return float64(c.right) / float64(max(1, c.right+c.wrong)) }
func (c tally) recall() float64    { return float64(c.right) / float64(max(1, c.right+c.missed)) }
func (c tally) size() int          { return c.right + c.wrong + c.missed + c.rest }

func (c tally) String() string {
	return fmt.Sprintf("%3d answers, precision %.3f, recall %.3f", c.size(), c.precision(), c.recall())
}

// The rules are measured on answers on which they were not made. What the portal publishes about them is what comes
// out here. To see where the rules err on the half on which they may be tuned: go test -run TestMeasure -v.
func TestMeasure(t *testing.T) {
	whole := map[string]*tally{"tune": {}, "test": {}, "late": {}, "last": {}, "demo": {}}
	criteria := map[string]map[Criterion]*tally{"tune": {}, "test": {}, "late": {}, "last": {}, "demo": {}}
	for _, l := range corpus(t) {
		reading, of := Read(l.answer), part(l.id)
		whole[of].add(reading.Concrete(), l.concrete)
		if reading.Concrete() != l.concrete && of == "tune" {
			t.Logf("tune: %s lacks %v, the reader says %s", l.id, reading.Missing(), l.criteria)
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
	for of, published := range map[string]Measure{"test": Measured.Apart, "last": Measured.After} {
		got := whole[of]
		if got.size() != published.Answers || math.Abs(got.precision()-published.Precision) > 0.0006 || math.Abs(got.recall()-published.Recall) > 0.0006 {
			t.Errorf("%s: %s; the portal publishes %+v", of, got, published)
		}
	}
}
