package desk

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/views/appeals"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// public returns the page struct of the public page, for its components.
func (p CasePage) public() appeals.ShowPage { return appeals.ShowPage{AppealPage: p.Case.AppealPage} }

// crumbs links to the desk.
func (p CasePage) crumbs(ctx context.Context) []parts.Crumb {
	return []parts.Crumb{
		{Text: i18n.T(ctx, "desk.title"), Href: deskOf(ctx, p.Case.Body.ID)},
		{Text: i18n.T(ctx, "appeal.no", "number", p.Case.Number)},
	}
}

// mayDo reports whether the user can do anything with the appeal. Users who read the appeal of
// another body often cannot.
func (p CasePage) mayDo() bool {
	return p.Case.Acts || len(p.promises()) > 0 || slices.ContainsFunc(p.Case.Answers, p.Case.MayRevise)
}

// form returns the entered values of the rejected form with their errors.
func (p CasePage) form() caseForm { return caseForm{p.Typed, p.Invalid} }

// caseForm has the entered values of a form with their errors.
type caseForm struct {
	values  url.Values
	invalid models.Invalid
}

// value returns what the user entered into a field.
func (f caseForm) value(field string) string { return f.values.Get(field) }

// problem returns the error in a field, or "".
func (f caseForm) problem(ctx context.Context, field string) string {
	return parts.ProblemOf(ctx, f.invalid, field)
}

// open reports whether the form of an action is unfolded because one of its fields has an error. The
// names of its fields start with the name of the action.
func (f caseForm) open(act string) bool {
	for field := range f.invalid {
		if strings.HasPrefix(field, act+"_") {
			return true
		}
	}
	return false
}

// openPromise reports whether a form about a promise is unfolded because of an error.
func (f caseForm) openPromise(promise models.Promise) bool {
	for _, field := range promiseFields {
		if _, wrong := f.invalid[PromiseField(field, promise.ID)]; wrong {
			return true
		}
	}
	return false
}

// promiseFields lists the fields about a promise in the order of the page.
var promiseFields = []string{"keep", "keep_pictures", "keep_again", "move_to", "move_reason"}

// fields returns all fields of the page in their order, with labels.
func (p CasePage) fields(ctx context.Context) (fields []parts.Option) {
	for _, promise := range p.promises() {
		for i, label := range []string{"desk.keep_proof", "promise.pictures", "", "desk.move_to", "desk.reason"} {
			field := parts.Option{Value: PromiseField(promiseFields[i], promise.ID)}
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

// promises returns the promises of all answers that the body can still keep.
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

// targets returns the bodies that the appeal can be redirected to. No body is preselected.
func (p CasePage) targets(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "desk.choose_body")}}
	for _, b := range p.Case.Targets {
		options = append(options, parts.Option{Value: strconv.FormatInt(b.ID, 10), Text: parts.Name(ctx, b.Name)})
	}
	return options
}

// redirectReasons returns the reasons for a redirect.
func redirectReasons(ctx context.Context) []parts.Option {
	options := []parts.Option{{Value: "", Text: i18n.T(ctx, "desk.choose_reason")}}
	for _, code := range models.RedirectReasons {
		options = append(options, parts.Option{Value: code, Text: i18n.T(ctx, "reason."+code)})
	}
	return options
}

// hidden returns why the appeal is not public, or "" if it is.
func (p CasePage) hidden(ctx context.Context) string {
	switch {
	case p.Case.Public:
		return ""
	case p.Case.Private:
		return i18n.T(ctx, "desk.is_private")
	}
	return i18n.T(ctx, "desk.is_hidden")
}

// PromiseField returns the name of a field about one promise, such as "keep", "move_to" or
// "move_reason".
func PromiseField(field string, promise int64) string { return field + "_" + paths.ID(promise) }
