package register

import "strings"

// PlaceChange is one difference between two editions.
type PlaceChange struct {
	Code   string
	Before string // official names, or codes of parents; "" for a new place
	After  string
}

// PlacesDiff holds the differences between an edition of the classifier and the database. A
// place that was restored under another name is in two lists.
type PlacesDiff struct {
	Rows      int // places in the edition
	Unchanged int
	Added     []PlaceChange
	Renamed   []PlaceChange
	Moved     []PlaceChange // under another parent
	Amended   []PlaceChange // with another unit or terrain
	Returned  []PlaceChange // was retired before
	Retired   []PlaceChange

	active int         // places not retired before
	write  []katoPlace // added or changed
}

// Empty reports whether the edition changes nothing.
func (d PlacesDiff) Empty() bool { return len(d.write) == 0 && len(d.Retired) == 0 }

// retireShare limits the places that an edition may retire without confirmation, to one in
// retireShare.
const retireShare = 5

// RetiresMany reports whether the edition looks incomplete: more than a fifth of the places, or
// a unit of the first level, are missing.
func (d PlacesDiff) RetiresMany() bool {
	for _, c := range d.Retired {
		if katoLevel(c.Code) == 1 {
			return true
		}
	}
	return len(d.Retired)*retireShare > d.active
}

// comparePlaces compares an edition with the places in the database.
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
