package works

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// pageURL returns the URL of the next or previous page, or "" without a cursor.
func (p IndexPage) pageURL(ctx context.Context, after, before models.Cursor) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.Filter
	f.After, f.Before = after, before
	return paths.WorksWhere(ctx, f)
}

// first returns the filter without cursors.
func (p IndexPage) first() models.WorkFilter {
	f := p.Filter
	f.After, f.Before = "", ""
	return f
}

// stageLinks returns links to the works of each stage; the other conditions stay.
func (p IndexPage) stageLinks(ctx context.Context) []parts.FilterLink {
	f := p.first()
	f.Stage = ""
	links := []parts.FilterLink{{Text: i18n.T(ctx, "work.all_stages"), Href: paths.WorksWhere(ctx, f), Current: p.Filter.Stage == ""}}
	for _, s := range models.Stages {
		f.Stage = s
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, "stage."+string(s)), Href: paths.WorksWhere(ctx, f), Current: p.Filter.Stage == s})
	}
	return links
}

// stageOptions returns the stages for the form.
func (p IndexPage) stageOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "work.all_stages")}}
	for _, s := range models.Stages {
		options = append(options, parts.Option{Value: string(s), Text: i18n.T(ctx, "stage."+string(s))})
	}
	return options
}

// categoryOptions returns the categories for the form.
func (p IndexPage) categoryOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "work.all_categories")}}
	if ref := parts.SiteFrom(ctx).Reference; ref != nil {
		for _, c := range ref.Categories {
			options = append(options, parts.Option{Value: c.Code, Text: parts.Name(ctx, c.Name)})
		}
	}
	return options
}

// chosen returns the active conditions other than the stage, with the URLs of the lists without
// them.
func (p IndexPage) chosen(ctx context.Context) (chosen []parts.FilterLink) {
	if p.Place != nil {
		f := p.first()
		f.Place = ""
		chosen = append(chosen, parts.FilterLink{Text: parts.Name(ctx, p.Place.Name), Href: paths.WorksWhere(ctx, f)})
	}
	if p.Filter.Category != "" {
		f := p.first()
		f.Category = ""
		chosen = append(chosen, parts.FilterLink{Text: parts.Category(ctx, p.Filter.Category), Href: paths.WorksWhere(ctx, f)})
	}
	return chosen
}
