package tally

import "slices"

// RunoffRound is a round of an instant run-off: the ballots of each option that is still in, and
// the option that was removed after it.
type RunoffRound struct {
	Count     []int // by option; 0 of the removed ones
	Exhausted int   // ballots that name no option that is still in
	Removed   int   // -1 in the last round
}

// Runoff counts ranked ballots over options by instant run-off: while no option has more than half
// of the ballots that still name one, the option with the fewest is removed, and its ballots go to
// their next choice. Of equal ones the option with fewer ballots in the latest earlier round in
// which they differ is removed; otherwise the last one in ties, an order by lot. A ballot lists
// options by preference and may leave some out. The winner is -1 without a ballot.
func Runoff(options int, ballots [][]int, ties []int) (winner int, rounds []RunoffRound) {
	in := make([]bool, options)
	for i := range in {
		in[i] = true
	}
	for left := options; left > 0; left-- {
		r := RunoffRound{Count: make([]int, options), Removed: -1}
		for _, b := range ballots {
			if i := slices.IndexFunc(b, func(o int) bool { return in[o] }); i >= 0 {
				r.Count[b[i]]++
			} else {
				r.Exhausted++
			}
		}
		top := slices.Index(r.Count, slices.Max(r.Count))
		if r.Count[top] == 0 {
			return -1, append(rounds, r)
		}
		if 2*r.Count[top] > len(ballots)-r.Exhausted || left == 1 {
			return top, append(rounds, r)
		}
		r.Removed = fewest(in, r, rounds, ties)
		in[r.Removed] = false
		rounds = append(rounds, r)
	}
	return -1, rounds
}

// fewest returns the option to remove after a round.
func fewest(in []bool, now RunoffRound, earlier []RunoffRound, ties []int) int {
	var last []int
	for o := range in {
		if in[o] {
			last = append(last, o)
		}
	}
	for i := len(earlier); i >= 0; i-- {
		r := now
		if i < len(earlier) {
			r = earlier[i]
		}
		low := r.Count[last[0]]
		for _, o := range last {
			low = min(low, r.Count[o])
		}
		last = slices.DeleteFunc(last, func(o int) bool { return r.Count[o] > low })
	}
	return slices.MaxFunc(last, func(a, b int) int { return slices.Index(ties, a) - slices.Index(ties, b) })
}
