// Package admin holds the pages of administrators.
package admin

import (
	"context"
	"strconv"
	"time"

	"jauap/models"
	"jauap/models/admin"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// adminTabs are the ways within administration.
func adminTabs(ctx context.Context, current string) []parts.FilterLink {
	links := []parts.FilterLink{
		{Text: i18n.T(ctx, "admin.switches"), Href: paths.Admin(ctx)},
		{Text: i18n.T(ctx, "admin.users"), Href: paths.AdminUsers(ctx)},
		{Text: i18n.T(ctx, "admin.bodies"), Href: paths.AdminBodies(ctx)},
		{Text: i18n.T(ctx, "admin.categories"), Href: paths.AdminCategories(ctx)},
		{Text: i18n.T(ctx, "admin.calendar"), Href: paths.AdminCalendar(ctx, 0)},
		{Text: i18n.T(ctx, "admin.laws_tab"), Href: paths.AdminLaws(ctx)},
		{Text: i18n.T(ctx, "admin.rules"), Href: paths.AdminRules(ctx)},
		{Text: i18n.T(ctx, "admin.audit_tab"), Href: paths.AdminAudit(ctx)},
	}
	for i := range links {
		links[i].Current = links[i].Href == current
	}
	return links
}

// givenRoles are the roles that an administrator gives.
func givenRoles(ctx context.Context) (options []parts.Option) {
	for _, r := range []string{"executor", "head", "moderator", "admin"} {
		options = append(options, parts.Option{Value: r, Text: i18n.T(ctx, "role."+r)})
	}
	return options
}

func dayKindOptions(ctx context.Context) (options []parts.Option) {
	for _, k := range admin.CalendarKinds {
		options = append(options, parts.Option{Value: string(k), Text: i18n.T(ctx, "day_kind."+string(k))})
	}
	return options
}

// period is when a role is held.
func period(ctx context.Context, r admin.HeldRole) string {
	since := i18n.DateNumeric(ctx, r.Since)
	if r.Until == nil {
		return i18n.T(ctx, "admin.role_open", "from", since)
	}
	return i18n.T(ctx, "admin.role_period", "from", since, "to", i18n.DateNumeric(ctx, r.Until.Add(-time.Second)))
}

// dayName is the name of a special day; the calendar has none in English.
func dayName(ctx context.Context, d admin.CalendarDay) string {
	if i18n.From(ctx) == i18n.RU {
		return d.NameRU
	}
	return d.NameKK
}

// adminYears are the years beside one in the calendar.
func adminYears(ctx context.Context, year int) (links []parts.FilterLink) {
	for y := year - 1; y <= year+1; y++ {
		links = append(links, parts.FilterLink{Text: strconv.Itoa(y), Href: paths.AdminCalendar(ctx, y), Current: y == year})
	}
	return links
}

// dayValue writes a day for a date input; "" for none.
func dayValue(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// movedLines says how many terms of each kind move, or have moved.
func movedLines(ctx context.Context, m models.Moves) (lines []string) {
	for _, moved := range []struct {
		n   int
		key string
	}{{m.Answers, "calendar.answers"}, {m.Redirects, "calendar.redirects"}, {m.Moderations, "calendar.moderations"}, {m.Escalations, "calendar.escalations"}} {
		if moved.n > 0 {
			lines = append(lines, i18n.T(ctx, moved.key, "n", moved.n))
		}
	}
	return lines
}

// personName is the whole name of a user; a removed one has none.
func personName(ctx context.Context, p admin.Person) string {
	switch {
	case p.GivenName == "" && p.FamilyName == "":
		return i18n.T(ctx, "admin.nameless", "number", p.ID)
	case p.FamilyName == "":
		return p.GivenName
	}
	return p.GivenName + " " + p.FamilyName
}

// mayResetFactors: there is something to reset, and it is not the own.
func (p UserPage) mayResetFactors(ctx context.Context) bool {
	v := parts.ViewerFrom(ctx)
	return p.Person.Factors > 0 && v != nil && v.UserID != p.Person.ID
}

// mayRemove: it is not the own data, and no person of the demo.
func (p UserPage) mayRemove(ctx context.Context) bool {
	v := parts.ViewerFrom(ctx)
	return !p.Person.Demo && p.Person.RemovedAt == nil && v != nil && v.UserID != p.Person.ID
}

// removalOptions say on whose request personal data is removed, none chosen.
func removalOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "moderation.choose")}}
	for _, r := range admin.RemovalReasons {
		options = append(options, parts.Option{Value: r, Text: i18n.T(ctx, "removal."+r)})
	}
	return options
}

// mayEnd reports whether the viewer may revoke a role: not their own as administrator.
func (p UserPage) mayEnd(ctx context.Context, r admin.HeldRole) bool {
	v := parts.ViewerFrom(ctx)
	return r.Role != "admin" || v == nil || v.UserID != p.Person.ID
}
