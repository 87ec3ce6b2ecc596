package views

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
)

// name writes a name in the language of the page. Where that translation is
// missing the Kazakh name stands in: a place or a body is never nameless.
func name(ctx context.Context, n models.Names) string {
	if s := n.In(string(i18n.From(ctx))); s != "" {
		return s
	}
	return n.KK
}

// category is the name of a category by its code; the code itself when the
// reference data does not know it.
func category(ctx context.Context, code string) string {
	if ref := SiteFrom(ctx).Reference; ref != nil {
		if c, ok := ref.Category(code); ok {
			return name(ctx, c.Name)
		}
	}
	return code
}
