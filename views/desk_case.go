package views

import (
	"context"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/views/i18n"
)

// public is the same appeal as the parts of its public page take it.
func (p CasePage) public() AppealShowPage { return AppealShowPage{Dossier: p.Case.Dossier} }

func (p CasePage) crumbs(ctx context.Context) []Crumb {
	return []Crumb{
		{i18n.T(ctx, "desk.title"), deskOf(ctx, p.Case.Body.ID)},
		{Text: i18n.T(ctx, "appeal.no", "number", p.Case.Number)},
	}
}

// wrong is what is wrong with a field, typed what was typed into it.
func (p CasePage) wrong(ctx context.Context, field string) string {
	return problemOf(ctx, p.Invalid, field)
}
func (p CasePage) typed(field string) string { return p.Typed.Get(field) }

// open reports whether the form of an act is shown at once: it was refused, for one
// of its fields, which begin with the name of the act.
func (p CasePage) open(act string) bool {
	for field := range p.Invalid {
		if strings.HasPrefix(field, act+"_") {
			return true
		}
	}
	return false
}

// promises are those of all answers that the body still may do something about.
func (p CasePage) promises() (open []models.Promise) {
	for _, a := range p.Case.Answers {
		for _, promise := range a.Promises {
			if p.Case.MayKeep(promise) {
				open = append(open, promise)
			}
		}
	}
	return open
}

// targets are the bodies to choose from. None is chosen beforehand.
func (p CasePage) targets(ctx context.Context) []Option {
	options := []Option{{"", i18n.T(ctx, "desk.choose_body")}}
	for _, b := range p.Case.Targets {
		options = append(options, Option{strconv.FormatInt(b.ID, 10), name(ctx, b.Name)})
	}
	return options
}

func redirectReasons(ctx context.Context) []Option {
	options := []Option{{"", i18n.T(ctx, "desk.choose_reason")}}
	for _, code := range models.RedirectReasons {
		options = append(options, Option{code, i18n.T(ctx, "reason."+code)})
	}
	return options
}

// hidden says why not everybody sees the appeal; "" where they do.
func (p CasePage) hidden(ctx context.Context) string {
	switch {
	case p.Case.Public:
		return ""
	case p.Case.Private:
		return i18n.T(ctx, "desk.is_private")
	}
	return i18n.T(ctx, "desk.is_hidden")
}

// PromiseField is the name of a field about one promise: "keep", "move_to" or
// "move_reason".
func PromiseField(field string, promise int64) string { return field + "_" + id64(promise) }
