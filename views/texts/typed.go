package texts

import (
	"context"

	"jauap/views/i18n"
)

// typedLead returns the introduction of the page.
func typedLead(ctx context.Context, p TypedPage) string {
	if p.SignIn != "" {
		return i18n.T(ctx, "typed.lead_sign_in")
	}
	return i18n.T(ctx, "typed.lead")
}

// typedTitle returns the title of the page, which differs if no form is stored.
func typedTitle(ctx context.Context, p TypedPage) string {
	if p.Back == nil {
		return i18n.T(ctx, "typed.none_title")
	}
	return i18n.T(ctx, "typed.title")
}

// typedLabel returns the label of the i-th text; a single text has no number.
func typedLabel(ctx context.Context, b GivenBack, i int) string {
	if len(b.Typed) == 1 {
		return i18n.T(ctx, "switch.typed_text")
	}
	return i18n.T(ctx, "switch.typed_one", "n", i+1)
}

// againVariant returns the style of the button that sends the form again: secondary while the
// portal accepts no forms.
func againVariant(readonly bool) string {
	if readonly {
		return "secondary"
	}
	return "primary"
}
