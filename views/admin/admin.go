// Package admin has the pages of administrators.
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

// adminTabs returns links to the pages of administration.
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

// givenRoles returns the roles that an administrator can grant.
func givenRoles(ctx context.Context) (options []parts.Option) {
	for _, r := range []string{"executor", "head", "moderator", "admin"} {
		options = append(options, parts.Option{Value: r, Text: i18n.T(ctx, "role."+r)})
	}
	return options
}

// dayKindOptions returns the kinds of special days.
func dayKindOptions(ctx context.Context) (options []parts.Option) {
	for _, k := range admin.CalendarKinds {
		options = append(options, parts.Option{Value: string(k), Text: i18n.T(ctx, "day_kind."+string(k))})
	}
	return options
}

// period returns the period of a role.
func period(ctx context.Context, r admin.HeldRole) string {
	since := i18n.DateNumeric(ctx, r.Since)
	if r.Until == nil {
		return i18n.T(ctx, "admin.role_open", "from", since)
	}
	return i18n.T(ctx, "admin.role_period", "from", since, "to", i18n.DateNumeric(ctx, r.Until.Add(-time.Second)))
}

// dayName returns the name of a special day; the calendar has no English names.
func dayName(ctx context.Context, d admin.CalendarDay) string {
	if i18n.From(ctx) == i18n.RU {
		return d.NameRU
	}
	return d.NameKK
}

// adminYears returns links to the calendars of the previous and the next year.
func adminYears(ctx context.Context, year int) (links []parts.FilterLink) {
	for y := year - 1; y <= year+1; y++ {
		links = append(links, parts.FilterLink{Text: strconv.Itoa(y), Href: paths.AdminCalendar(ctx, y), Current: y == year})
	}
	return links
}

// dayValue formats a date for a date input; the zero date gives "".
func dayValue(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// movedLines returns how many deadlines of each kind would move, or moved.
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

// personName returns the full name of a user. A removed user has only a number.
func personName(ctx context.Context, p admin.Person) string {
	switch {
	case p.GivenName == "" && p.FamilyName == "":
		return i18n.T(ctx, "admin.nameless", "number", p.ID)
	case p.FamilyName == "":
		return p.GivenName
	}
	return p.GivenName + " " + p.FamilyName
}

// mayResetFactors reports whether the viewer can reset the second factors: not their own, and only
// if there are some.
func (p UserPage) mayResetFactors(ctx context.Context) bool {
	v := parts.ViewerFrom(ctx)
	return p.Person.Factors > 0 && v != nil && v.UserID != p.Person.ID
}

// mayRemove reports whether the viewer can remove the user's data: not their own, and not those of
// a person of the demo.
func (p UserPage) mayRemove(ctx context.Context) bool {
	v := parts.ViewerFrom(ctx)
	return !p.Person.Demo && p.Person.RemovedAt == nil && v != nil && v.UserID != p.Person.ID
}

// removalOptions returns the reasons for removing personal data; none is preselected.
func removalOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "moderation.choose")}}
	for _, r := range admin.RemovalReasons {
		options = append(options, parts.Option{Value: r, Text: i18n.T(ctx, "removal."+r)})
	}
	return options
}

// mayEnd reports whether the viewer can end a role; administrators cannot end their own admin role.
func (p UserPage) mayEnd(ctx context.Context, r admin.HeldRole) bool {
	v := parts.ViewerFrom(ctx)
	return r.Role != "admin" || v == nil || v.UserID != p.Person.ID
}
