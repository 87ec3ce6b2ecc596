package record

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"jauap/models"
	"jauap/models/trust"
)

// DaysFigure is the median of working days to a concrete answer. A comparison can be sorted
// by it or by one of Shares.
const DaysFigure Figure = "days"

// RecordLevels are the levels of bodies that are compared, rural districts first.
var RecordLevels = []int{3, 2, 1}

// CompareSorts are the figures that a comparison can be sorted by.
var CompareSorts = append(slices.Clone(Shares), DaysFigure)

// CompareFilter selects a comparison of akims. A list holds peers only: bodies of one level
// and one class of volume. Place restricts the lines shown, not the peers.
type CompareFilter struct {
	RecordFilter
	Level  int     // 1 oblast, 2 district, 3 rural district
	Volume *Volume // nil: the class with most bodies, except the lowest
	Place  string
	Sort   Figure // "" is EscalatedShare
	After  string // id of the body before the page
	Before string
}

// Compared is one line of a comparison.
type Compared struct {
	Tally
	Judged   []Judged   // by Shares
	Standing AmongPeers // by the figure of the sort
	Few      bool       // too few cases of the figure of the sort
}

// Comparison is one page of peers in four groups: better than most by the chosen figure, not
// distinguishable, worse than most, and too few cases. Each group is in the order of places,
// since a value that does not differ significantly is not a rank.
type Comparison struct {
	Filter     CompareFilter
	Volumes    map[Volume]int // number of bodies of the level in each class, within Place
	Lines      []Compared
	Total      int // lines on all pages
	Named      int // bodies that are better or worse than most
	AsOf       time.Time
	Prev, Next string
}

// Compare reads one page of a comparison in two queries; ErrCursor if the body in After or
// Before is not in the list.
func (s *Store) Compare(ctx context.Context, f CompareFilter) (c Comparison, err error) {
	tallies, asOf, err := s.compareTallies(ctx, f)
	if err != nil {
		return c, err
	}
	c, peers := comparison(f, tallies, asOf)
	first, last := 0, min(models.PageSize, len(c.Lines))
	if cursor := f.After + f.Before; cursor != "" {
		i := slices.IndexFunc(c.Lines, func(l Compared) bool { return strconv.FormatInt(l.ID, 10) == cursor })
		if i < 0 {
			return c, fmt.Errorf("compare records: %w", models.ErrCursor)
		}
		first, last = i+1, min(i+1+models.PageSize, len(c.Lines))
		if f.Before != "" {
			first, last = max(i-models.PageSize, 0), i
		}
	}
	all := c.Lines
	c.Lines = all[first:last]
	peers.judge(c.Lines)
	if len(c.Lines) > 0 && first > 0 {
		c.Prev = strconv.FormatInt(c.Lines[0].ID, 10)
	}
	if len(c.Lines) > 0 && last < len(all) {
		c.Next = strconv.FormatInt(c.Lines[len(c.Lines)-1].ID, 10)
	}
	return c, nil
}

// CompareVolumes reads all lines of every class of volume, or of the class in the filter.
func (s *Store) CompareVolumes(ctx context.Context, f CompareFilter) (list []Comparison, err error) {
	all, asOf, err := s.compareTallies(ctx, f)
	if err != nil {
		return nil, err
	}
	for v := range Volume(len(volumeStarts)) {
		if f.Volume == nil || *f.Volume == v {
			f := f
			f.Volume = &v
			c, peers := comparison(f, all, asOf)
			peers.judge(c.Lines)
			list = append(list, c)
		}
	}
	return list, nil
}

func (s *Store) compareTallies(ctx context.Context, f CompareFilter) (all []Tally, asOf time.Time, err error) {
	if all, err = s.tallies(ctx, f.Level, "", f.RecordFilter); err != nil {
		return nil, asOf, err
	}
	if asOf, err = s.RecordsAsOf(ctx); err != nil {
		return nil, asOf, fmt.Errorf("compare records: %w", err)
	}
	return all, asOf, nil
}

// comparison compares all bodies of a level by the figure of the sort; the other figures are
// judged later, for the lines of the page.
func comparison(f CompareFilter, all []Tally, asOf time.Time) (Comparison, Peers) {
	shown := func(t Tally) bool { return f.Place == "" || (models.Body{PlaceCode: f.Place}).Covers(t.PlaceCode) }
	c := Comparison{Volumes: map[Volume]int{}, AsOf: asOf}
	for _, t := range all {
		if shown(t) {
			c.Volumes[t.Volume()]++
		}
	}
	if f.Sort == "" {
		f.Sort = EscalatedShare
	}
	if f.Volume == nil {
		v := fullest(c.Volumes)
		f.Volume = &v
	}
	c.Filter = f
	peers := newPeers(f.Level, *f.Volume, all)
	c.Lines = peers.compared(f.Sort)
	c.Lines = slices.DeleteFunc(c.Lines, func(l Compared) bool { return !shown(l.Tally) })
	c.Total = len(c.Lines)
	for _, l := range c.Lines {
		if l.Standing != Untold {
			c.Named++
		}
	}
	return c, peers
}

// fullest returns the class with most bodies; the lowest class only if all others are empty.
func fullest(volumes map[Volume]int) (best Volume) {
	for v := Volume(1); int(v) < len(volumeStarts); v++ {
		if volumes[v] > 0 && (best == 0 || volumes[v] > volumes[best]) {
			best = v
		}
	}
	return best
}

// compared returns all peers, sorted by standing.
func (p Peers) compared(by Figure) []Compared {
	lines := make([]Compared, len(p.Tallies))
	for i, t := range p.Tallies {
		lines[i] = Compared{Tally: t, Few: p.few(t.Counts, by)}
		if !lines[i].Few {
			lines[i].Standing = p.standing(t.Counts, by)
		}
	}
	slices.SortStableFunc(lines, func(a, b Compared) int {
		return cmp.Or(last(a.Few, b.Few), cmp.Compare(a.Standing, b.Standing), cmp.Compare(a.PlaceCode, b.PlaceCode))
	})
	return lines
}

// last compares booleans: false before true.
func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// few reports whether a figure has too few cases.
func (p Peers) few(c Counts, f Figure) bool {
	if f == DaysFigure {
		return len(c.Days) < trust.Least
	}
	return c.Share(f).Few()
}

// judge judges all figures of lines.
func (p Peers) judge(lines []Compared) {
	for i := range lines {
		for _, f := range Shares {
			lines[i].Judged = append(lines[i].Judged, p.Judge(lines[i].Counts, f))
		}
	}
}
