package tally

import (
	"cmp"
	"slices"
)

// Greedy returns the winners by the greedy rule, in the order of their choice: projects are taken
// by support, the highest first, if the rest of the budget pays for them. Of equal ones the
// cheaper is taken, then the first by rank.
func Greedy(e *Election) (winners []int) {
	support, ranks := e.Support(), e.ranks()
	order := make([]int, len(e.Projects))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(support[b], support[a]), cmp.Compare(e.Projects[a].Cost, e.Projects[b].Cost),
			cmp.Compare(ranks[a], ranks[b]))
	})
	left := e.Budget
	for _, p := range order {
		if cost := e.Projects[p].Cost; cost <= left && support[p] > 0 {
			winners = append(winners, p)
			left -= cost
		}
	}
	return winners
}
