package mail

import (
	"context"

	"jauap/models/account"
	"jauap/views/i18n"
)

// Invitation is the mail that invites a user to a role; the link opens the page that accepts it.
func Invitation(ctx context.Context, in account.Invitation, link string) Letter {
	role := i18n.T(ctx, "role."+in.Role)
	text := i18n.T(ctx, "letter.invite", "role", role)
	if in.BodyID != nil {
		text = i18n.T(ctx, "letter.invite_body", "role", role, "body", in.BodyName.In(string(i18n.From(ctx))))
	}
	return letter(ctx, i18n.T(ctx, "letter.invite_subject"), text,
		i18n.T(ctx, "letter.invite_link")+"\n"+link,
		i18n.T(ctx, "letter.invite_term", "date", in.ExpiresAt))
}
