package record

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"jauap/models"
	"jauap/models/trust"
)

// LeagueFigures are the figures by which units may be set side by side.
var LeagueFigures = []Figure{EscalatedShare, ConcreteShare, OnTimeShare, ContestedShare, KeptShare, TemplateShare, DaysFigure}

// LeagueRow is one unit with all bodies in it and below it, added up.
type LeagueRow struct {
	models.Place
	BodyID int64 // its own akimat; 0: there is none
	Counts `gorm:"embedded"`

	Of       int            `gorm:"-"` // cases behind the figure
	Hits     int            `gorm:"-"` // of a share
	Few      bool           `gorm:"-"` // nothing is said of so few
	Estimate trust.Estimate `gorm:"-"` // a share from 0 to 1 that leans on the peers, or days
	Group    int            `gorm:"-"` // from 1, the best; 0: no rank
}

// League is the units directly below a place, each judged among the others.
type League struct {
	Figure Figure
	Rows   []LeagueRow
	Groups int // of the ranks; below 2 nobody is before anybody
}

// League sets the units directly below code, "" for those of the first level, side
// by side: one query. A unit that has gone from the classifier is shown while it
// has a record.
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
			select code, `+each(recordCounts, "sum(@) as @")+` from r group by code
		), spread as (
			select code, array_agg(d order by d) as days from r cross join unnest(days) d group by code
		)
		select p.code, p.level, p.unit, p.name_kk, p.name_ru, p.name_en, p.retired_on is not null as retired,
			coalesce(b.id, 0) as body_id, `+each(recordCounts, "coalesce(s.@, 0) as @")+`, coalesce(d.days, '{}')::text as days
		from units p
		left join bodies b on b.place_code = p.code and b.field = ''
		left join sums s on s.code = p.code left join spread d on d.code = p.code
		where p.retired_on is null or s.code is not null
		order by p.name_kk collate "kk-x-icu", p.code`, code)
	if err != nil {
		return l, fmt.Errorf("league of %q: %w", code, err)
	}
	l.judge()
	return l, nil
}

// judge estimates the figure of each unit among the others, and ranks those of
// which enough is known.
func (l *League) judge() {
	shares := make([]trust.Share, len(l.Rows))
	for i, r := range l.Rows {
		shares[i] = r.Share(l.Figure)
	}
	prior := trust.Fit(shares)
	var ranked []*LeagueRow
	var estimates []trust.Estimate
	for i := range l.Rows {
		r := &l.Rows[i]
		if l.Figure == DaysFigure {
			r.Of = len(r.Days)
			if m := r.Median(); m != nil {
				r.Estimate = trust.Estimate{Value: m.Value, Low: float64(m.Low), High: float64(m.High)}
			}
		} else {
			r.Hits, r.Of = shares[i].Hits, shares[i].Of
			r.Estimate = prior.Estimate(shares[i])
		}
		if r.Few = r.Of < trust.Least; !r.Few {
			ranked, estimates = append(ranked, r), append(estimates, r.Estimate)
		}
	}
	groups, n := trust.Groups(estimates)
	if l.Groups = n; n < 2 {
		return // no interval is clear of the others: the alphabet is the order
	}
	for i, r := range ranked {
		if r.Group = groups[i]; l.Figure.Better() {
			r.Group = n + 1 - groups[i]
		}
	}
	slices.SortStableFunc(l.Rows, func(a, b LeagueRow) int {
		switch {
		case a.Few == b.Few:
			return cmp.Compare(a.Group, b.Group)
		case a.Few:
			return 1
		}
		return -1
	})
}

// steps are the bounds between the five steps of colour: below the first is step 1,
// from the last on step 5. 15 working days are the term of the law (art. 76).
var (
	lowSteps  = [4]float64{0.05, 0.10, 0.20, 0.40} // of a share that should be low
	highSteps = [4]float64{0.60, 0.75, 0.85, 0.95} // of one that should be high
	daySteps  = [4]float64{5, 10, 15, 20}
)

// Steps are the bounds between the five steps of a figure.
func (f Figure) Steps() [4]float64 {
	switch {
	case f == DaysFigure:
		return daySteps
	case f.Better():
		return highSteps
	}
	return lowSteps
}

// Step is where a value lies between the bounds, 1 to 5; 5 is the highest value.
func (f Figure) Step(value float64) int {
	step := 1
	for _, bound := range f.Steps() {
		if value >= bound {
			step++
		}
	}
	return step
}
