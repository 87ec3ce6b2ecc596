package views

import (
	"context"
	"strconv"

	"jauap/models"
	"jauap/views/i18n"
)

// levelOptions are the levels of competence.
func levelOptions(ctx context.Context) []Option {
	return []Option{
		{"3", i18n.T(ctx, "level.rural")}, {"2", i18n.T(ctx, "level.district")},
		{"1", i18n.T(ctx, "level.oblast")}, {"0", i18n.T(ctx, "level.central")},
	}
}

// levelName is the name of a level of bodies.
func levelName(ctx context.Context, level int) string {
	for _, o := range levelOptions(ctx) {
		if o.Value == strconv.Itoa(level) {
			return o.Text
		}
	}
	return ""
}

// bodyOptions are bodies to choose from.
func bodyOptions(ctx context.Context, bodies []models.Body) (options []Option) {
	for _, b := range bodies {
		options = append(options, Option{strconv.FormatInt(b.ID, 10), name(ctx, b.Name)})
	}
	return options
}

func languageOptions(ctx context.Context) []Option {
	var options []Option
	for _, lang := range i18n.Languages {
		options = append(options, Option{string(lang), i18n.T(i18n.With(ctx, lang), "account.own_language")})
	}
	return options
}

// textLanguages are the languages that an appeal may be written in.
func textLanguages(ctx context.Context) (options []Option) {
	for _, l := range i18n.Languages {
		options = append(options, Option{string(l), i18n.T(i18n.With(ctx, l), "account.own_language")})
	}
	return options
}

func categoryOptions(ctx context.Context) []Option {
	options := []Option{{"", i18n.T(ctx, "board.any_category")}}
	if ref := SiteFrom(ctx).Reference; ref != nil {
		for _, c := range ref.Categories {
			options = append(options, Option{c.Code, name(ctx, c.Name)})
		}
	}
	return options
}
