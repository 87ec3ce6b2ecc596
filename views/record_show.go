package views

import (
	"context"
	"slices"

	"jauap/models"
	"jauap/views/i18n"
)

func (p RecordPage) path() string { return "/bodies/" + id64(p.Record.Body.ID) }

func (p RecordPage) crumbs(ctx context.Context) []Crumb {
	return []Crumb{{i18n.T(ctx, "record.title"), ComparisonPath(ctx)},
		{recordLevel(ctx, p.Record.Body.Level), p.comparison(ctx)}, {name(ctx, p.Record.Body.Name), ""}}
}

// comparison is the list of the peers of the body; of the government there is none.
func (p RecordPage) comparison(ctx context.Context) string {
	f := models.CompareFilter{RecordFilter: p.Record.Filter, Level: p.Record.Body.Level}
	if f.Level == 0 {
		return ComparisonPath(ctx)
	}
	f.Volume = &p.Record.Peers.Volume
	return withQuery(ComparisonPath(ctx), compareQuery(f))
}

// trends are the charts that have something to show.
func (p RecordPage) trends() (charts []trend) {
	for _, f := range []models.Figure{models.EscalatedShare, models.ConcreteShare, models.OnTimeShare, models.ContestedShare} {
		if t := newTrend(f, p.Record.ByQuarter); t.known() {
			charts = append(charts, t)
		}
	}
	return charts
}

type countsRow struct {
	name string
	models.Counts
}

func (p RecordPage) quarterRows(ctx context.Context) (rows []countsRow) {
	for _, r := range p.Record.ByQuarter {
		rows = append(rows, countsRow{quarterName(ctx, r.Quarter), r.Counts})
	}
	return rows
}

func (p RecordPage) categoryRows(ctx context.Context) (rows []countsRow) {
	for _, r := range p.Record.ByCategory {
		rows = append(rows, countsRow{category(ctx, r.Category), r.Counts})
	}
	return rows
}

// Targets are what one may follow from the page of a record.
func (p RecordPage) Targets() []models.Target {
	return []models.Target{models.BodyTarget(p.Record.Body.ID)}
}

func (p RecordPage) offers(ctx context.Context) []followOffer {
	return offers(p.Targets(), []string{i18n.T(ctx, "follow.body", "name", name(ctx, p.Record.Body.Name))}, p.Follows)
}

// repliedThisQuarter: the one text of the quarter has been said.
func (p RecordPage) repliedThisQuarter(ctx context.Context) bool {
	return slices.ContainsFunc(p.Record.Replies, func(r models.Reply) bool { return r.Quarter == models.QuarterOf(today(ctx)) })
}

// lookText says what deserves a look.
func lookText(ctx context.Context, l models.Look) string {
	switch l.Figure {
	case models.LastDayShare:
		return i18n.T(ctx, "record.look_last_day", "ratio", ratio(ctx, l.Share))
	case models.ExtendedShare:
		return i18n.T(ctx, "record.look_extended", "ratio", ratio(ctx, l.Share))
	case models.SentOnShare:
		return i18n.T(ctx, "record.look_sent_on", "ratio", ratio(ctx, l.Share))
	default:
		return i18n.T(ctx, "record.look_contested", "ratio", ratio(ctx, l.Share))
	}
}
