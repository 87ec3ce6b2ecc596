package record

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"jauap/models"
	"jauap/models/trust"
)

// LeagueFigures are the figures by which units can be compared.
var LeagueFigures = []Figure{EscalatedShare, ConcreteShare, OnTimeShare, ContestedShare, KeptShare, TemplateShare, DaysFigure}

// LeagueRow is a unit with the sums of all bodies in it and below it.
type LeagueRow struct {
	models.Place
	BodyID int64 // its akimat; 0 without one
	Counts `gorm:"embedded"`

	Of       int            `gorm:"-"` // cases behind the figure
	Hits     int            `gorm:"-"` // of a share
	Few      bool           `gorm:"-"` // too few cases for an estimate
	Raw      float64        `gorm:"-"` // the raw share, 0 to 1, or the median of days
	Estimate trust.Estimate `gorm:"-"` // of the share, shrunk towards the peers, or of the median
	Standing AmongPeers     `gorm:"-"`
}

// League compares the units directly below a place.
type League struct {
	Figure Figure
	Rows   []LeagueRow
	Named  int // units that are better or worse than most
}

// League compares the units directly below code, "" for those of the first level, in one
// query for the units and one for each level of their bodies. Units that were removed from
// the classifier are listed while they have a record.
func (s *Store) League(ctx context.Context, code string, f Figure) (l League, err error) {
	l.Figure = f
	err = s.db.Read(ctx, &l.Rows, `
		with units as (
			select *, rpad(case when substr(code, 3) = '0000000' then left(code, 2) when substr(code, 5) = '00000' then left(code, 4)
				when substr(code, 7) = '000' then left(code, 6) else code end, 9, '9') collate "C" as last
			from places where parent_code is not distinct from nullif(?, '') and level <= 3
		), r as (
			select u.code, r.* from units u
			join bodies b on b.place_code between u.code and u.last join record_stats r on r.body_id = b.id
		), sums as (
			select code, `+each(countColumns, "sum(@) as @")+` from r group by code
		), spread as (
			select code, array_agg(d order by d) as days from r cross join unnest(days) d group by code
		)
		select p.code, p.level, p.unit, p.name_kk, p.name_ru, p.name_en, p.retired_on is not null as retired,
			coalesce(b.id, 0) as body_id, `+each(countColumns, "coalesce(s.@, 0) as @")+`, coalesce(d.days, '{}')::text as days
		from units p
		left join bodies b on b.place_code = p.code and b.field = ''
		left join sums s on s.code = p.code left join spread d on d.code = p.code
		where p.retired_on is null or s.code is not null
		order by p.name_kk collate "kk-x-icu", p.code`, code)
	if err != nil {
		return l, fmt.Errorf("league of %q: %w", code, err)
	}
	own, err := s.ownPeers(ctx, l)
	if err != nil {
		return l, fmt.Errorf("league of %q: %w", code, err)
	}
	l.judge(own)
	return l, nil
}

// ownPeers returns the peers of the bodies of the units, by body. It reads only the levels of
// the units.
func (s *Store) ownPeers(ctx context.Context, l League) (map[int64]Peers, error) {
	own := map[int64]Peers{}
	for level := 1; level <= 3; level++ {
		if !slices.ContainsFunc(l.Rows, func(r LeagueRow) bool { return r.BodyID > 0 && r.Level == level }) {
			continue
		}
		all, err := s.tallies(ctx, level, "", RecordFilter{})
		if err != nil {
			return nil, err
		}
		byVolume := map[Volume]Peers{}
		for _, t := range all {
			if _, ok := byVolume[t.Volume()]; !ok {
				byVolume[t.Volume()] = newPeers(level, t.Volume(), all)
			}
			own[t.ID] = byVolume[t.Volume()]
		}
	}
	return own, nil
}

// judge estimates the figure of each unit. A unit whose cases all belong to its own body is
// judged among the peers of that body, so that the estimate is the same as in the comparison
// and in the record of the body. Sums of several bodies are judged among the other units.
func (l *League) judge(own map[int64]Peers) {
	units := Peers{groups: map[Figure]*trust.Group{}}
	for _, r := range l.Rows {
		units.Tallies = append(units.Tallies, Tally{Body: models.Body{ID: r.BodyID}, Counts: r.Counts})
	}
	for i := range l.Rows {
		r := &l.Rows[i]
		peers := units
		if p, ok := own[r.BodyID]; ok && p.holds(r.BodyID, r.Counts, l.Figure) {
			peers = p
		}
		r.judge(peers, l.Figure)
		if r.Standing != Untold {
			l.Named++
		}
	}
	slices.SortStableFunc(l.Rows, func(a, b LeagueRow) int {
		return cmp.Or(last(a.Few, b.Few), cmp.Compare(a.Standing, b.Standing))
	})
}

func (r *LeagueRow) judge(peers Peers, f Figure) {
	if f == DaysFigure {
		r.Of = len(r.Days)
		if m := r.Median(); m != nil {
			r.Raw, r.Estimate = m.Value, trust.Estimate{Value: m.Value, Low: float64(m.Low), High: float64(m.High)}
		}
	} else {
		j := peers.Judge(r.Counts, f)
		r.Hits, r.Of, r.Raw, r.Estimate = j.Share.Hits, j.Share.Of, j.Share.Raw(), j.Estimate
	}
	if r.Few = r.Of < trust.Least; !r.Few {
		r.Standing = peers.standing(r.Counts, f)
	}
}

// holds reports whether the counts of a figure are those of the body alone.
func (p Peers) holds(body int64, c Counts, f Figure) bool {
	i := slices.IndexFunc(p.Tallies, func(t Tally) bool { return t.ID == body })
	if i < 0 {
		return false
	}
	if f == DaysFigure {
		return slices.Equal(p.Tallies[i].Days, c.Days)
	}
	return p.Tallies[i].Share(f) == c.Share(f)
}

// Bounds between the five colour steps: values below the first are step 1, values from the
// last on step 5. 15 working days are the term of the law (art. 76).
var (
	lowSteps  = [4]float64{0.05, 0.10, 0.20, 0.40} // for shares that should be low
	highSteps = [4]float64{0.60, 0.75, 0.85, 0.95} // for shares that should be high
	daySteps  = [4]float64{5, 10, 15, 20}
)

// Steps returns the bounds between the five steps of a figure.
func (f Figure) Steps() [4]float64 {
	switch {
	case f == DaysFigure:
		return daySteps
	case f.Better():
		return highSteps
	}
	return lowSteps
}

// Step returns the colour step of a value, 1 to 5; 5 is the highest.
func (f Figure) Step(value float64) int {
	step := 1
	for _, bound := range f.Steps() {
		if value >= bound {
			step++
		}
	}
	return step
}
