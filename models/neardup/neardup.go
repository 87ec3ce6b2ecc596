// Package neardup finds near-duplicate answers: copies of one letter, as opposed to answers about
// the same matter. It masks what changes between copies of a letter (names, streets, numbers,
// dates) and drops greetings and the closing lines about the right to appeal. The rest becomes
// shingles, pairs of neighbouring words. Two answers are near duplicates when most of their
// shingles are the same.
//
// To find near duplicates without comparing every pair of answers, Bands computes 64 MinHash values
// of an answer and groups them into 16 bands (locality-sensitive hashing). Only answers that share
// a band are compared exactly. The package imports only models/text of this project, for the
// folding of letters.
package neardup

import "slices"

// Threshold is the lowest similarity, from 0 to 1, of near duplicates. In testdata the 29 pairs
// made from one letter have at least 0.45. The 2,522 pairs of independent answers, some to similar
// appeals, have at most 0.17: see TestThreshold.
const Threshold = 0.4

// MinShingles is the number of shingles that an answer needs to be compared. Shorter texts are too
// similar by chance.
const MinShingles = 8

const (
	hashes = 64
	rows   = 4 // hashes per band
	bands  = hashes / rows
)

// Shingles is the sorted set of hashes of the pairs of neighbouring words in an answer.
type Shingles []uint64

// ShinglesOf masks the texts of an answer and returns their shingles.
func ShinglesOf(texts ...string) Shingles {
	var set Shingles
	for _, text := range texts {
		words := masked(text)
		for i := 1; i < len(words); i++ {
			set = append(set, hash(words[i-1], words[i]))
		}
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// Comparable reports whether the answer is long enough to be compared.
func (s Shingles) Comparable() bool { return len(s) >= MinShingles }

// Similarity returns the Jaccard similarity of two answers, from 0 to 1: the shared shingles
// divided by all of them.
func (s Shingles) Similarity(other Shingles) float64 {
	if len(s) == 0 || len(other) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(s) && j < len(other); {
		switch {
		case s[i] == other[j]:
			common, i, j = common+1, i+1, j+1
		case s[i] < other[j]:
			i++
		default:
			j++
		}
	}
	return float64(common) / float64(len(s)+len(other)-common)
}

// Bands returns the keys under which an answer of a body is indexed, or nil when it is too short to
// compare. Answers of different bodies never share a band. Two answers with a similarity of 0.5
// share a band with a probability of 64 %, of 0.6 with 89 %, of 0.7 with 99 %.
func (s Shingles) Bands(body int64) []int64 {
	if !s.Comparable() {
		return nil
	}
	var minimum [hashes]uint64
	for i := range minimum {
		minimum[i] = ^uint64(0)
		seed := mix(uint64(i) + 1)
		for _, shingle := range s {
			minimum[i] = min(minimum[i], mix(shingle^seed))
		}
	}
	found := make([]int64, bands)
	for b := range found {
		h := mix(uint64(body)<<8 | uint64(b))
		for _, m := range minimum[b*rows : (b+1)*rows] {
			h = mix(h ^ m)
		}
		found[b] = int64(h)
	}
	return found
}

// hash returns the mixed FNV-1a hash of two words joined by a space.
func hash(a, b string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range [3]string{a, " ", b} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	return mix(h)
}

// mix makes every input bit affect every output bit (the finalizer of splitmix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
