package views

import (
	"context"

	"jauap/views/i18n"
)

// TypedPath gives back what was typed before signing in.
func TypedPath(ctx context.Context) string { return in(ctx, "/account/typed") }

func typedLead(ctx context.Context, p TypedPage) string {
	if p.SignIn != "" {
		return i18n.T(ctx, "typed.lead_sign_in")
	}
	return i18n.T(ctx, "typed.lead")
}
