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

// fresh is the filter on its first page.
func (p ComparePage) fresh() record.CompareFilter {
	f := p.Comparison.Filter
	f.After, f.Before = "", ""
	return f
}

func (p ComparePage) levels(ctx context.Context) (links []parts.FilterLink) {
	for _, level := range record.RecordLevels {
		f := p.fresh()
		f.Level, f.Volume = level, nil
		links = append(links, parts.FilterLink{Text: recordLevel(ctx, level), Href: paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f)), Current: level == p.Comparison.Filter.Level})
	}
	return links
}

// volumes are the classes that have a body, each with how many.
func (p ComparePage) volumes(ctx context.Context) (links []parts.FilterLink) {
	for _, v := range record.Volumes() {
		n := p.Comparison.Volumes[v]
		if n == 0 && v != *p.Comparison.Filter.Volume {
			continue
		}
		f := p.fresh()
		f.Volume = &v
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, "record.volume_tab", "volume", volumeText(ctx, v), "n", n),
			Href: paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f)), Current: v == *p.Comparison.Filter.Volume})
	}
	return links
}

// rankText says how the list is sorted.
func (p ComparePage) rankText(ctx context.Context) string {
	figure := figureName(ctx, p.Comparison.Filter.Sort)
	if p.Comparison.Named > 0 {
		return i18n.T(ctx, "record.ranked", "figure", figure)
	}
	return i18n.T(ctx, "record.unranked", "figure", figure)
}

func (p ComparePage) sorted(ctx context.Context, by record.Figure) string {
	f := p.fresh()
	f.Sort = by
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

func (p ComparePage) anywhere(ctx context.Context) string {
	f := p.fresh()
	f.Place, f.Volume = "", nil
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

func (p ComparePage) turn(ctx context.Context, after, before string) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.fresh()
	f.After, f.Before = after, before
	return paths.WithQuery(paths.Comparison(ctx), paths.CompareQuery(f))
}

// csv is the state of the file: all classes of volume.
func (p ComparePage) csv() url.Values {
	f := p.fresh()
	f.Volume = nil
	return paths.CompareQuery(f)
}

// within names the places above that of a body.
func (p ComparePage) within(ctx context.Context, l record.Compared) string {
	var names []string
	for _, n := range []models.Names{l.District, l.Oblast} {
		if s := parts.Name(ctx, n); s != "" {
			names = append(names, s)
		}
	}
	return strings.Join(names, ", ")
}

func recordLevels(ctx context.Context) (options []parts.Option) {
	for _, level := range record.RecordLevels {
		options = append(options, parts.Option{Value: paths.ID(int64(level)), Text: recordLevel(ctx, level)})
	}
	return options
}

func compareSorts(ctx context.Context) (options []parts.Option) {
	for _, f := range record.CompareSorts {
		options = append(options, parts.Option{Value: string(f), Text: figureName(ctx, f)})
	}
	return options
}
