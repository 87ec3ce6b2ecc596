package views

import (
	"context"
	"html"
	"strconv"

	"github.com/microcosm-cc/bluemonday"

	"jauap/models"
	"jauap/models/text"
	"jauap/views/i18n"
)

// plain is the beginning of a Markdown text without its marks, for previews.
func plain(source string) string {
	safe, err := markdown(source)
	if err != nil {
		return ""
	}
	return text.Excerpt(html.UnescapeString(noMarkup.Sanitize(safe)), 200)
}

var noMarkup = bluemonday.StrictPolicy()

// shell describes the page; its preview shows the picture from after the work.
func (p WorkShowPage) shell(ctx context.Context) Shell {
	s := Shell{
		Title:       p.Work.Title,
		Description: plain(p.Work.Text),
		Path:        "/works/" + strconv.FormatInt(p.Work.ID, 10),
		Section:     WorksSection,
		Type:        "article",
	}
	if p.Work.Cover != "" {
		s.Image = PhotoPath(p.Work.Cover, "large")
	}
	return s
}

// crumbs lead to the works of each place above this one.
func (p WorkShowPage) crumbs(ctx context.Context) []Crumb {
	crumbs := []Crumb{{i18n.T(ctx, "work.title"), WorksPath(ctx)}}
	for _, place := range p.Work.Trail {
		crumbs = append(crumbs, Crumb{name(ctx, place.Name), worksURL(ctx, models.WorkFilter{Place: place.Code})})
	}
	return append(crumbs, Crumb{Text: p.Work.Title})
}

// discussion are the questions about a work.
func (p WorkShowPage) discussion(ctx context.Context) discussion {
	return discussion{
		title: i18n.T(ctx, "question.title"), none: i18n.T(ctx, "question.none"),
		first: i18n.T(ctx, "question.first"), more: i18n.T(ctx, "question.more"),
		label: i18n.T(ctx, "question.text"), hint: i18n.T(ctx, "question.hint"),
		button: i18n.T(ctx, "question.ask"), signIn: i18n.T(ctx, "question.sign_in"),
		list: p.Questions, after: p.QuestionsAfter, form: p.Question,
		page: WorkPath(ctx, p.Work.ID), action: QuestionsPath(ctx, p.Work.ID),
		speaksFor: speaksFor(ctx, p.Work.BodyID, p.Work.BodyName),
	}
}
