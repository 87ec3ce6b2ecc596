package vote

import "math/big"

// floor returns a fraction rounded down.
func floor(r *big.Rat) int64 { return new(big.Int).Quo(r.Num(), r.Denom()).Int64() }

// fromOne converts indexes to positions.
func fromOne(indexes []int) []int {
	list := make([]int, len(indexes))
	for i, n := range indexes {
		list[i] = n + 1
	}
	return list
}
