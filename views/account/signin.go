package account

import (
	"context"

	"jauap/models/account"
	"jauap/views/parts"
)

// castRole is the last part of the key of what a person of the demo is.
func castRole(m account.CastMember) string {
	if m.Role == "" {
		return "resident"
	}
	return m.Role
}

// castPlace is the body that somebody acts for, or where a resident lives.
func castPlace(ctx context.Context, m account.CastMember) string {
	if m.BodyName.KK != "" {
		return parts.Name(ctx, m.BodyName)
	}
	return parts.Name(ctx, m.Place)
}
