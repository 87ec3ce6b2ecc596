// Package account has the pages of a user's account: sign-in, account, second factors, invitations,
// their appeals and the inbox.
package account

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
)

// hiddenNote returns why the public does not see an appeal of the user, or "" if it does or the
// status already says it.
func hiddenNote(ctx context.Context, c models.OwnCard) string {
	switch {
	case c.Hidden:
		return i18n.T(ctx, "mine.hidden_card")
	case c.Private:
		return i18n.T(ctx, "mine.private")
	}
	return ""
}
