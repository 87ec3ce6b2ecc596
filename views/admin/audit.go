package admin

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/models/admin"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// auditData has the fields that audit entries store. Each action stores some of them.
type auditData struct {
	KK, RU, EN  string
	Name, Post  models.Names
	Level       *int
	Private     *bool
	Term        int
	Retired     bool
	Law, URL    string
	Kind        calendar.Kind
	Act         string // legal act of the government
	Role        string
	From, To    string
	Phrase      string
	Removal     string // reason of the removal
	Request     string
	Before      *auditRule
	After       *auditRule
	Answers     int
	Redirects   int
	Moderations int
	Escalations int
}

// auditRule is a rule of the automatic screening.
type auditRule struct {
	Active         bool
	Appeals, Hours int
}

// auditAction returns the name of an action, or its code if it has no name.
func auditAction(ctx context.Context, act string) string {
	if key := "audit." + act; i18n.Has(i18n.From(ctx), key) {
		return i18n.T(ctx, key)
	}
	return act
}

// auditSubject returns the name of what was changed, and its page.
func auditSubject(ctx context.Context, a admin.Audit) (text, href string) {
	switch a.Act {
	case "switch_on", "switch_off":
		return i18n.T(ctx, "switch."+a.Subject), paths.Admin(ctx)
	case "category", "category_new":
		return parts.Category(ctx, a.Subject), paths.AdminCategory(ctx, a.Subject)
	case "calendar_day", "calendar_drop":
		if d, err := calendar.ParseDate(a.Subject); err == nil {
			return parts.Day(ctx, d), paths.AdminCalendar(ctx, d.Year)
		}
	case "law":
		for _, law := range parts.SiteFrom(ctx).Reference.Laws {
			if law.Key == a.Subject {
				return parts.Name(ctx, law.Name), paths.AdminLaw(ctx, law.Key)
			}
		}
	case "body", "body_new":
		if a.BodyID != 0 {
			return parts.Name(ctx, a.BodyName), paths.AdminBody(ctx, a.BodyID)
		}
	case "role", "role_accepted", "role_end", "factor_reset", "person_removed":
		if a.UserID != 0 {
			return personName(ctx, admin.Person{ID: a.UserID, GivenName: a.Given, FamilyName: a.Family}), paths.AdminUser(ctx, a.UserID)
		}
	case "screen_rule":
		return i18n.T(ctx, "screen_rules."+a.Subject), paths.AdminRules(ctx)
	case "screen_word", "screen_word_drop":
		return ownLanguage(ctx, a.Subject), paths.AdminRules(ctx)
	case "invite", "invite_end":
		return i18n.T(ctx, "audit.invitation", "number", a.Subject), paths.Invitations(ctx) + "/new"
	case "recompute":
		return "", ""
	}
	return a.Subject, ""
}

// auditLines describes the changes, one line each.
func auditLines(ctx context.Context, a admin.Audit) (lines []string) {
	var d auditData
	if err := json.Unmarshal([]byte(a.Data), &d); err != nil {
		return []string{a.Data} // stored in an earlier format
	}
	line := func(label, value string) {
		if value != "" {
			lines = append(lines, i18n.T(ctx, "audit.line", "label", label, "value", value))
		}
	}
	if d.Role != "" {
		line(i18n.T(ctx, "admin.role"), i18n.T(ctx, "role."+d.Role))
		line(i18n.T(ctx, "admin.body"), parts.Name(ctx, a.BodyName))
	}
	line(i18n.T(ctx, "admin.from"), keptDay(ctx, d.From))
	line(i18n.T(ctx, "admin.to"), keptDay(ctx, d.To))
	if d.Kind != "" {
		line(i18n.T(ctx, "admin.day_kind"), i18n.T(ctx, "day_kind."+string(d.Kind)))
	}
	line(i18n.T(ctx, "admin.name_kk"), d.KK+d.Name.KK) // each action stores one of the two
	line(i18n.T(ctx, "admin.name_ru"), d.RU+d.Name.RU)
	line(i18n.T(ctx, "admin.name_en"), d.EN+d.Name.EN)
	line(i18n.T(ctx, "admin.post_kk"), d.Post.KK)
	line(i18n.T(ctx, "admin.post_ru"), d.Post.RU)
	line(i18n.T(ctx, "admin.post_en"), d.Post.EN)
	if d.Level != nil {
		line(i18n.T(ctx, "admin.competent"), parts.LevelName(ctx, *d.Level))
	}
	if d.Private != nil && *d.Private {
		lines = append(lines, i18n.T(ctx, "admin.private_box"))
	}
	if d.Term > 0 {
		line(i18n.T(ctx, "admin.term"), strconv.Itoa(d.Term))
	}
	if d.Retired {
		lines = append(lines, i18n.T(ctx, "admin.retired_box"))
	}
	line(i18n.T(ctx, "admin.law"), d.Law)
	line(i18n.T(ctx, "admin.url"), d.URL)
	line(i18n.T(ctx, "admin.day_act"), d.Act)
	line(i18n.T(ctx, "screen_rules.phrase"), d.Phrase)
	if d.Removal != "" {
		line(i18n.T(ctx, "moderation.reason"), i18n.T(ctx, "removal."+d.Removal))
	}
	line(i18n.T(ctx, "admin.removal_request"), d.Request)
	if d.Before != nil && d.After != nil {
		line(i18n.T(ctx, "audit.before"), d.Before.words(ctx))
		line(i18n.T(ctx, "audit.after"), d.After.words(ctx))
	}
	return append(lines, movedLines(ctx, models.Moves{Answers: d.Answers, Redirects: d.Redirects, Moderations: d.Moderations, Escalations: d.Escalations})...)
}

// words returns the state of a rule and its limits.
func (r auditRule) words(ctx context.Context) string {
	parts := []string{i18n.T(ctx, "switch.is_off")}
	if r.Active {
		parts[0] = i18n.T(ctx, "switch.is_on")
	}
	if r.Appeals > 0 {
		parts = append(parts, i18n.T(ctx, "audit.line", "label", i18n.T(ctx, "screen_rules.appeals"), "value", strconv.Itoa(r.Appeals)),
			i18n.T(ctx, "audit.line", "label", i18n.T(ctx, "screen_rules.hours"), "value", strconv.Itoa(r.Hours)))
	}
	return strings.Join(parts, "; ")
}

// keptDay formats a stored date, or returns "" for none.
func keptDay(ctx context.Context, kept string) string {
	d, err := calendar.ParseDate(kept)
	if err != nil || d.IsZero() {
		return ""
	}
	return parts.Day(ctx, d)
}
