package tally

import (
	"slices"
	"testing"
)

func TestRunoff(t *testing.T) {
	ballots := func(n int, ranked ...int) (list [][]int) {
		for range n {
			list = append(list, ranked)
		}
		return list
	}
	for _, c := range []struct {
		name    string
		options int
		ballots [][]int
		winner  int
		removed []int
	}{
		{"majority at once", 3, slices.Concat(ballots(3, 0), ballots(2, 1)), 0, []int{-1}},
		// Tennessee's capital, the usual example: Memphis, Nashville, Chattanooga, Knoxville.
		{"transfers", 4, slices.Concat(ballots(42, 0, 1, 2, 3), ballots(26, 1, 2, 3, 0), ballots(15, 2, 3, 1, 0), ballots(17, 3, 2, 1, 0)), 3, []int{2, 1, -1}},
		{"exhausted ballots leave the majority", 3, slices.Concat(ballots(4, 0), ballots(3, 1), ballots(2, 2)), 0, []int{2, -1}},
		{"tie by the earlier round", 4, slices.Concat(ballots(4, 0), ballots(3, 1), ballots(2, 2), ballots(1, 3, 2)), 0, []int{3, 2, -1}},
		{"tie by lot", 2, slices.Concat(ballots(2, 0), ballots(2, 1)), 1, []int{0, -1}},
		{"no ballot", 2, nil, -1, []int{-1}},
		{"only empty ballots", 2, [][]int{{}, {}}, -1, []int{-1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ties := []int{2, 1, 0, 3} // the lot would remove option 1 before 2
			winner, rounds := Runoff(c.options, c.ballots, ties)
			var removed []int
			for _, r := range rounds {
				removed = append(removed, r.Removed)
			}
			if winner != c.winner || !slices.Equal(removed, c.removed) {
				t.Errorf("winner %d, removed %v; want %d, %v", winner, removed, c.winner, c.removed)
			}
		})
	}
}

func TestLot(t *testing.T) {
	first, again, other := Lot("seed", "2026-1", 20), Lot("seed", "2026-1", 20), Lot("seed", "2026-2", 20)
	if !slices.Equal(first, again) || slices.Equal(first, other) {
		t.Error("the order depends on something else than the seed and the name")
	}
	if !SameProjects(first, Lot("another seed", "2026-1", 20)) {
		t.Error("an entry is missing from the order")
	}
}
