package parts

import (
	"context"
	"strconv"

	"jauap/models"
	"jauap/views/i18n"
)

// LevelOptions are the levels of bodies.
func LevelOptions(ctx context.Context) []Option {
	return []Option{
		{"3", i18n.T(ctx, "level.rural")}, {"2", i18n.T(ctx, "level.district")},
		{"1", i18n.T(ctx, "level.oblast")}, {"0", i18n.T(ctx, "level.central")},
	}
}

// LevelName returns the name of a level of bodies.
func LevelName(ctx context.Context, level int) string {
	for _, o := range LevelOptions(ctx) {
		if o.Value == strconv.Itoa(level) {
			return o.Text
		}
	}
	return ""
}

// BodyOptions are the options for a list of bodies.
func BodyOptions(ctx context.Context, bodies []models.Body) (options []Option) {
	for _, b := range bodies {
		options = append(options, Option{strconv.FormatInt(b.ID, 10), Name(ctx, b.Name)})
	}
	return options
}

// LanguageOptions are the languages of the portal, each with its own name.
func LanguageOptions(ctx context.Context) []Option {
	var options []Option
	for _, lang := range i18n.Languages {
		options = append(options, Option{string(lang), i18n.T(i18n.With(ctx, lang), "account.own_language")})
	}
	return options
}

// CategoryOptions are the categories, preceded by an option for any category.
func CategoryOptions(ctx context.Context) []Option {
	options := []Option{{"", i18n.T(ctx, "board.any_category")}}
	if ref := SiteFrom(ctx).Reference; ref != nil {
		for _, c := range ref.Categories {
			options = append(options, Option{c.Code, Name(ctx, c.Name)})
		}
	}
	return options
}
