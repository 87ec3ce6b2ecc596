package trust

import (
	"math"
	"math/rand/v2"
	"testing"
)

// freireich returns the remission times in weeks of Freireich et al. (Blood 21, 1963) as analysed
// by Gehan (1965).
func freireich() (drug, placebo []Wait) {
	for _, d := range []int{6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35} {
		drug = append(drug, Wait{max(d, -d), d < 0, 1})
	}
	for _, d := range []int{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23} {
		placebo = append(placebo, Wait{d, false, 1})
	}
	return drug, placebo
}

// TestFreireich compares with the curve and the standard errors in Kleinbaum & Klein and in
// Collett. The medians are 23 and 8 weeks.
func TestFreireich(t *testing.T) {
	t.Parallel()
	drug, placebo := freireich()
	c := Survival(drug)
	want := []struct {
		day       int
		left, err float64
	}{{6, .8571, .0764}, {7, .8067, .0869}, {10, .7529, .0963}, {13, .6902, .1068}, {16, .6275, .1141}, {22, .5378, .1282}, {23, .4482, .1346}}
	if len(c.steps) != len(want) {
		t.Fatalf("%+v", c.steps)
	}
	for i, s := range c.steps {
		near(t, "left", s.left, want[i].left, 0.00006)
		near(t, "standard error", s.left*math.Sqrt(s.greenwood), want[i].err, 0.00006)
		if s.day != want[i].day {
			t.Errorf("day %d, want %d", s.day, want[i].day)
		}
		near(t, "by that day", c.By(s.day).Value, 1-want[i].left, 0.00006)
	}
	if m := c.Median(); m != (Median{23, 13, -1}) || !m.Reached() {
		t.Errorf("drug: %+v, want 23 from 13, upper end not reached", m)
	}
	if m := Survival(placebo).Median(); m != (Median{8, 4, 11}) {
		t.Errorf("placebo: %+v, want 8 from 4 to 11", m)
	}
}

func waits(weight float64, days ...int) (list []Wait) {
	for _, d := range days {
		list = append(list, Wait{max(d, -d), d < 0, weight})
	}
	return list
}

func TestMedianNotReached(t *testing.T) {
	t.Parallel()
	c := Survival(waits(1, 3, 4, 5, 6, 7, -20, -20, -20, -20, -20, -21, -22, -23, -24, -25))
	if m := c.Median(); m.Reached() || m.High != -1 || c.Few() {
		t.Errorf("%+v", m)
	}
	if c.Longer() != c.Median().Low && c.Longer() != 20 {
		t.Errorf("wrong lower bound %d", c.Longer())
	}
	e := c.By(15)
	near(t, "by day 15", e.Value, 1.0/3, 1e-9)
	if e.Low <= 0.1 || e.Low >= e.Value || e.High <= e.Value || e.High >= 0.7 {
		t.Errorf("%+v", e)
	}
	if none := Survival(waits(1, -20, -20, -20)).By(15); none.Value != 0 || none.Low != 0 || none.High < 0.4 || none.High >= 1 {
		t.Errorf("none of three: %+v", none)
	}
	if all := Survival(waits(1, 1, 2, 3)).By(15); all.Value != 1 || all.High != 1 || all.Low > 0.7 {
		t.Errorf("all of three: %+v", all)
	}
	if empty := Survival(nil); empty.Median().Reached() || !empty.Few() || empty.Longer() != 0 || empty.By(15).High != 1 {
		t.Errorf("no waits: %+v", empty.Median())
	}
}

// TestSurvivalProperties checks that an answer never raises the curve, that an open matter never
// lowers it, and that equal weights give the same curve as weights of one.
func TestSurvivalProperties(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 3))
	for range 500 {
		var list []Wait
		for range 1 + r.IntN(40) {
			list = append(list, Wait{r.IntN(30), r.IntN(3) == 0, 1})
		}
		c := Survival(list)
		i := r.IntN(len(list))
		open := append([]Wait(nil), list...)
		open[i].Open = true
		halves := append([]Wait(nil), list...)
		for k := range halves {
			halves[k].Weight = 0.5
		}
		for day := range 31 {
			e, o, h := c.By(day), Survival(open).By(day), Survival(halves).By(day)
			if o.Value > e.Value+1e-9 || math.Abs(h.Value-e.Value) > 1e-9 || e.Low > e.Value+1e-9 || e.High < e.Value-1e-9 || c.By(day+1).Value < e.Value {
				t.Fatalf("day %d of %v: %+v %+v %+v", day, list, e, o, h)
			}
		}
	}
}
