package views

import (
	"context"
	"slices"
	"strconv"
	"strings"

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
		Description: text.Excerpt(d.Body, 160),
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

// ShortPath is the address of an appeal short enough to be told or written down;
// it opens in the reader's language.
func ShortPath(number string) string { return "/a/" + number }

// shortAddress is the short address as one writes it down, without the scheme.
func shortAddress(ctx context.Context, number string) string {
	_, address, ok := strings.Cut(Absolute(ctx, ShortPath(number)), "://")
	if !ok {
		return ShortPath(number)
	}
	return address
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

// trailText names a place with all that it lies in, the nearest first.
func trailText(ctx context.Context, trail []models.Place) string {
	var names []string
	for i := len(trail) - 1; i >= 0; i-- {
		names = append(names, name(ctx, trail[i].Name))
	}
	return strings.Join(names, ", ")
}

// paragraphs splits a plain text at its empty lines.
func paragraphs(text string) (parts []string) {
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
