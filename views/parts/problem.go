package parts

import (
	"context"
	"maps"
	"slices"
	"strings"

	"jauap/models"
	"jauap/views/i18n"
)

// ProblemOf returns the error in a field in the user's language, or "" if there is none.
func ProblemOf(ctx context.Context, invalid models.Invalid, field string) string {
	p, ok := invalid[field]
	if !ok {
		return ""
	}
	text := problemText(ctx, p)
	for _, more := range p.More {
		text += ". " + problemText(ctx, more)
	}
	return text
}

// problemText returns the text of a problem, after the name of the file if it has one.
func problemText(ctx context.Context, p models.Problem) string {
	text := i18n.T(ctx, p.Key, p.Args...)
	if p.File != "" {
		return p.File + ": " + text
	}
	return text
}

// ProblemsOf returns the errors of a form for its summary: the given fields in their order, then
// the others.
func ProblemsOf(ctx context.Context, invalid models.Invalid, order ...string) []Problem {
	var problems []Problem
	for _, field := range slices.Sorted(maps.Keys(invalid)) {
		if !slices.Contains(order, field) {
			order = append(order, field)
		}
	}
	for _, field := range order {
		if p, wrong := invalid[field]; wrong {
			for _, one := range append([]models.Problem{p}, p.More...) {
				problems = append(problems, Problem{Field: field, Text: problemText(ctx, one)})
			}
		}
	}
	return problems
}

// NamedProblems is ProblemsOf with the label of the field in each text, for forms where the summary
// is far from the fields. fields has the names with the labels, in the order of the form.
func NamedProblems(ctx context.Context, invalid models.Invalid, fields []Option) []Problem {
	order := make([]string, len(fields))
	labels := map[string]string{}
	for i, f := range fields {
		order[i], labels[f.Value] = f.Value, f.Text
	}
	problems := ProblemsOf(ctx, invalid, order...)
	for i, p := range problems {
		switch label := labels[p.Field]; {
		case strings.HasSuffix(label, "?"): // a question needs no colon
			problems[i].Text = label + " " + p.Text
		case label != "":
			problems[i].Text = i18n.T(ctx, "parts.field_problem", "field", label, "problem", p.Text)
		}
	}
	return problems
}
