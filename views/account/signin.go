package account

import (
	"context"

	"jauap/models/account"
	"jauap/views/parts"
)

// castRole returns the last part of the message key for the role of a person of the demo.
func castRole(m account.CastMember) string {
	if m.Role == "" {
		return "resident"
	}
	return m.Role
}

// castPlace returns the body of an official or the home of a resident.
func castPlace(ctx context.Context, m account.CastMember) string {
	if m.BodyName.KK != "" {
		return parts.Name(ctx, m.BodyName)
	}
	return parts.Name(ctx, m.Place)
}
