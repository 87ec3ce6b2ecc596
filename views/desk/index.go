// Package desk has the pages where officials work: their desk, appeals, answers and works.
package desk

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// deskKeys has the message keys of each view: its name and the text for an empty list.
var deskKeys = map[models.DeskView]struct{ name, none string }{
	models.DeskOpen:      {"desk.view_open", "desk.none_open"},
	models.DeskNew:       {"desk.view_new", "desk.none_new"},
	models.DeskToday:     {"desk.view_today", "desk.none_today"},
	models.DeskLate:      {"desk.view_late", "desk.none_late"},
	models.DeskContested: {"desk.view_contested", "desk.none_contested"},
	models.DeskHanded:    {"desk.view_handed", "desk.none_handed"},
	models.DeskPromised:  {"desk.view_promised", "desk.none_promised"},
	models.DeskEscalated: {"desk.view_escalated", "desk.none_escalated"},
	models.DeskBelow:     {"desk.view_below", "desk.none_below"},
}

// path returns the path of the page after the language.
func (p IndexPage) path(ctx context.Context) string {
	return paths.DeskWhere(ctx, p.Filter)[len("/kk"):]
}

// views returns links to the views of the desk, with the number of appeals in each.
func (p IndexPage) views(ctx context.Context) []parts.FilterLink {
	var links []parts.FilterLink
	for _, v := range models.DeskViews {
		count := i18n.Number(ctx, p.Counts[v])
		if p.Counts[v] == models.DeskCountMost {
			count += "+"
		}
		links = append(links, parts.FilterLink{
			Text:    i18n.T(ctx, "desk.tab", "view", i18n.T(ctx, deskKeys[v].name), "n", count),
			Href:    paths.DeskWhere(ctx, models.DeskFilter{BodyID: p.Filter.BodyID, View: v}),
			Current: v == p.Filter.View,
		})
	}
	return links
}

// offices returns links to the other desks of the user.
func (p IndexPage) offices(ctx context.Context) []parts.FilterLink {
	return officeLinks(ctx, p.Office.BodyID, deskOf)
}

// deskOf returns the desk of a body.
func deskOf(ctx context.Context, body int64) string {
	return paths.DeskWhere(ctx, models.DeskFilter{BodyID: body})
}

// officeLinks returns links to a page of each body of the user.
func officeLinks(ctx context.Context, current int64, href func(context.Context, int64) string) []parts.FilterLink {
	var links []parts.FilterLink
	for _, o := range parts.ViewerFrom(ctx).Offices() {
		links = append(links, parts.FilterLink{Text: parts.Name(ctx, o.BodyName), Href: href(ctx, o.BodyID), Current: o.BodyID == current})
	}
	return links
}

// canTakeUp reports whether a row has a checkbox.
func (p IndexPage) canTakeUp(r models.DeskRow) bool {
	return p.Filter.View != models.DeskPromised && p.Filter.View != models.DeskHanded && !p.foreignBody(r) && r.CanBeTakenUp()
}

// anyToTakeUp reports whether any row has a checkbox.
func (p IndexPage) anyToTakeUp() bool {
	for _, r := range p.List.Rows {
		if p.canTakeUp(r) {
			return true
		}
	}
	return false
}

// foreignBody reports whether a body other than that of the desk must answer.
func (p IndexPage) foreignBody(r models.DeskRow) bool { return r.BodyName != p.Office.BodyName }

// prev returns the URL of the previous page, or "".
func (p IndexPage) prev(ctx context.Context) string { return p.pageURL(ctx, "", p.List.Prev) }

// next returns the URL of the next page, or "".
func (p IndexPage) next(ctx context.Context) string { return p.pageURL(ctx, p.List.Next, "") }

// pageURL returns the URL of the next or previous page, or "" without a cursor.
func (p IndexPage) pageURL(ctx context.Context, after, before models.Cursor) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.Filter
	f.After, f.Before = after, before
	return paths.DeskWhere(ctx, f)
}

// clock returns the clock of a row: that of the appeal, or that of a complaint to the body of the
// desk.
func (p IndexPage) clock(ctx context.Context, r models.DeskRow) models.Clock {
	if p.Filter.View == models.DeskBelow || !p.foreignBody(r) {
		return parts.ClockOf(ctx, r.Card)
	}
	left := parts.SiteFrom(ctx).Reference.Calendar.WorkingDaysBetween(parts.Today(ctx), r.Due)
	return models.Clock{Running: true, Due: r.Due, Left: left}
}
