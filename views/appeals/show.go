// Package appeals has the public pages of appeals: the home page, the board, an appeal, and the
// actions of its author.
package appeals

import (
	"context"
	"slices"
	"strconv"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/text"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// shell returns the properties of the page of an appeal.
func (p ShowPage) shell(ctx context.Context) parts.Shell {
	d := p.AppealPage
	path := "/appeals/" + d.Number
	s := parts.Shell{
		Title:       d.Title,
		Description: text.Excerpt(d.Text, 160),
		Path:        path,
		Canonical:   path,
		Section:     parts.AppealsSection,
		Type:        "article",
		JSONLD:      appealJSON(ctx, d),
	}
	if p.CommentsAfter > 0 {
		s.Path += "?comments=" + strconv.FormatInt(p.CommentsAfter, 10)
	}
	if d.Cover != "" {
		s.Image = paths.Photo(d.Cover, "large")
	}
	return s
}

// crumbs links to the boards of the places above the appeal.
func (p ShowPage) crumbs(ctx context.Context) []parts.Crumb {
	crumbs := []parts.Crumb{{Text: i18n.T(ctx, "layout.appeals"), Href: paths.Appeals(ctx)}}
	for _, place := range p.AppealPage.Trail {
		crumbs = append(crumbs, parts.Crumb{Text: parts.Name(ctx, place.Name), Href: paths.AppealsWhere(ctx, models.AppealFilter{Place: place.Code})})
	}
	return crumbs
}

// hasEvent reports whether the appeal has an event of the kind.
func (p ShowPage) hasEvent(kind models.EventKind) bool {
	for _, e := range p.AppealPage.Events {
		if e.Kind == kind {
			return true
		}
	}
	return false
}

// TimelineEvents returns the events for the timeline: all but the verdicts of other residents,
// which can be dozens and are counted instead.
func (p ShowPage) TimelineEvents() []models.EventLine {
	return slices.DeleteFunc(slices.Clone(p.AppealPage.Events), func(e models.EventLine) bool {
		return e.Kind == models.VerdictGiven && e.Actor == models.ByResident
	})
}

// inTime reports whether an answer was given before its deadline.
func inTime(a models.Answer) bool { return !calendar.Of(a.At).After(a.Due) }

// daysLate counts the working days between the deadline and the answer.
func daysLate(ctx context.Context, a models.Answer) int {
	if ref := parts.SiteFrom(ctx).Reference; ref != nil {
		return ref.Calendar.WorkingDaysBetween(a.Due, calendar.Of(a.At))
	}
	return 0
}

// verdictUntil returns the last day for the author's verdict on the newest answer. While an
// escalation is open there is no last day, because the answer cannot lapse.
func (p ShowPage) verdictUntil(ctx context.Context) (calendar.Date, bool) {
	ref := parts.SiteFrom(ctx).Reference
	if p.AppealPage.Status != models.Answered || len(p.AppealPage.Answers) == 0 || p.AppealPage.Escalation != nil || ref == nil {
		return calendar.Date{}, false
	}
	return ref.Calendar.VerdictDue(calendar.Of(p.AppealPage.Answers[0].At)), true
}

// similarURL returns the board with the appeals of the same category in the same district or,
// without a district, in the same region.
func (p ShowPage) similarURL(ctx context.Context) string {
	f := models.AppealFilter{Category: p.AppealPage.CategoryCode}
	for _, place := range p.AppealPage.Trail {
		if place.Level <= 2 {
			f.Place = place.Code
		}
	}
	return paths.AppealsWhere(ctx, f)
}

// verdictColor returns the colour of a verdict.
func verdictColor(verdict string) string {
	switch verdict {
	case "solved":
		return "success"
	case "partly":
		return "warning"
	}
	return "danger"
}

// verdictIcon returns the icon of a verdict.
func verdictIcon(verdict string) string {
	switch verdict {
	case "solved":
		return "check-circle"
	case "partly":
		return "progress"
	}
	return "cross-circle"
}

// Targets returns what users can follow on the page of an appeal.
func (p ShowPage) Targets() []models.Target {
	d := p.AppealPage
	return []models.Target{models.AppealTarget(d.ID), models.PlaceTarget(d.PlaceCode), models.CategoryTarget(d.CategoryCode), models.BodyTarget(d.BodyID)}
}

// offers returns the follow buttons of the page.
func (p ShowPage) offers(ctx context.Context) []parts.FollowOffer {
	d, names := p.AppealPage, []string{}
	names = append(names, i18n.T(ctx, "follow.appeal"), i18n.T(ctx, "follow.place", "name", parts.Name(ctx, d.Place)),
		i18n.T(ctx, "follow.category", "name", parts.Category(ctx, d.CategoryCode)), i18n.T(ctx, "follow.body", "name", parts.Name(ctx, d.Responsible.Name)))
	return parts.FollowOffers(p.Targets(), names, p.Mine.Follows)
}

// officeOf returns the body for which the user can speak about an appeal: the responsible one, or
// the superior body of the escalation.
func officeOf(ctx context.Context, d models.AppealPage) (int64, models.Names) {
	if e := d.Escalation; e != nil && parts.ViewerFrom(ctx).MayAct(e.ToID) && !parts.ViewerFrom(ctx).MayAct(d.BodyID) {
		return e.ToID, e.ToName
	}
	return d.BodyID, d.Responsible.Name
}

// discussion returns the comments of an appeal with their form.
func (p ShowPage) discussion(ctx context.Context) parts.Discussion {
	body, bodyName := officeOf(ctx, p.AppealPage)
	d := parts.Discussion{
		Title: i18n.T(ctx, "appeal.comments"), None: i18n.T(ctx, "appeal.comments_none"),
		First: i18n.T(ctx, "appeal.comments_first"), More: i18n.T(ctx, "appeal.comments_more"),
		Label: i18n.T(ctx, "comment.text"), Hint: i18n.T(ctx, "comment.hint"),
		Button: i18n.T(ctx, "comment.add"), SignIn: i18n.T(ctx, "comment.sign_in"),
		List: p.Comments, After: p.CommentsAfter, Form: p.Mine.Comment,
		Page: paths.Appeal(ctx, p.AppealPage.Number), Action: paths.Comments(ctx, p.AppealPage.Number),
		SpeaksFor: parts.SpeaksFor(ctx, body, bodyName),
	}
	if !p.AppealPage.IsPublic() {
		d.Closed = i18n.T(ctx, "comment.unpublished")
	} else if !p.AppealPage.CanBeCommented() {
		d.Closed = i18n.T(ctx, "comment.closed")
	}
	return d
}
