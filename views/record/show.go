// Package record holds the pages about how a body answers: its record, comparisons and promises.
package record

import (
	"context"
	"slices"

	"jauap/models"
	"jauap/models/record"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

func (p ShowPage) path() string { return "/bodies/" + paths.ID(p.Record.Body.ID) }

func (p ShowPage) crumbs(ctx context.Context) []parts.Crumb {
	return []parts.Crumb{{Text: i18n.T(ctx, "record.title"), Href: paths.Comparison(ctx)},
		{Text: recordLevel(ctx, p.Record.Body.Level), Href: p.comparison(ctx)}, {Text: parts.Name(ctx, p.Record.Body.Name), Href: ""}}
}

// comparison is the list of the peers of the body; of the government there is none.
func (p ShowPage) comparison(ctx context.Context) string {
	f := record.CompareFilter{RecordFilter: p.Record.Filter, Level: p.Record.Body.Level}
	if f.Level == 0 {
		return paths.Comparison(ctx)
	}
	f.Volume = &p.Record.Peers.Volume
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

// trends are the charts that have something to show.
func (p ShowPage) trends() (charts []trend) {
	for _, f := range []record.Figure{record.EscalatedShare, record.ConcreteShare, record.OnTimeShare, record.ContestedShare} {
		if t := newTrend(f, p.Record.ByQuarter); t.known() {
			charts = append(charts, t)
		}
	}
	return charts
}

type countsRow struct {
	name string
	record.Counts
}

func (p ShowPage) quarterRows(ctx context.Context) (rows []countsRow) {
	for _, r := range p.Record.ByQuarter {
		rows = append(rows, countsRow{quarterName(ctx, r.Quarter), r.Counts})
	}
	return rows
}

func (p ShowPage) categoryRows(ctx context.Context) (rows []countsRow) {
	for _, r := range p.Record.ByCategory {
		rows = append(rows, countsRow{parts.Category(ctx, r.Category), r.Counts})
	}
	return rows
}

// Targets are what one may follow from the page of a record.
func (p ShowPage) Targets() []models.Target {
	return []models.Target{models.BodyTarget(p.Record.Body.ID)}
}

func (p ShowPage) offers(ctx context.Context) []parts.FollowOffer {
	return parts.FollowOffers(p.Targets(), []string{i18n.T(ctx, "follow.body", "name", parts.Name(ctx, p.Record.Body.Name))}, p.Follows)
}

// repliedThisQuarter: the one text of the quarter has been said.
func (p ShowPage) repliedThisQuarter(ctx context.Context) bool {
	return slices.ContainsFunc(p.Record.Replies, func(r record.Reply) bool { return r.Quarter == record.QuarterOf(parts.Today(ctx)) })
}

// lookText says what deserves a look.
func lookText(ctx context.Context, l record.Look) string {
	switch l.Figure {
	case record.LastDayShare:
		return i18n.T(ctx, "record.look_last_day", "ratio", ratio(ctx, l.Share))
	case record.ExtendedShare:
		return i18n.T(ctx, "record.look_extended", "ratio", ratio(ctx, l.Share))
	case record.SentOnShare:
		return i18n.T(ctx, "record.look_sent_on", "ratio", ratio(ctx, l.Share))
	default:
		return i18n.T(ctx, "record.look_contested", "ratio", ratio(ctx, l.Share))
	}
}
