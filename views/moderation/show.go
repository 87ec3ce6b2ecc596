package moderation

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
	"jauap/views/parts"
)

// field returns a field of the form of an action, with its error.
func (f Form) field(ctx context.Context, act, field, label, hint, value string, most int) parts.Field {
	return parts.Field{Name: act + "-" + field, Label: label, Hint: hint, Value: value, Problem: f.problem(ctx, act, field), Max: most}
}

// field returns a field of the form of an action, with its error.
func (p ShowPage) field(ctx context.Context, act, field, label, hint, value string, most int) parts.Field {
	return p.Form.field(ctx, act, field, label, hint, value, most)
}

// opens reports whether the form of an action is unfolded: the rejected form, an open objection, or
// masking if an unpublished text seems to contain personal data.
func (p ShowPage) opens(ctx context.Context, act string) bool {
	switch act {
	case p.Form.Act, "objection":
		return true
	case "mask":
		return p.Form.Act == "" && p.Review.CanBePublished() && len(foundKinds(ctx, p.Review.Title+"\n"+p.Review.Text)) > 0
	}
	return false
}

// objectionOutcome returns the decision on an objection.
func objectionOutcome(ctx context.Context, o models.Objection) string {
	if o.Upheld != nil && *o.Upheld {
		return i18n.T(ctx, "moderation.upheld")
	}
	return i18n.T(ctx, "moderation.kept")
}

// numberProblem says that no appeal has the entered number.
func (p IndexPage) numberProblem(ctx context.Context) string {
	if p.Number == "" {
		return ""
	}
	return i18n.T(ctx, "problem.appeal_number")
}
