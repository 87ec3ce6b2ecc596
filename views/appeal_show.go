package views

import (
	"context"
	"slices"
	"strconv"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/text"
	"jauap/views/i18n"
)

// shell tells the layout about the page of an appeal.
func (p AppealShowPage) shell(ctx context.Context) Shell {
	d := p.Dossier
	path := "/appeals/" + d.Number
	s := Shell{
		Title:       d.Title,
		Description: text.Excerpt(d.Text, 160),
		Path:        path,
		Canonical:   path,
		Section:     AppealsSection,
		Type:        "article",
		JSONLD:      appealJSON(ctx, d),
	}
	if p.CommentsAfter > 0 {
		s.Path += "?comments=" + strconv.FormatInt(p.CommentsAfter, 10)
	}
	if d.Cover != "" {
		s.Image = PhotoPath(d.Cover, "large")
	}
	return s
}

// crumbs lead from the board over the places down to that of the appeal.
func (p AppealShowPage) crumbs(ctx context.Context) []Crumb {
	crumbs := []Crumb{{i18n.T(ctx, "layout.appeals"), AppealsPath(ctx)}}
	for _, place := range p.Dossier.Trail {
		crumbs = append(crumbs, Crumb{name(ctx, place.Name), appealsURL(ctx, models.AppealFilter{Place: place.Code})})
	}
	return crumbs
}

// happened reports whether the story has an event of the kind.
func (p AppealShowPage) happened(kind models.EventKind) bool {
	for _, e := range p.Dossier.Events {
		if e.Kind == kind {
			return true
		}
	}
	return false
}

// story is what the time line tells: everything, but for what other residents
// think of an answer. Dozens of them would drown it, and they are counted.
func (p AppealShowPage) story() []models.EventLine {
	return slices.DeleteFunc(slices.Clone(p.Dossier.Events), func(e models.EventLine) bool {
		return e.Kind == models.VerdictGiven && e.Actor == models.ByResident
	})
}

// cameInTime reports whether an answer came within its term.
func cameInTime(a models.Answer) bool { return !calendar.Of(a.At).After(a.Due) }

// daysLate counts the working days that an answer came after its term.
func daysLate(ctx context.Context, a models.Answer) int {
	if ref := SiteFrom(ctx).Reference; ref != nil {
		return ref.Calendar.WorkingDaysBetween(a.Due, calendar.Of(a.At))
	}
	return 0
}

// verdictUntil is the last day for the author to judge the newest answer; there is none
// while the appeal is with the superior body, since then the answer cannot lapse.
func (p AppealShowPage) verdictUntil(ctx context.Context) (calendar.Date, bool) {
	ref := SiteFrom(ctx).Reference
	if p.Dossier.Status != models.Answered || len(p.Dossier.Answers) == 0 || p.Dossier.Escalation != nil || ref == nil {
		return calendar.Date{}, false
	}
	return ref.Calendar.VerdictBy(calendar.Of(p.Dossier.Answers[0].At)), true
}

// alike is the board with the appeals of the same category in the same district,
// or where there is none in the trail, in the same unit of the first level.
func (p AppealShowPage) alike(ctx context.Context) string {
	f := models.AppealFilter{Category: p.Dossier.CategoryCode}
	for _, place := range p.Dossier.Trail {
		if place.Level <= 2 {
			f.Place = place.Code
		}
	}
	return appealsURL(ctx, f)
}

func verdictColor(verdict string) string {
	switch verdict {
	case "solved":
		return "success"
	case "partly":
		return "warning"
	}
	return "danger"
}

func verdictIcon(verdict string) string {
	switch verdict {
	case "solved":
		return "check-circle"
	case "partly":
		return "progress"
	}
	return "cross-circle"
}

// Targets are what one may follow from the page of an appeal.
func (p AppealShowPage) Targets() []models.Target {
	d := p.Dossier
	return []models.Target{models.AppealTarget(d.ID), models.PlaceTarget(d.PlaceCode), models.CategoryTarget(d.CategoryCode), models.BodyTarget(d.BodyID)}
}

func (p AppealShowPage) offers(ctx context.Context) []followOffer {
	d, names := p.Dossier, []string{}
	names = append(names, i18n.T(ctx, "follow.appeal"), i18n.T(ctx, "follow.place", "name", name(ctx, d.Place)),
		i18n.T(ctx, "follow.category", "name", category(ctx, d.CategoryCode)), i18n.T(ctx, "follow.body", "name", name(ctx, d.Responsible.Name)))
	return offers(p.Targets(), names, p.Mine.Follows)
}

// speakingFor is the body for which the reader may speak about an appeal: the responsible
// one, or the one that it has gone up to.
func speakingFor(ctx context.Context, d models.Dossier) (int64, models.Names) {
	if e := d.Escalation; e != nil && ViewerFrom(ctx).MayAct(e.ToID) && !ViewerFrom(ctx).MayAct(d.BodyID) {
		return e.ToID, e.ToName
	}
	return d.BodyID, d.Responsible.Name
}

// comments of an appeal.
func (p AppealShowPage) discussion(ctx context.Context) discussion {
	body, bodyName := speakingFor(ctx, p.Dossier)
	d := discussion{
		title: i18n.T(ctx, "appeal.comments"), none: i18n.T(ctx, "appeal.comments_none"),
		first: i18n.T(ctx, "appeal.comments_first"), more: i18n.T(ctx, "appeal.comments_more"),
		label: i18n.T(ctx, "comment.text"), hint: i18n.T(ctx, "comment.hint"),
		button: i18n.T(ctx, "comment.add"), signIn: i18n.T(ctx, "comment.sign_in"),
		list: p.Comments, after: p.CommentsAfter, form: p.Mine.Comment,
		page: AppealPath(ctx, p.Dossier.Number), action: CommentsPath(ctx, p.Dossier.Number),
		speaksFor: speaksFor(ctx, body, bodyName),
	}
	if !p.Dossier.IsPublic() {
		d.closed = i18n.T(ctx, "comment.unpublished")
	} else if !p.Dossier.CanBeCommented() {
		d.closed = i18n.T(ctx, "comment.closed")
	}
	return d
}
