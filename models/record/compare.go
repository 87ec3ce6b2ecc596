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

// DaysFigure is the median of working days to a concrete answer; beside the Shares a
// comparison may be sorted by it.
const DaysFigure Figure = "days"

// RecordLevels are the levels that are compared, that of the nearest akims first.
var RecordLevels = []int{3, 2, 1}

// CompareSorts are the figures that a comparison may be sorted by.
var CompareSorts = append(slices.Clone(Shares), DaysFigure)

// CompareFilter asks for a comparison of akims. Only peers stand in one list: bodies of
// one level and one class of volume. A place narrows what is shown, not who is a peer.
type CompareFilter struct {
	RecordFilter
	Level  int     // 1 oblast, 2 district, 3 rural district
	Volume *Volume // nil: the class with most bodies, but not the one with too few appeals
	Place  string
	Sort   Figure // "" is EscalatedShare
	After  string // the body that the page begins after, in digits
	Before string
}

// Compared is one line of a comparison.
type Compared struct {
	Tally
	Judged   []Judged   // by Shares
	Standing AmongPeers // by the figure that is sorted by
	Few      bool       // too few cases of that figure
}

// Comparison is one page of peers: those better than most by the chosen figure, those that
// cannot be told apart, those worse than most, and last those of which too little is known.
// Within each the order is that of the places, since a value without a standing is no rank.
type Comparison struct {
	Filter     CompareFilter
	Volumes    map[Volume]int // how many bodies of the level there are in each class, at the place
	Lines      []Compared
	Total      int // lines on all pages
	Named      int // bodies better or worse than most
	AsOf       time.Time
	Prev, Next string
}

// Compare reads one page of a comparison in two queries. ErrCursor: no line is that of
// the body in After or Before.
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

// CompareVolumes reads whole comparisons of every class of volume, or of the one that
// the filter names.
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

// comparison compares all bodies of a level; only the figure that is sorted by is judged yet.
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

// fullest is the class with most bodies; the one with too few appeals only if it is the only one.
func fullest(volumes map[Volume]int) (best Volume) {
	for v := Volume(1); int(v) < len(volumeStarts); v++ {
		if volumes[v] > 0 && (best == 0 || volumes[v] > volumes[best]) {
			best = v
		}
	}
	return best
}

// compared sorts all peers by their standing.
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

// last orders what is true behind what is not.
func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// few is true where there are too few cases of a figure.
func (p Peers) few(c Counts, f Figure) bool {
	if f == DaysFigure {
		return len(c.Days) < trust.Least
	}
	return c.Share(f).Few()
}

// judge fills in all figures of lines.
func (p Peers) judge(lines []Compared) {
	for i := range lines {
		for _, f := range Shares {
			lines[i].Judged = append(lines[i].Judged, p.Judge(lines[i].Counts, f))
		}
	}
}
