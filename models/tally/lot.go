package tally

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
)

// Lot returns the order of n entries that a seed determines: by the SHA-256 of the quoted seed, the
// quoted name of the vote and the number of the entry, counted from 1. The seed is an outside value
// that is named before a vote closes and becomes known afterwards.
func Lot(seed, name string, n int) []int {
	order := make([]int, n)
	sums := make([][sha256.Size]byte, n)
	for i := range order {
		order[i] = i
		sums[i] = sha256.Sum256(fmt.Appendf(nil, "%q %q %d", seed, name, i+1))
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(bytes.Compare(sums[a][:], sums[b][:]), cmp.Compare(a, b)) })
	return order
}
