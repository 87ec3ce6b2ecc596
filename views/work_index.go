package views

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
)

// turn is the address of the page after or before this one, "" where there is none.
func (p WorkIndexPage) turn(ctx context.Context, after, before models.Cursor) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.Filter
	f.After, f.Before = after, before
	return worksURL(ctx, f)
}

// first is the filter at the beginning of its list.
func (p WorkIndexPage) first() models.WorkFilter {
	f := p.Filter
	f.After, f.Before = "", ""
	return f
}

// stageLinks show the works of one stage; the other conditions stay.
func (p WorkIndexPage) stageLinks(ctx context.Context) []FilterLink {
	f := p.first()
	f.Stage = ""
	links := []FilterLink{{i18n.T(ctx, "work.all_stages"), worksURL(ctx, f), p.Filter.Stage == ""}}
	for _, s := range models.Stages {
		f.Stage = s
		links = append(links, FilterLink{i18n.T(ctx, "stage."+string(s)), worksURL(ctx, f), p.Filter.Stage == s})
	}
	return links
}

func (p WorkIndexPage) stageOptions(ctx context.Context) []Option {
	options := []Option{{"", i18n.T(ctx, "work.all_stages")}}
	for _, s := range models.Stages {
		options = append(options, Option{string(s), i18n.T(ctx, "stage."+string(s))})
	}
	return options
}

func (p WorkIndexPage) categoryOptions(ctx context.Context) []Option {
	options := []Option{{"", i18n.T(ctx, "work.all_categories")}}
	if ref := SiteFrom(ctx).Reference; ref != nil {
		for _, c := range ref.Categories {
			options = append(options, Option{c.Code, name(ctx, c.Name)})
		}
	}
	return options
}

// chosen are the conditions that the links of the stages do not show, each with
// the list that opens without it.
func (p WorkIndexPage) chosen(ctx context.Context) (chosen []FilterLink) {
	if p.Place != nil {
		f := p.first()
		f.Place = ""
		chosen = append(chosen, FilterLink{Text: name(ctx, p.Place.Name), Href: worksURL(ctx, f)})
	}
	if p.Filter.Category != "" {
		f := p.first()
		f.Category = ""
		chosen = append(chosen, FilterLink{Text: category(ctx, p.Filter.Category), Href: worksURL(ctx, f)})
	}
	return chosen
}
