package appeals

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// title returns the heading of the board, with the place of the filter.
func (p IndexPage) title(ctx context.Context) string {
	if p.Place != nil {
		return i18n.T(ctx, "board.title_place", "place", parts.Name(ctx, p.Place.Name))
	}
	return i18n.T(ctx, "board.title")
}

// pageURL returns the URL of the next or previous page, or "" without a cursor.
func (p IndexPage) pageURL(ctx context.Context, after, before models.Cursor) string {
	if after == "" && before == "" {
		return ""
	}
	f := p.Filter
	f.After, f.Before = after, before
	return paths.AppealsWhere(ctx, f)
}

// loosenText introduces the links that each drop one condition of an empty list.
func (p IndexPage) loosenText(ctx context.Context) string {
	if p.Unloosed {
		return ""
	}
	if len(p.Loosen) == 0 {
		return i18n.T(ctx, "board.loosen_all")
	}
	return i18n.T(ctx, "board.loosen")
}

// lookLinks returns links to the most useful views of the board; the other conditions stay.
func lookLinks(ctx context.Context, f models.AppealFilter) (links []parts.FilterLink) {
	add := func(key string, set func(*models.AppealFilter)) {
		look := f
		look.After, look.Before, look.Status, look.Overdue, look.Answered = "", "", "", false, false
		set(&look)
		current := look.Status == f.Status && look.Overdue == f.Overdue && look.Answered == f.Answered
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, key), Href: paths.AppealsWhere(ctx, look), Current: current})
	}
	add("board.look_all", func(*models.AppealFilter) {})
	add("board.look_overdue", func(f *models.AppealFilter) { f.Overdue = true })
	add("board.look_answered", func(f *models.AppealFilter) { f.Answered = true })
	add("status.resolved_uncontested", func(f *models.AppealFilter) { f.Status = models.ResolvedUncontested })
	add("status.resolved_confirmed", func(f *models.AppealFilter) { f.Status = models.ResolvedConfirmed })
	add("status.contested", func(f *models.AppealFilter) { f.Status = models.Contested })
	return links
}

// sortLinks returns links to the board in each order.
func sortLinks(ctx context.Context, f models.AppealFilter) (links []parts.FilterLink) {
	for _, s := range models.Sorts {
		links = append(links, parts.FilterLink{Text: i18n.T(ctx, sortKeys[s]), Href: paths.AppealsWhere(ctx, inOrder(f, s)), Current: s == f.Sort})
	}
	return links
}

// sortOptions returns the sort orders for the form.
func sortOptions(ctx context.Context) (options []parts.Option) {
	for _, s := range models.Sorts {
		options = append(options, parts.Option{Value: string(s), Text: i18n.T(ctx, sortKeys[s])})
	}
	return options
}

// statusOptions returns the statuses for the form.
func statusOptions(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "board.any_status")}}
	for _, s := range models.ShownStatuses {
		options = append(options, parts.Option{Value: string(s), Text: i18n.T(ctx, "status."+string(s))})
	}
	return options
}
