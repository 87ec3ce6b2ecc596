package places

import (
	"context"
	"strings"

	"jauap/models"
	"jauap/models/record"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// crumbs links to the places above the sheet.
func (p SilencePage) crumbs(ctx context.Context) []parts.Crumb {
	crumbs := []parts.Crumb{{Text: i18n.T(ctx, "place.title"), Href: paths.Places(ctx)}}
	for _, above := range p.Sheet.Trail {
		crumbs = append(crumbs, parts.Crumb{Text: parts.Name(ctx, above.Name), Href: paths.Place(ctx, above.Code)})
	}
	return append(crumbs, parts.Crumb{Text: i18n.T(ctx, "silence.heading"), Href: ""})
}

// total returns how many appeals are overdue, with the date.
func (p SilencePage) total(ctx context.Context) string {
	date := parts.Day(ctx, parts.Today(ctx))
	if p.Sheet.Total > record.SilenceCounted {
		return i18n.T(ctx, "silence.total_many", "date", date, "number", i18n.Number(ctx, record.SilenceCounted))
	}
	return i18n.N(ctx, "silence.total", p.Sheet.Total, "date", date)
}

// more returns how many appeals are not on the sheet, or "" if all are.
func (p SilencePage) more(ctx context.Context) string {
	switch {
	case p.Sheet.Total > record.SilenceCounted:
		return i18n.N(ctx, "silence.first", len(p.Sheet.Items))
	case p.Sheet.More() > 0:
		return i18n.N(ctx, "silence.more", p.Sheet.More())
	}
	return ""
}

// list returns the board with all overdue appeals of the place.
func (p SilencePage) list(ctx context.Context) string {
	return paths.AppealsWhere(ctx, models.AppealFilter{Place: p.Sheet.Place.Code, Overdue: true})
}

// bare returns a URL without the scheme, as people write it down.
func bare(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		return rest
	}
	return address
}

// above returns which superior body has the complaint, since when, and its deadline.
func above(ctx context.Context, item record.Silence) string {
	key := "silence.above"
	if item.Decide.Before(parts.Today(ctx)) {
		key = "silence.above_late"
	}
	return i18n.T(ctx, key, "body", parts.Name(ctx, item.Above), "date", i18n.DateNumeric(ctx, *item.WentUp), "due", parts.Day(ctx, *item.Decide))
}
