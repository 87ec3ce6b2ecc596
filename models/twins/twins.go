// Package twins tells answers that say the same apart from those that only speak of the same matter. What changes from
// one copy of a letter to the next is masked: names, streets, numbers, dates; greetings and the closing lines of the
// law are left out. Two answers are twins when the pairs of neighbouring words that are left are mostly the same.
//
// To find them among many without comparing each with each, an answer keeps 64 minimal hashes of its pairs in 16
// bands: two answers that share a band are compared exactly. Of the house it imports models/text alone, for the
// folding of letters.
package twins

import "slices"

// Threshold is the similarity, 0 to 1, from which two answers are twins. In testdata the 29 pairs made from one letter
// have at least 0.45, and 2,522 pairs of answers of their own, to like matters too, at most 0.17: see TestThreshold.
const Threshold = 0.4

// Least is the number of pairs of words below which an answer has no twins: too little is said to tell copies apart.
const Least = 8

const (
	hashes = 64
	rows   = 4 // hashes a band
	bands  = hashes / rows
)

// Pairs are the pairs of neighbouring words of an answer, each once, as hashes in order.
type Pairs []uint64

// Of reads the texts of an answer, masked.
func Of(texts ...string) Pairs {
	var pairs Pairs
	for _, text := range texts {
		words := masked(text)
		for i := 1; i < len(words); i++ {
			pairs = append(pairs, hash(words[i-1], words[i]))
		}
	}
	slices.Sort(pairs)
	return slices.Compact(pairs)
}

// Comparable reports whether there is enough to compare.
func (p Pairs) Comparable() bool { return len(p) >= Least }

// Similarity is the exact share of pairs that two answers have in common, of all that they have (Jaccard), 0 to 1.
func (p Pairs) Similarity(other Pairs) float64 {
	if len(p) == 0 || len(other) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(p) && j < len(other); {
		switch {
		case p[i] == other[j]:
			common, i, j = common+1, i+1, j+1
		case p[i] < other[j]:
			i++
		default:
			j++
		}
	}
	return float64(common) / float64(len(p)+len(other)-common)
}

// Bands are what an answer of a body is looked up by; none when it is too short. Answers of different bodies share no
// band. Two with a similarity of 0.5 share one with a chance of 64 %, of 0.6 with 89 %, of 0.7 with 99 %.
func (p Pairs) Bands(body int64) []int64 {
	if !p.Comparable() {
		return nil
	}
	var least [hashes]uint64
	for i := range least {
		least[i] = ^uint64(0)
		seed := mix(uint64(i) + 1)
		for _, pair := range p {
			least[i] = min(least[i], mix(pair^seed))
		}
	}
	found := make([]int64, bands)
	for b := range found {
		h := mix(uint64(body)<<8 | uint64(b))
		for _, m := range least[b*rows : (b+1)*rows] {
			h = mix(h ^ m)
		}
		found[b] = int64(h)
	}
	return found
}

// hash is FNV-1a over two words and a space, mixed.
func hash(a, b string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range [3]string{a, " ", b} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	return mix(h)
}

// mix spreads every bit over all others (the finalizer of splitmix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
