// Package desk holds the pages where officials work: their desk, cases, answers and explanations.
package desk

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// deskWords are the names of the views of the desk, and what an empty one says.
var deskWords = map[models.DeskView]struct{ name, none string }{
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

func (p IndexPage) path(ctx context.Context) string {
	return paths.DeskWhere(ctx, p.Filter)[len("/kk"):]
}

// views are the ways to look at the desk, each with how much lies there.
func (p IndexPage) views(ctx context.Context) []parts.FilterLink {
	var links []parts.FilterLink
	for _, v := range models.DeskViews {
		count := i18n.Number(ctx, p.Counts[v])
		if p.Counts[v] == models.DeskCountMost {
			count += "+"
		}
		links = append(links, parts.FilterLink{
			Text:    i18n.T(ctx, "desk.tab", "view", i18n.T(ctx, deskWords[v].name), "n", count),
			Href:    paths.DeskWhere(ctx, models.DeskFilter{BodyID: p.Filter.BodyID, View: v}),
			Current: v == p.Filter.View,
		})
	}
	return links
}

// offices are the desks of the viewer, for one who has several.
func (p IndexPage) offices(ctx context.Context) []parts.FilterLink {
	return officeLinks(ctx, p.Office.BodyID, deskOf)
}

func deskOf(ctx context.Context, body int64) string {
	return paths.DeskWhere(ctx, models.DeskFilter{BodyID: body})
}

func officeLinks(ctx context.Context, current int64, href func(context.Context, int64) string) []parts.FilterLink {
	var links []parts.FilterLink
	for _, o := range parts.ViewerFrom(ctx).Offices() {
		links = append(links, parts.FilterLink{Text: parts.Name(ctx, o.BodyName), Href: href(ctx, o.BodyID), Current: o.BodyID == current})
	}
	return links
}

// canTakeUp reports whether a row gets a box to tick.
func (p IndexPage) canTakeUp(r models.DeskRow) bool {
	return p.Filter.View != models.DeskPromised && p.Filter.View != models.DeskHanded && !p.foreignBody(r) && r.CanBeTakenUp()
}

// anyToTakeUp reports whether the list has a row with a box.
func (p IndexPage) anyToTakeUp() bool {
	for _, r := range p.List.Rows {
		if p.canTakeUp(r) {
			return true
		}
	}
	return false
}

// foreignBody reports whether another body than the desk's owes the answer.
func (p IndexPage) foreignBody(r models.DeskRow) bool { return r.BodyName != p.Office.BodyName }

func (p IndexPage) prev(ctx context.Context) string { return p.beside(ctx, "", p.List.Prev) }
func (p IndexPage) next(ctx context.Context) string { return p.beside(ctx, p.List.Next, "") }

func (p IndexPage) beside(ctx context.Context, after, before models.Cursor) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.Filter
	f.After, f.Before = after, before
	return paths.DeskWhere(ctx, f)
}

// clock is what is left of the term that a row lies on the desk for: that of the appeal,
// or of a complaint to the desk's body.
func (p IndexPage) clock(ctx context.Context, r models.DeskRow) models.Clock {
	if p.Filter.View == models.DeskBelow || !p.foreignBody(r) {
		return parts.ClockOf(ctx, r.Card)
	}
	left := parts.SiteFrom(ctx).Reference.Calendar.WorkingDaysBetween(parts.Today(ctx), r.Due)
	return models.Clock{Running: true, Due: r.Due, Left: left}
}
