package record

import (
	"context"
	"net/url"
	"strings"

	"jauap/models"
	"jauap/models/record"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// firstPage returns the filter without cursors.
func (p ComparePage) firstPage() record.CompareFilter {
	f := p.Comparison.Filter
	f.After, f.Before = "", ""
	return f
}

// levels returns links to the bodies of each level.
func (p ComparePage) levels(ctx context.Context) (links []parts.FilterLink) {
	for _, level := range record.RecordLevels {
		f := p.firstPage()
		f.Level, f.Volume = level, nil
		links = append(links, parts.FilterLink{Text: recordLevel(ctx, level), Href: paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f)), Current: level == p.Comparison.Filter.Level})
	}
	return links
}

// volumes returns links to the classes of volume that have a body, with the number of bodies.
func (p ComparePage) volumes(ctx context.Context) (links []parts.FilterLink) {
	for _, v := range record.Volumes() {
		n := p.Comparison.Volumes[v]
		if n == 0 && v != *p.Comparison.Filter.Volume {
			continue
		}
		f := p.firstPage()
		f.Volume = &v
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, "record.volume_tab", "volume", volumeText(ctx, v), "n", n),
			Href: paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f)), Current: v == *p.Comparison.Filter.Volume})
	}
	return links
}

// rankText describes the order of the list.
func (p ComparePage) rankText(ctx context.Context) string {
	figure := figureName(ctx, p.Comparison.Filter.Sort)
	if p.Comparison.Named > 0 {
		return i18n.T(ctx, "record.ranked", "figure", figure)
	}
	return i18n.T(ctx, "record.unranked", "figure", figure)
}

// sorted returns the URL of the list in another order.
func (p ComparePage) sorted(ctx context.Context, by record.Figure) string {
	f := p.firstPage()
	f.Sort = by
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

// anywhere returns the URL of the list for the whole country.
func (p ComparePage) anywhere(ctx context.Context) string {
	f := p.firstPage()
	f.Place, f.Volume = "", nil
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

// pageURL returns the URL of the next or previous page, or "" without a cursor.
func (p ComparePage) pageURL(ctx context.Context, after, before string) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.firstPage()
	f.After, f.Before = after, before
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

// csv returns the URL parameters of the CSV file, which has all classes of volume.
func (p ComparePage) csv() url.Values {
	f := p.firstPage()
	f.Volume = nil
	return paths.CompareQuery(f)
}

// within returns the names of the places above that of a body.
func (p ComparePage) within(ctx context.Context, l record.Compared) string {
	var names []string
	for _, n := range []models.Names{l.District, l.Oblast} {
		if s := parts.Name(ctx, n); s != "" {
			names = append(names, s)
		}
	}
	return strings.Join(names, ", ")
}

// recordLevels returns the levels for the form.
func recordLevels(ctx context.Context) (options []parts.Option) {
	for _, level := range record.RecordLevels {
		options = append(options, parts.Option{Value: paths.ID(int64(level)), Text: recordLevel(ctx, level)})
	}
	return options
}

// compareSorts returns the sort orders for the form.
func compareSorts(ctx context.Context) (options []parts.Option) {
	for _, f := range record.CompareSorts {
		options = append(options, parts.Option{Value: string(f), Text: figureName(ctx, f)})
	}
	return options
}
