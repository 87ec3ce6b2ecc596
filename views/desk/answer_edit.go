package desk

import (
	"context"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// answerButton returns the text of the button that starts or continues an answer.
func answerButton(ctx context.Context, c models.Case) string {
	if c.Draft != nil {
		return i18n.T(ctx, "desk.answer_go_on")
	}
	return i18n.T(ctx, "desk.answer")
}

// NewAnswerForm returns the form of a new answer: the post of the head and the text on how to
// complain are filled in, in the language of the appeal, as the law requires.
func NewAnswerForm(ctx context.Context, c models.Case) models.AnswerForm {
	ctx = i18n.With(ctx, i18n.Lang(c.Lang))
	return models.AnswerForm{AnswerText: models.AnswerText{Responsible: parts.Name(ctx, c.Body.Post), Complaint: i18n.T(ctx, "desk.complaint_text")}}
}

// answerFields returns the fields of the form in their order, with labels.
func answerFields(ctx context.Context) []parts.Option {
	fields := []parts.Option{{Value: "found", Text: i18n.T(ctx, "parts.answer_found")}, {Value: "action", Text: i18n.T(ctx, "parts.answer_action")}, {Value: "responsible", Text: i18n.T(ctx, "parts.answer_responsible")}}
	for i := range models.PromiseRows {
		text, due := models.PromiseFields(i)
		fields = append(fields, parts.Option{Value: text, Text: i18n.T(ctx, "desk.promise_n", "n", i+1)}, parts.Option{Value: due, Text: i18n.T(ctx, "desk.promise_due_n", "n", i+1)})
	}
	return append(fields, parts.Option{Value: "cost", Text: i18n.T(ctx, "desk.cost")}, parts.Option{Value: "sum", Text: i18n.T(ctx, "desk.sum")}, parts.Option{Value: "funding", Text: i18n.T(ctx, "parts.answer_funding")},
		parts.Option{Value: "obstacle", Text: i18n.T(ctx, "concrete.obstacle")}, parts.Option{Value: "law", Text: i18n.T(ctx, "desk.law")},
		parts.Option{Value: "complaint", Text: i18n.T(ctx, "parts.answer_complaint")}, parts.Option{Value: "pictures", Text: i18n.T(ctx, "desk.pictures_add")})
}

// costs returns the options for the cost.
func costs(ctx context.Context) []parts.Option {
	return []parts.Option{{Value: "", Text: i18n.T(ctx, "desk.cost_unsaid")}, {Value: "none", Text: i18n.T(ctx, "parts.no_cost")}, {Value: "sum", Text: i18n.T(ctx, "desk.cost_sum")}}
}

// crumbs links to the desk and to the appeal.
func (p AnswerEditPage) crumbs(ctx context.Context) []parts.Crumb {
	return answerCrumbs(ctx, p.Case, i18n.T(ctx, "desk.answer_title"))
}

// answerCrumbs links to the desk and to the appeal.
func answerCrumbs(ctx context.Context, c models.Case, title string) []parts.Crumb {
	return []parts.Crumb{
		{Text: i18n.T(ctx, "desk.title"), Href: deskOf(ctx, c.Body.ID)},
		{Text: i18n.T(ctx, "appeal.no", "number", c.Number), Href: paths.Case(ctx, c.Number, "")},
		{Text: title},
	}
}

// conflict is a field with different values in two concurrent edits.
type conflict struct{ Label, Theirs, Mine string }

// conflicts returns the fields that differ between the saved draft and the form.
func (p AnswerEditPage) conflicts(ctx context.Context) (found []conflict) {
	add := func(key, theirs, mine string, args ...any) {
		if theirs != mine {
			found = append(found, conflict{i18n.T(ctx, key, args...), theirs, mine})
		}
	}
	t, m := p.Theirs.Form, p.Form
	add("parts.answer_found", t.Found, m.Found)
	add("parts.answer_action", t.Action, m.Action)
	add("parts.answer_responsible", t.Responsible, m.Responsible)
	for i := range models.PromiseRows {
		add("desk.promise_n", t.Promises[i].Text, m.Promises[i].Text, "n", i+1)
		add("desk.promise_due_n", dayTyped(ctx, t.Promises[i].Due), dayTyped(ctx, m.Promises[i].Due), "n", i+1)
	}
	add("parts.answer_cost", costTyped(ctx, t), costTyped(ctx, m))
	add("parts.answer_funding", t.Funding, m.Funding)
	add("desk.refusal", yes(ctx, t.Refusal), yes(ctx, m.Refusal))
	add("concrete.obstacle", parts.ObstacleText(ctx, t.Obstacle), parts.ObstacleText(ctx, m.Obstacle))
	add("parts.answer_law", t.Law, m.Law)
	add("parts.answer_complaint", t.Complaint, m.Complaint)
	return found
}

// dayTyped formats an entered date, or returns the text unchanged if it is not a date.
func dayTyped(ctx context.Context, typed string) string {
	if d, err := calendar.ParseDate(typed); err == nil {
		return parts.Day(ctx, d)
	}
	return typed
}

// costTyped describes the entered cost.
func costTyped(ctx context.Context, f models.AnswerForm) string {
	if f.Cost == "sum" {
		return f.Sum
	}
	return optionText(costs(ctx), f.Cost)
}

// yes returns "yes" or "no" in the language of the page.
func yes(ctx context.Context, b bool) string {
	if b {
		return i18n.T(ctx, "desk.yes")
	}
	return i18n.T(ctx, "desk.no")
}
