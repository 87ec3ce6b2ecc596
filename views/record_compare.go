package views

import (
	"context"
	"net/url"
	"strings"

	"jauap/models"
	"jauap/views/i18n"
)

// fresh is the filter on its first page.
func (p ComparePage) fresh() models.CompareFilter {
	f := p.Comparison.Filter
	f.After, f.Before = "", ""
	return f
}

func (p ComparePage) levels(ctx context.Context) (links []FilterLink) {
	for _, level := range models.RecordLevels {
		f := p.fresh()
		f.Level, f.Volume = level, nil
		links = append(links, FilterLink{recordLevel(ctx, level), withQuery(ComparisonPath(ctx), compareQuery(f)), level == p.Comparison.Filter.Level})
	}
	return links
}

// volumes are the classes that have a body, each with how many.
func (p ComparePage) volumes(ctx context.Context) (links []FilterLink) {
	for _, v := range models.Volumes() {
		n := p.Comparison.Volumes[v]
		if n == 0 && v != *p.Comparison.Filter.Volume {
			continue
		}
		f := p.fresh()
		f.Volume = &v
		links = append(links, FilterLink{i18n.T(ctx, "record.volume_tab", "volume", volumeText(ctx, v), "n", n),
			withQuery(ComparisonPath(ctx), compareQuery(f)), v == *p.Comparison.Filter.Volume})
	}
	return links
}

// rankText says whether there is a rank.
func (p ComparePage) rankText(ctx context.Context) string {
	figure := figureName(ctx, p.Comparison.Filter.Sort)
	if p.Comparison.Groups > 1 {
		return i18n.N(ctx, "record.ranked", p.Comparison.Groups, "figure", figure)
	}
	return i18n.T(ctx, "record.unranked", "figure", figure)
}

func (p ComparePage) sorted(ctx context.Context, by models.Figure) string {
	f := p.fresh()
	f.Sort = by
	return withQuery(ComparisonPath(ctx), compareQuery(f))
}

func (p ComparePage) anywhere(ctx context.Context) string {
	f := p.fresh()
	f.Place, f.Volume = "", nil
	return withQuery(ComparisonPath(ctx), compareQuery(f))
}

func (p ComparePage) turn(ctx context.Context, after, before string) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.fresh()
	f.After, f.Before = after, before
	return withQuery(ComparisonPath(ctx), compareQuery(f))
}

// csv is the state of the file: all classes of volume.
func (p ComparePage) csv() url.Values {
	f := p.fresh()
	f.Volume = nil
	return compareQuery(f)
}

// within names the places above that of a body.
func (p ComparePage) within(ctx context.Context, l models.Compared) string {
	var names []string
	for _, n := range []models.Names{l.District, l.Oblast} {
		if s := name(ctx, n); s != "" {
			names = append(names, s)
		}
	}
	return strings.Join(names, ", ")
}

func recordLevels(ctx context.Context) (options []Option) {
	for _, level := range models.RecordLevels {
		options = append(options, Option{id64(int64(level)), recordLevel(ctx, level)})
	}
	return options
}

func compareSorts(ctx context.Context) (options []Option) {
	for _, f := range models.CompareSorts {
		options = append(options, Option{string(f), figureName(ctx, f)})
	}
	return options
}
