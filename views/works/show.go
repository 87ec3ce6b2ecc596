// Package works has the public pages of works.
package works

import (
	"context"
	"html"
	"strconv"

	"github.com/microcosm-cc/bluemonday"

	"jauap/models"
	"jauap/models/text"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// plain returns the beginning of a Markdown text without markup, for previews.
func plain(source string) string {
	safe, err := parts.Markdown(source)
	if err != nil {
		return ""
	}
	return text.Excerpt(html.UnescapeString(noMarkup.Sanitize(safe)), 200)
}

var noMarkup = bluemonday.StrictPolicy()

// shell returns the properties of the page. The preview has the picture from after the work.
func (p ShowPage) shell(ctx context.Context) parts.Shell {
	s := parts.Shell{
		Title:       p.Work.Title,
		Description: plain(p.Work.Text),
		Path:        "/works/" + strconv.FormatInt(p.Work.ID, 10),
		Section:     parts.WorksSection,
		Type:        "article",
	}
	if p.Work.Cover != "" {
		s.Image = paths.Photo(p.Work.Cover, "large")
	}
	return s
}

// crumbs links to the works of the places above this one.
func (p ShowPage) crumbs(ctx context.Context) []parts.Crumb {
	crumbs := []parts.Crumb{{Text: i18n.T(ctx, "work.title"), Href: paths.Works(ctx)}}
	for _, place := range p.Work.Trail {
		crumbs = append(crumbs, parts.Crumb{Text: parts.Name(ctx, place.Name), Href: paths.WorksWhere(ctx, models.WorkFilter{Place: place.Code})})
	}
	return append(crumbs, parts.Crumb{Text: p.Work.Title})
}

// discussion returns the questions about a work with their form.
func (p ShowPage) discussion(ctx context.Context) parts.Discussion {
	return parts.Discussion{
		Title: i18n.T(ctx, "question.title"), None: i18n.T(ctx, "question.none"),
		First: i18n.T(ctx, "question.first"), More: i18n.T(ctx, "question.more"),
		Label: i18n.T(ctx, "question.text"), Hint: i18n.T(ctx, "question.hint"),
		Button: i18n.T(ctx, "question.ask"), SignIn: i18n.T(ctx, "question.sign_in"),
		List: p.Questions, After: p.QuestionsAfter, Form: p.Question,
		Page: paths.Work(ctx, p.Work.ID), Action: paths.Questions(ctx, p.Work.ID),
		SpeaksFor: parts.SpeaksFor(ctx, p.Work.BodyID, p.Work.BodyName),
	}
}
