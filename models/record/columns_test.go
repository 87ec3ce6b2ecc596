package record

import (
	"reflect"
	"testing"
)

// TestCountsPlus: every count is a column, and Plus adds every count.
func TestCountsPlus(t *testing.T) {
	t.Parallel()
	var one, two Counts
	for i, v := 0, reflect.ValueOf(&one).Elem(); i < v.NumField(); i++ {
		if v.Field(i).CanInt() {
			v.Field(i).SetInt(int64(i + 1))
			reflect.ValueOf(&two).Elem().Field(i).SetInt(100)
		}
	}
	one.Days, two.Days = Days{2, 9}, Days{1, 5}
	sum := one.Plus(two)
	counts := 0
	for i, v := 0, reflect.ValueOf(sum); i < v.NumField(); i++ {
		if v.Field(i).CanInt() {
			counts++
			if got := v.Field(i).Int(); got != int64(i+101) {
				t.Errorf("%s: %d, want %d", v.Type().Field(i).Name, got, i+101)
			}
		}
	}
	if len(countColumns) != counts {
		t.Errorf("%d columns for %d counts: %v", len(countColumns), counts, countColumns)
	}
	if want := (Days{1, 2, 5, 9}); !reflect.DeepEqual(sum.Days, want) || !reflect.DeepEqual(one.Days, Days{2, 9}) {
		t.Errorf("days %v, want %v; the first operand became %v", sum.Days, want, one.Days)
	}
}
