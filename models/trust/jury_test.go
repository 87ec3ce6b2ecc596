package trust

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestJuryShare compares with results computed by hand. If all answers are judged, the share is
// known; without answers it is Jeffreys' prior; a single stratum of twelve is a beta-binomial
// prediction.
func TestJuryShare(t *testing.T) {
	t.Parallel()
	if e := JuryShare([2]Stratum{{10, 10, 7}, {5, 5, 1}}); e != (Estimate{8.0 / 15, 8.0 / 15, 8.0 / 15}) {
		t.Errorf("all judged: %+v", e)
	}
	if e := JuryShare([2]Stratum{}); e != (Estimate{0, 0, 1}) {
		t.Errorf("no answers: %+v", e)
	}
	e := JuryShare([2]Stratum{{50, 12, 6}, {}})
	near(t, "half", e.Value, 0.5, 1e-9)
	near(t, "symmetric", e.Low+e.High, 1, 0.021)
	if e.Low < 6.0/50 || e.High > 44.0/50 || e.High-e.Low < 0.3 || e.High-e.Low > 0.5 {
		t.Errorf("half of twelve: %+v", e)
	}
	exact, normal := JuryShare([2]Stratum{{1500, 30, 20}, {500, 10, 2}}), JuryShare([2]Stratum{{1501, 30, 20}, {500, 10, 2}})
	near(t, "normal value", normal.Value, exact.Value, 0.001)
	near(t, "normal low", normal.Low, exact.Low, 0.02)
	near(t, "normal high", normal.High, exact.High, 0.02)
}

// TestJuryUsesTheStructure checks that an informative structure makes the interval narrower.
func TestJuryUsesTheStructure(t *testing.T) {
	t.Parallel()
	informative := JuryShare([2]Stratum{{100, 10, 10}, {100, 10, 0}})
	blind := JuryShare([2]Stratum{{200, 20, 10}, {}})
	if informative.High-informative.Low > 0.6*(blind.High-blind.Low) {
		t.Errorf("with structure %+v, without %+v", informative, blind)
	}
}

// TestJuryCorrected uses jurors with an error rate of 20 %, so that the majority has 10 %. A share
// of one half stays one half, and an uncorrected share of 0.104 becomes 0.
func TestJuryCorrected(t *testing.T) {
	t.Parallel()
	errs := JuryErrors{Items: 4999, Wrong: 999} // 0.2 after the half that the prior adds
	half, ok := JuryCorrected([2]Stratum{{200, 20, 10}, {}}, errs)
	near(t, "half", half.Value, 0.5, 1e-6)
	plain := JuryShare([2]Stratum{{200, 20, 10}, {}})
	if !ok || half.High-half.Low < plain.High-plain.Low {
		t.Errorf("%+v is narrower than %+v", half, plain)
	}
	none, _ := JuryCorrected([2]Stratum{{1000, 1000, 104}, {}}, errs)
	near(t, "none", none.Value, 0, 1e-3)
	if _, ok := JuryCorrected([2]Stratum{{200, 20, 10}, {}}, JuryErrors{Items: 10, Wrong: 5}); ok {
		t.Error("jurors no better than chance are corrected")
	}
}

// TestAgreement uses examples A and C of Krippendorff, Computing Krippendorff's Alpha-Reliability
// (2011): two observers and ten units, 0.095; four observers and twelve units with gaps, 0.743.
func TestAgreement(t *testing.T) {
	t.Parallel()
	for _, v := range []struct {
		observers []string
		want      float64
	}{
		{[]string{"0100000010", "1110010000"}, 0.095},
		{[]string{"123321412...", "1233224125.3", ".3332342251.", "12332441251."}, 0.743},
	} {
		units := make([][]byte, len(v.observers[0]))
		for _, o := range v.observers {
			for i := range o {
				if o[i] != '.' {
					units[i] = append(units[i], o[i])
				}
			}
		}
		alpha, ok := Agreement(units)
		near(t, "alpha", alpha, v.want, 0.0006)
		if !ok {
			t.Error("too few answers to compare, but ok")
		}
	}
	for _, units := range [][][]byte{nil, {{1}, {2}}, {{1, 1}, {1, 1, 1}}} {
		if _, ok := Agreement(units); ok {
			t.Errorf("%v: ok, want not ok", units)
		}
	}
}

func lot(n, checkable int) (l Lot) {
	l.Name = "2026-W49 body 7"
	for i := range n {
		l.Tickets = append(l.Tickets, Ticket{int64(i + 1), i < checkable})
	}
	return l
}

// TestLot checks that a draw depends only on the list, its name, the seed and the number, and that
// it can be repeated.
func TestLot(t *testing.T) {
	t.Parallel()
	l := lot(40, 30)
	first := l.Draw("seed", 8)
	shuffled := Lot{l.Name, slices.Clone(l.Tickets)}
	rand.New(rand.NewPCG(1, 1)).Shuffle(40, func(i, j int) {
		shuffled.Tickets[i], shuffled.Tickets[j] = shuffled.Tickets[j], shuffled.Tickets[i]
	})
	if again, err := shuffled.Redraw(l.Hash(), "seed", 8); err != nil || !slices.Equal(again, first) {
		t.Errorf("%v, %v; first %v", again, err, first)
	}
	if other := l.Draw("another", 8); slices.Equal(other, first) {
		t.Error("the seed has no effect")
	}
	if other := (Lot{"another", l.Tickets}).Draw("seed", 8); slices.Equal(other, first) {
		t.Error("the name has no effect")
	}
	changed := Lot{l.Name, slices.Clone(l.Tickets)}
	changed.Tickets[3].Checkable = false
	for _, other := range []Lot{changed, {l.Name, l.Tickets[1:]}, {"another", l.Tickets}} {
		if _, err := other.Redraw(l.Hash(), "seed", 8); !errors.Is(err, ErrLot) {
			t.Errorf("another list: %v", err)
		}
	}
	if len(l.Draw("seed", 100)) != 40 || len(l.Draw("seed", 0)) != 0 || len(Lot{}.Draw("seed", 5)) != 0 {
		t.Error("wrong number of tickets drawn")
	}
	// computed with sha256sum from the documented format, to detect a change of the format
	if h := (Lot{"a", []Ticket{{2, true}, {1, false}}}).Hash(); h != "f08965da42117663c7863f3a24cbe5f42ed0eb25cb3c798e92f7ca2dfabd26c1" {
		t.Errorf("hash %s", h)
	}
}

// TestLotIsFair checks that over many seeds each ticket is drawn equally often, and that each draw
// is proportional to the strata.
func TestLotIsFair(t *testing.T) {
	t.Parallel()
	l := lot(20, 15)
	count := map[int64]int{}
	for seed := range 4000 {
		drawn, checkable := l.Draw(fmt.Sprint(seed), 4), 0
		for _, id := range drawn {
			count[id]++
			if id <= 15 {
				checkable++
			}
		}
		if checkable != 3 || len(drawn) != 4 {
			t.Fatalf("%d of %v are checkable, want 3", checkable, drawn)
		}
	}
	for id := int64(1); id <= 20; id++ {
		if count[id] < 700 || count[id] > 900 {
			t.Errorf("ticket %d drawn %d times of 4000, want 800", id, count[id])
		}
	}
}
