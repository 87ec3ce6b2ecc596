package record

import (
	"context"
	"fmt"
	"slices"

	"jauap/models"
	"jauap/models/trust"
)

// Tally is a body with its counts.
type Tally struct {
	models.Body
	District models.Names `gorm:"embedded;embeddedPrefix:district_"` // above its place; empty without one
	Oblast   models.Names `gorm:"embedded;embeddedPrefix:oblast_"`
	Counts   `gorm:"embedded"`
}

// tallies returns the counts of all bodies of a level and a field; the field "" means akims.
// Bodies without appeals are included.
func (s *Store) tallies(ctx context.Context, level int, field string, f RecordFilter) (list []Tally, err error) {
	where, args := f.where()
	args["level"], args["field"] = level, field
	// The lateral joins make the planner read record_stats by index, body by body. Other plans
	// are slow while the planner has no statistics of a newly filled table.
	if err = s.db.Read(ctx, &list, `
		select b.id, b.place_code, b.kind, b.level, b.superior_id, b.name_kk, b.name_ru, b.name_en, b.post_kk, b.post_ru, b.post_en,
			d.name_kk as district_kk, d.name_ru as district_ru, d.name_en as district_en,
			o.name_kk as oblast_kk, o.name_ru as oblast_ru, o.name_en as oblast_en,
			`+each(countColumns, "s.@")+`, n.days::text as days
		from bodies b
		cross join lateral (
			select `+each(countColumns, "coalesce(sum(r.@), 0) as @")+` from record_stats r where r.body_id = b.id and `+where+`) s
		cross join lateral (
			select coalesce(array_agg(d order by d), '{}') as days
			from record_stats r cross join unnest(r.days) d where r.body_id = b.id and `+where+`) n
		left join places d on d.code = left(b.place_code, 4) || '00000' and d.code <> b.place_code
		left join places o on o.code = left(b.place_code, 2) || '0000000' and o.code <> b.place_code and o.code is distinct from d.code
		where b.level = @level and b.field = @field
		order by b.place_code`, args); err != nil {
		return nil, fmt.Errorf("records of level %d: %w", level, err)
	}
	return list, nil
}

// Peers are comparable bodies: of one level and one class of volume, within the quarters and
// the category of the filter.
type Peers struct {
	Level   int
	Volume  Volume
	Tallies []Tally
	groups  map[Figure]*trust.Group // fitted on first use
}

func newPeers(level int, v Volume, all []Tally) Peers {
	p := Peers{Level: level, Volume: v, groups: map[Figure]*trust.Group{}}
	for _, t := range all {
		if t.Volume() == v {
			p.Tallies = append(p.Tallies, t)
		}
	}
	return p
}

// group returns the fit of a figure over all peers. Every page estimates the figure of a body
// from this one fit.
func (p Peers) group(f Figure) *trust.Group {
	if g, ok := p.groups[f]; ok {
		return g
	}
	shares := make([]trust.Share, len(p.Tallies))
	for i, t := range p.Tallies {
		shares[i] = t.Share(f)
	}
	p.groups[f] = trust.FitShares(shares)
	return p.groups[f]
}

// others calls each for all peers except one.
func (p Peers) others(body int64, each func(Tally)) {
	for _, t := range p.Tallies {
		if t.ID != body {
			each(t)
		}
	}
}

// AmongPeers is the standing of a body among its peers.
type AmongPeers int

// The standings, the best first; Untold means not distinguishable from most.
const (
	BetterThanMost AmongPeers = iota - 1
	Untold
	WorseThanMost
)

// standing converts higher or lower than most into better or worse.
func (f Figure) standing(s trust.Standing) AmongPeers {
	switch {
	case s == trust.Untold:
		return Untold
	case (s == trust.Higher) == f.Better():
		return BetterThanMost
	}
	return WorseThanMost
}

