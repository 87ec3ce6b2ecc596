// Package record has the pages about the work of a body: its record, comparisons and promises.
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

// path returns the path of the page after the language.
func (p ShowPage) path() string { return "/bodies/" + paths.ID(p.Record.Body.ID) }

// crumbs links to the comparison and to the peers of the body.
func (p ShowPage) crumbs(ctx context.Context) []parts.Crumb {
	return []parts.Crumb{{Text: i18n.T(ctx, "record.title"), Href: paths.Comparison(ctx)},
		{Text: recordLevel(ctx, p.Record.Body.Level), Href: p.comparison(ctx)}, {Text: parts.Name(ctx, p.Record.Body.Name), Href: ""}}
}

// comparison returns the list of the peers of the body; the government has no peers.
func (p ShowPage) comparison(ctx context.Context) string {
	f := record.CompareFilter{RecordFilter: p.Record.Filter, Level: p.Record.Body.Level}
	if f.Level == 0 {
		return paths.Comparison(ctx)
	}
	f.Volume = &p.Record.Peers.Volume
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

// trends returns the charts that have at least one value.
func (p ShowPage) trends() (charts []trend) {
	for _, f := range []record.Figure{record.EscalatedShare, record.ConcreteShare, record.OnTimeShare, record.ContestedShare} {
		if t := newTrend(f, p.Record.ByQuarter); t.known() {
			charts = append(charts, t)
		}
	}
	return charts
}

// countsRow is one row of countsTable.
type countsRow struct {
	name string
	record.Counts
}

// quarterRows returns the figures by quarter.
func (p ShowPage) quarterRows(ctx context.Context) (rows []countsRow) {
	for _, r := range p.Record.ByQuarter {
		rows = append(rows, countsRow{quarterName(ctx, r.Quarter), r.Counts})
	}
	return rows
}

// categoryRows returns the figures by category.
func (p ShowPage) categoryRows(ctx context.Context) (rows []countsRow) {
	for _, r := range p.Record.ByCategory {
		rows = append(rows, countsRow{parts.Category(ctx, r.Category), r.Counts})
	}
	return rows
}

// Targets returns what users can follow on the page of a record.
func (p ShowPage) Targets() []models.Target {
	return []models.Target{models.BodyTarget(p.Record.Body.ID)}
}

// offers returns the follow buttons of the page.
func (p ShowPage) offers(ctx context.Context) []parts.FollowOffer {
	return parts.FollowOffers(p.Targets(), []string{i18n.T(ctx, "follow.body", "name", parts.Name(ctx, p.Record.Body.Name))}, p.Follows)
}

// repliedThisQuarter reports whether the body has replied in the current quarter.
func (p ShowPage) repliedThisQuarter(ctx context.Context) bool {
	return slices.ContainsFunc(p.Record.Replies, func(r record.Reply) bool { return r.Quarter == record.QuarterOf(parts.Today(ctx)) })
}

// lookText describes a figure outside of its control limits.
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
