// Package account holds the pages of a person's own things: sign-in, account, second factors,
// invitations, own appeals and inbox.
package account

import (
	"context"

	"jauap/models"
	"jauap/views/i18n"
)

// ownNote says why the public does not see an own appeal; "" when it does, or
// when its status says so.
func ownNote(ctx context.Context, c models.OwnCard) string {
	switch {
	case c.Hidden:
		return i18n.T(ctx, "mine.hidden_card")
	case c.Private:
		return i18n.T(ctx, "mine.private")
	}
	return ""
}
