package trust

import (
	"cmp"
	"slices"
)

// Groups ranks estimates, and gives each the number of its group, the lowest values
// in group 1. Whoever can be reached over overlapping intervals is in one group: two
// groups differ only where no interval reaches from one into the other. With one
// group for all there is no rank.
func Groups(estimates []Estimate) (group []int, groups int) {
	order := make([]int, len(estimates))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(estimates[a].Low, estimates[b].Low) })
	group = make([]int, len(estimates))
	reach := 0.0
	for _, i := range order {
		if groups == 0 || estimates[i].Low > reach {
			groups++
		}
		reach = max(reach, estimates[i].High)
		group[i] = groups
	}
	return group, groups
}
