package handlers

import (
	"fmt"
	"testing"
	"time"
)

var limitTime = time.Date(2026, 10, 14, 7, 0, 0, 0, time.UTC)

// TestLimitsAreBounded: requests of a million clients do not grow the table, and other
// clients are still allowed.
func TestLimitsAreBounded(t *testing.T) {
	l := newLimits()
	for i := range 1_000_000 {
		l.allow(fmt.Sprint("flood ", i), time.Minute, 10, limitTime)
	}
	if len(l.cells) != limitCells {
		t.Errorf("%d cells", len(l.cells))
	}
	for range 5 {
		if !l.allow("honest", time.Minute, 10, limitTime) {
			t.Fatal("another client is refused")
		}
	}
}

func TestLimitRefills(t *testing.T) {
	l := newLimits()
	took := func(at time.Time) (n int) {
		for l.allow("one", time.Minute, 10, at) {
			n++
		}
		return n
	}
	for i, want := range []int{10, 0, 1, 3, 10} {
		at := limitTime.Add([]time.Duration{0, 59 * time.Second, time.Minute, 4 * time.Minute, time.Hour}[i])
		if got := took(at); got != want {
			t.Errorf("%s: %d allowed, want %d", at.Format("15:04:05"), got, want)
		}
	}
}

// TestNetworks: the limit of a network is a multiple of the limit of a browser: a village may
// use an IPv4 address, but a /48 does not count as 65,536 households.
func TestNetworks(t *testing.T) {
	l := newLimits()
	s := &Server{limits: l}
	ask := func(address string) bool {
		for _, a := range networks(address, 40) {
			r := rate{time.Minute, 10}.times(a.many)
			if !s.limits.allow(a.key, r.every, r.burst, limitTime) {
				return false
			}
		}
		return true
	}
	count := func(n int, address func(int) string) (allowed int) {
		for i := range n {
			if ask(address(i)) {
				allowed++
			}
		}
		return allowed
	}
	for what, test := range map[string]struct {
		address func(int) string
		want    int
	}{
		"a village":  {func(int) string { return "192.0.2.7" }, 400},
		"mapped":     {func(int) string { return "::ffff:192.0.2.8" }, 400},
		"a house":    {func(i int) string { return fmt.Sprintf("2001:db8:1::%x", i) }, 30},
		"a flat /56": {func(i int) string { return fmt.Sprintf("2001:db8:2:%x::1", i%256) }, 80},
		"a /48":      {func(i int) string { return fmt.Sprintf("2001:db8:3:%x::1", i) }, 400},
	} {
		if got := count(3000, test.address); got != test.want {
			t.Errorf("%s: %d allowed, want %d", what, got, test.want)
		}
	}
}
