package register

import "strings"

// PlaceChange is one line of the difference between two editions.
type PlaceChange struct {
	Code   string
	Before string // official names, or codes of parents; "" where there was none
	After  string
}

// PlacesDiff is what an edition of the classifier changes. A place that came back
// under another name stands in two lists.
type PlacesDiff struct {
	Rows      int // places in the edition
	Unchanged int
	Added     []PlaceChange
	Renamed   []PlaceChange
	Moved     []PlaceChange // under another parent
	Amended   []PlaceChange // of another unit or terrain
	Returned  []PlaceChange // had been retired
	Retired   []PlaceChange

	active int         // places not retired before
	write  []katoPlace // added or changed
}

// Empty reports whether the edition changes nothing.
func (d PlacesDiff) Empty() bool { return len(d.write) == 0 && len(d.Retired) == 0 }

// retireShare is one in how many places an edition may retire without a question.
const retireShare = 5

// RetiresMany reports whether so much is missing that the edition looks like a part
// of itself: more than a fifth of the places, or a whole unit of the first level.
func (d PlacesDiff) RetiresMany() bool {
	for _, c := range d.Retired {
		if katoLevel(c.Code) == 1 {
			return true
		}
	}
	return len(d.Retired)*retireShare > d.active
}

// comparePlaces finds what edition changes in what is present.
func comparePlaces(present, edition []katoPlace) PlacesDiff {
	d := PlacesDiff{Rows: len(edition)}
	before := make(map[string]katoPlace, len(present))
	for _, p := range present {
		before[p.Code] = p
		if !p.Retired {
			d.active++
		}
	}
	stays := make(map[string]bool, len(edition))
	for _, p := range edition {
		stays[p.Code] = true
		old, known := before[p.Code]
		if old == p {
			d.Unchanged++
			continue
		}
		d.write = append(d.write, p)
		if !known {
			d.Added = append(d.Added, PlaceChange{p.Code, "", p.official()})
			continue
		}
		if old.Retired {
			d.Returned = append(d.Returned, PlaceChange{p.Code, "", p.official()})
		}
		if old.official() != p.official() {
			d.Renamed = append(d.Renamed, PlaceChange{p.Code, old.official(), p.official()})
		}
		if old.Parent != p.Parent {
			d.Moved = append(d.Moved, PlaceChange{p.Code, old.Parent, p.Parent})
		}
		if old.Unit != p.Unit || old.Terrain != p.Terrain || old.Level != p.Level {
			d.Amended = append(d.Amended, PlaceChange{p.Code, old.kind(), p.kind()})
		}
	}
	for _, p := range present {
		if !p.Retired && !stays[p.Code] {
			d.Retired = append(d.Retired, PlaceChange{p.Code, p.official(), ""})
		}
	}
	return d
}

func (p katoPlace) official() string { return p.OfficialKK + " / " + p.OfficialRU }

func (p katoPlace) kind() string { return strings.TrimSpace(p.Unit + " " + p.Terrain) }
