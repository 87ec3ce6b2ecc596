package texts

import (
	"context"

	"jauap/views/i18n"
)

func typedLead(ctx context.Context, p TypedPage) string {
	if p.SignIn != "" {
		return i18n.T(ctx, "typed.lead_sign_in")
	}
	return i18n.T(ctx, "typed.lead")
}
