package works

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// turn is the address of the page after or before this one, "" where there is none.
func (p IndexPage) turn(ctx context.Context, after, before models.Cursor) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.Filter
	f.After, f.Before = after, before
	return paths.WorksWhere(ctx, f)
}

// first is the filter at the beginning of its list.
func (p IndexPage) first() models.WorkFilter {
	f := p.Filter
	f.After, f.Before = "", ""
	return f
}

// stageLinks show the works of one stage; the other conditions stay.
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

func (p IndexPage) stageOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "work.all_stages")}}
	for _, s := range models.Stages {
		options = append(options, parts.Option{Value: string(s), Text: i18n.T(ctx, "stage."+string(s))})
	}
	return options
}

func (p IndexPage) categoryOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "work.all_categories")}}
	if ref := parts.SiteFrom(ctx).Reference; ref != nil {
		for _, c := range ref.Categories {
			options = append(options, parts.Option{Value: c.Code, Text: parts.Name(ctx, c.Name)})
		}
	}
	return options
}

// chosen are the conditions that the links of the stages do not show, each with
// the list that opens without it.
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
