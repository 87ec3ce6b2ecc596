package trust

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
)

// Ticket is an answer that can be drawn.
type Ticket struct {
	ID        int64
	Checkable bool // by its structure
}

// Lot is a list of answers from which some are drawn by lot. Its hash is published first. The seed
// is an external value that is announced in advance and becomes known later, so that neither the
// list nor the seed can be chosen for a result.
type Lot struct {
	Name    string // names the body and the week; lots with the same seed are drawn independently
	Tickets []Ticket
}

// ErrLot means that the list does not match the published hash.
var ErrLot = errors.New("list of the lot differs from its hash")

// lines returns the list in the form that is hashed: its name, then a line per ticket with the id
// and 1 or 0, sorted by id.
func (l Lot) lines() []byte {
	tickets := slices.Clone(l.Tickets)
	slices.SortFunc(tickets, func(a, b Ticket) int { return cmp.Compare(a.ID, b.ID) })
	list := fmt.Appendf(nil, "%q\n", l.Name)
	for _, t := range tickets {
		checkable := 0
		if t.Checkable {
			checkable = 1
		}
		list = fmt.Appendf(list, "%d %d\n", t.ID, checkable)
	}
	return list
}

// Hash returns the SHA-256 of the list in hexadecimal.
func (l Lot) Hash() string {
	sum := sha256.Sum256(l.lines())
	return hex.EncodeToString(sum[:])
}

// rank returns the SHA-256 of the seed, the name of the lot and an id.
func (l Lot) rank(seed string, id int64) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%q %q %d", seed, l.Name, id))
}

// Draw returns the ids of n tickets, proportional to both structures. It sorts the tickets by
// structure and by the hash of seed and id, and takes every (len/n)-th from a start that the seed
// determines. Each ticket has the same probability, and the order of the list has no effect.
func (l Lot) Draw(seed string, n int) []int64 {
	type ranked struct {
		Ticket
		rank [sha256.Size]byte
	}
	list := make([]ranked, len(l.Tickets))
	for i, t := range l.Tickets {
		list[i] = ranked{t, l.rank(seed, t.ID)}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		switch {
		case a.Checkable != b.Checkable && a.Checkable:
			return -1
		case a.Checkable != b.Checkable:
			return 1
		}
		return cmp.Or(bytes.Compare(a.rank[:], b.rank[:]), cmp.Compare(a.ID, b.ID))
	})
	n = min(n, len(list))
	first := l.rank(seed, 0)
	start := float64(binary.BigEndian.Uint64(first[:])>>11) / (1 << 53)
	drawn := make([]int64, n)
	for i := range drawn {
		drawn[i] = list[int((start+float64(i))*float64(len(list))/float64(n))].ID
	}
	slices.Sort(drawn)
	return drawn
}

// Redraw checks the list against its published hash and repeats the draw. It returns ErrLot if the
// hash differs.
func (l Lot) Redraw(hash, seed string, n int) ([]int64, error) {
	if l.Hash() != hash {
		return nil, ErrLot
	}
	return l.Draw(seed, n), nil
}
