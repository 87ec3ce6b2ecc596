package trust

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestCap checks random numbers of units: no weight exceeds the units or the larger of one unit and
// 5 % of the total, an author below the cap keeps all units, and more units never lower a weight.
func TestCap(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 1))
	for range 2000 {
		units := make([]float64, 1+r.IntN(60))
		for i := range units {
			units[i] = float64(1 + r.IntN(1+r.IntN(200)))
		}
		weights := Cap(units)
		var total float64
		for _, w := range weights {
			total += w
		}
		most := max(1, MostOfTotal*total)
		for i, w := range weights {
			if w > most+1e-9*total || w > units[i] || w < min(units[i], 1)-1e-9 {
				t.Fatalf("%v: weight %v of %v in %v", units, w, units[i], total)
			}
			if units[i] < most && w != units[i] {
				t.Fatalf("%v: %v is below the cap but became %v", units, units[i], w)
			}
		}
		more := append([]float64(nil), units...)
		more[0] += float64(1 + r.IntN(50))
		if after := Cap(more); after[0] < weights[0]-1e-9 {
			t.Fatalf("%v: more units lower the weight from %v to %v", units, weights[0], after[0])
		}
	}
	if Cap(nil) != nil {
		t.Error("weights without authors")
	}
}

// attack returns the matters of 28 authors with a contested share near 12 %, and of one author with
// contested matters only.
func attack(bad int, of func(i int) (category, quarter string)) (matters []Matter) {
	for i := range 28 {
		matters = append(matters, Matter{Author: int64(i + 1), Body: 1, Category: "road", Quarter: "2026-Q1", Hit: i%9 == 0})
	}
	for i := range bad {
		category, quarter := of(i)
		matters = append(matters, Matter{Author: 99, Body: 1, Category: category, Quarter: quarter, Hit: true})
	}
	return matters
}

// TestOneAuthorHasLittleInfluence checks that one author with five or ten contested matters moves a
// share by at most five points: in one category, in five, and over four quarters.
func TestOneAuthorHasLittleInfluence(t *testing.T) {
	t.Parallel()
	before := ByAuthor(attack(0, nil))
	for what, of := range map[string]func(int) (string, string){
		"one category":    func(int) (string, string) { return "road", "2026-Q1" },
		"five categories": func(i int) (string, string) { return fmt.Sprint(i % 5), "2026-Q1" },
		"four quarters":   func(i int) (string, string) { return "road", fmt.Sprint(i % 4) },
		"both":            func(i int) (string, string) { return fmt.Sprint(i % 5), fmt.Sprint(i % 4) },
	} {
		for _, n := range []int{5, 10} {
			a := ByAuthor(attack(n, of))
			if moved := a.Raw() - before.Raw(); moved > 0.05 || moved <= 0 {
				t.Errorf("%d in %s: from %.3f to %.3f", n, what, before.Raw(), a.Raw())
			}
			if a.Plain != (Share{4 + n, 28 + n}) || a.Authors != 29 || a.Against != 5 {
				t.Errorf("%d in %s: %+v", n, what, a)
			}
		}
	}
}

// TestByAuthor checks that the order of the matters is irrelevant, that a unit counts by its mean,
// and that without repeated authors the weighted share equals the unweighted one.
func TestByAuthor(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 2))
	for range 300 {
		var list []Matter
		for range 1 + r.IntN(80) {
			list = append(list, Matter{Author: int64(r.IntN(20)), Body: 1, Category: fmt.Sprint(r.IntN(4)), Quarter: fmt.Sprint(r.IntN(3)), Hit: r.IntN(3) == 0})
		}
		a := ByAuthor(list)
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		b := ByAuthor(list)
		if math.Abs(a.Hits-b.Hits) > 1e-9 || math.Abs(a.Of-b.Of) > 1e-9 || a.Hits > a.Of || a.Of > float64(a.Plain.Of)+1e-9 || a.Sample > a.Of {
			t.Fatalf("%+v and %+v", a, b)
		}
		if i := a.Interval(); math.Abs(i.Raw()-a.Raw()) > 1e-9 {
			t.Fatalf("the interval is for %v, the value is %v", i.Raw(), a.Raw())
		}
	}
	unit := []Matter{{Author: 1, Hit: true}, {Author: 1}, {Author: 1}, {Author: 1}, {Author: 2}}
	if a := ByAuthor(unit); a.Weighted != (Weighted{0.25, 2}) {
		t.Errorf("one matter of four: %+v", a)
	}
	if a := ByAuthor(attack(0, nil)); a.Weighted != a.Plain.Weighted() || a.Interval() != a.Weighted {
		t.Errorf("every author once: %+v", a)
	}
	if a := ByAuthor(nil); a != (Authored{}) || a.Interval() != (Weighted{}) {
		t.Errorf("no matters: %+v", a)
	}
}