// Judged is a share of a body, judged among its peers. Pages show the raw share first; the
// estimate is the probable long-run share.
type Judged struct {
	Figure   Figure
	Share    trust.Share
	Estimate trust.Estimate
	Own      trust.Estimate // from the cases of the body alone
	Bodies   int            // peers with a case, including the body itself
	Few      bool           // too few cases; the estimates are zero
	Standing AmongPeers     // only from JudgeAmong
	Median   *float64       // of the estimates of the other peers with enough cases; nil without any
}

// Judge judges a share among the peers.
func (p Peers) Judge(c Counts, f Figure) Judged {
	j := Judged{Figure: f, Share: c.Share(f)}
	if j.Few = j.Share.Few(); !j.Few {
		g := p.group(f)
		j.Estimate, j.Own, j.Bodies = g.Estimate(j.Share.Weighted()), trust.Own(j.Share.Weighted()), g.Size()
	}
	return j
}

// JudgeAmong is Judge with the standing, and the median of the other peers.
func (p Peers) JudgeAmong(body int64, c Counts, f Figure) Judged {
	j := p.Judge(c, f)
	j.Standing = p.standing(c, f)
	var shares []float64
	known := map[trust.Share]float64{}
	p.others(body, func(t Tally) {
		s := t.Share(f)
		if s.Few() {
			return
		}
		if _, ok := known[s]; !ok {
			known[s] = p.group(f).Value(s.Weighted())
		}
		shares = append(shares, known[s])
	})
	j.Median = middle(shares)
	return j
}

// standing returns the standing of counts among the peers by a figure.
func (p Peers) standing(c Counts, f Figure) AmongPeers {
	if f == DaysFigure {
		return p.daysStanding(c)
	}
	return f.standing(p.group(f).Standing(c.Share(f).Weighted()))
}

// daysStanding compares the interval of a median with the medians of the other peers. It must
// differ from most of them by a margin of a day or a quarter, whichever is larger.
func (p Peers) daysStanding(c Counts) AmongPeers {
	m := c.Median()
	if m == nil || m.Few {
		return Untold
	}
	var others, above, below float64
	others = -1 // c itself is one of the peers
	for _, t := range p.Tallies {
		if len(t.Days) < trust.Least {
			continue
		}
		others++
		median := trust.MedianOf(t.Days)
		margin := max(1, median/4)
		if float64(m.Low) > median+margin {
			above++
		}
		if float64(m.High) < median-margin {
			below++
		}
	}
	switch {
	case others <= 0:
		return Untold
	case above >= trust.Most*others:
		return WorseThanMost
	case below >= trust.Most*others:
		return BetterThanMost
	}
	return Untold
}

// MedianDays returns the median of the medians of the other peers; nil if none has enough
// answers.
func (p Peers) MedianDays(body int64) *float64 {
	var medians []float64
	p.others(body, func(t Tally) {
		if len(t.Days) >= trust.Least {
			medians = append(medians, trust.MedianOf(t.Days))
		}
	})
	return middle(medians)
}

// middle returns the median of values; nil without values.
func middle(values []float64) *float64 {
	n := len(values)
	if n == 0 {
		return nil
	}
	slices.Sort(values)
	median := (values[(n-1)/2] + values[n/2]) / 2
	return &median
}

// Look is a flagged share of a record: above the control limit of the peers.
type Look struct {
	Figure Figure
	Share  trust.Share
	Pooled float64 // the pooled share of all other peers
}

// Looks returns the flagged shares among answers on the last day, extended terms, contested
// answers and redirected appeals. One or two cases are never flagged, and neither is any
// share among fewer than ten peers.
func (p Peers) Looks(body int64, c Counts) (looks []Look) {
	for _, f := range []Figure{LastDayShare, ExtendedShare, ContestedShare, SentOnShare} {
		share := c.Share(f)
		if !p.group(f).Flagged(share.Weighted()) {
			continue
		}
		var all trust.Share
		p.others(body, func(t Tally) {
			s := t.Share(f)
			all.Hits, all.Of = all.Hits+s.Hits, all.Of+s.Of
		})
		looks = append(looks, Look{f, share, all.Raw()})
	}
	return looks
}
