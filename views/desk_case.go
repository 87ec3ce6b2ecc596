package views

import (
	"context"
	"slices"
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

// mayDo reports whether the viewer may do anything about the appeal; whoever reads what
// another body answers for often may not.
func (p CasePage) mayDo() bool {
	return p.Case.Acts || len(p.promises()) > 0 || slices.ContainsFunc(p.Case.Answers, p.Case.MayRevise)
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

// openPromise reports the same of the forms of one promise.
func (p CasePage) openPromise(promise models.Promise) bool {
	for _, field := range promiseOrder {
		if _, wrong := p.Invalid[PromiseField(field, promise.ID)]; wrong {
			return true
		}
	}
	return false
}

// promiseOrder are the fields about a promise, in the order of the page.
var promiseOrder = []string{"keep", "keep_pictures", "keep_again", "move_to", "move_reason"}

// fields are all fields of the page in its order, with their labels.
func (p CasePage) fields(ctx context.Context) (fields []Option) {
	for _, promise := range p.promises() {
		for i, label := range []string{"desk.keep_proof", "promise.pictures", "", "desk.move_to", "desk.reason"} {
			field := Option{Value: PromiseField(promiseOrder[i], promise.ID)}
			if label != "" {
				field.Text = i18n.T(ctx, label)
			}
			fields = append(fields, field)
		}
	}
	return append(fields,
		Option{"return_order", i18n.T(ctx, "escalation.order")}, Option{"return_due", i18n.T(ctx, "escalation.order_due")},
		Option{"ask_text", i18n.T(ctx, "desk.ask_text")}, Option{"update_text", i18n.T(ctx, "desk.update_text")},
		Option{"redirect_to", i18n.T(ctx, "desk.redirect_to")}, Option{"redirect_reason", i18n.T(ctx, "desk.reason")}, Option{"redirect_text", i18n.T(ctx, "desk.redirect_text")},
		Option{"extend_to", i18n.T(ctx, "desk.extend_to")}, Option{"extend_reason", i18n.T(ctx, "desk.reason")},
		Option{"pause_law", i18n.T(ctx, "pause.law_field")}, Option{"pause_reason", i18n.T(ctx, "desk.reason")})
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
