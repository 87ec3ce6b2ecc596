package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/views/appeals"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// public is the same appeal as the parts of its public page take it.
func (p CasePage) public() appeals.ShowPage { return appeals.ShowPage{Dossier: p.Case.Dossier} }

func (p CasePage) crumbs(ctx context.Context) []parts.Crumb {
	return []parts.Crumb{
		{Text: i18n.T(ctx, "desk.title"), Href: deskOf(ctx, p.Case.Body.ID)},
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
	return parts.ProblemOf(ctx, p.Invalid, field)
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
func (p CasePage) fields(ctx context.Context) (fields []parts.Option) {
	for _, promise := range p.promises() {
		for i, label := range []string{"desk.keep_proof", "promise.pictures", "", "desk.move_to", "desk.reason"} {
			field := parts.Option{Value: PromiseField(promiseOrder[i], promise.ID)}
			if label != "" {
				field.Text = i18n.T(ctx, label)
			}
			fields = append(fields, field)
		}
	}
	return append(fields,
		parts.Option{Value: "return_order", Text: i18n.T(ctx, "escalation.order")}, parts.Option{Value: "return_due", Text: i18n.T(ctx, "escalation.order_due")},
		parts.Option{Value: "ask_text", Text: i18n.T(ctx, "desk.ask_text")}, parts.Option{Value: "update_text", Text: i18n.T(ctx, "desk.update_text")},
		parts.Option{Value: "redirect_to", Text: i18n.T(ctx, "desk.redirect_to")}, parts.Option{Value: "redirect_reason", Text: i18n.T(ctx, "desk.reason")}, parts.Option{Value: "redirect_text", Text: i18n.T(ctx, "desk.redirect_text")},
		parts.Option{Value: "extend_to", Text: i18n.T(ctx, "desk.extend_to")}, parts.Option{Value: "extend_reason", Text: i18n.T(ctx, "desk.reason")},
		parts.Option{Value: "pause_law", Text: i18n.T(ctx, "pause.law_field")}, parts.Option{Value: "pause_reason", Text: i18n.T(ctx, "desk.reason")})
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
func (p CasePage) targets(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "desk.choose_body")}}
	for _, b := range p.Case.Targets {
		options = append(options, parts.Option{Value: strconv.FormatInt(b.ID, 10), Text: parts.Name(ctx, b.Name)})
	}
	return options
}

func redirectReasons(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "desk.choose_reason")}}
	for _, code := range models.RedirectReasons {
		options = append(options, parts.Option{Value: code, Text: i18n.T(ctx, "reason."+code)})
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
func PromiseField(field string, promise int64) string { return field + "_" + paths.ID(promise) }
