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

// Ticket is one answer that may be drawn.
type Ticket struct {
	ID        int64
	Checkable bool // by its structure
}

// Lot is a list of answers of which some are drawn by lot. Its hash is published first; the
// seed is a value from outside, named beforehand and known only later, so that neither the
// list nor the seed can be chosen for a result.
type Lot struct {
	Name    string // of the body and week; two lots of one seed are drawn independently
	Tickets []Ticket
}

// ErrLot: the list is not the one whose hash was published.
var ErrLot = errors.New("list of the lot differs from its hash")

// lines is the list in the form that is hashed: its name, then a line for each ticket with
// the id and 1 or 0, in the order of the ids.
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

// Hash is the SHA-256 of the list, in hexadecimal digits.
func (l Lot) Hash() string {
	sum := sha256.Sum256(l.lines())
	return hex.EncodeToString(sum[:])
}

// rank is the SHA-256 of the seed, the name of the lot and an id.
func (l Lot) rank(seed string, id int64) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%q %q %d", seed, l.Name, id))
}

// Draw is the ids of n tickets, in proportion to both structures: the tickets stand by
// structure and then by the hash of seed and id, and every (len/n)-th is taken from a start
// that the seed sets. Each ticket has the same chance, and the order of the list has no part.
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

// Redraw is Draw of a list that is checked against its published hash first: ErrLot where it
// is another list.
func (l Lot) Redraw(hash, seed string, n int) ([]int64, error) {
	if l.Hash() != hash {
		return nil, ErrLot
	}
	return l.Draw(seed, n), nil
}
