package views

import (
	"context"
	"net/url"
	"strconv"
)

// The addresses of signing in and of one's own account.

// SignInNextPath is SignInPath, and afterwards the page next ("" for none).
func SignInNextPath(ctx context.Context, next string) string { return withNext(SignInPath(ctx), next) }

// SignInCodePath asks for the code of a mail.
func SignInCodePath(ctx context.Context) string { return in(ctx, "/sign-in/code") }

// SignInGatewayPath leads to the OpenID Connect provider.
func SignInGatewayPath(ctx context.Context, next string) string {
	return withNext(in(ctx, "/sign-in/gateway"), next)
}

// AccountPath is one's own account.
func AccountPath(ctx context.Context) string { return in(ctx, "/account") }

// EndSessionPath is where the form that ends one session posts to.
func EndSessionPath(ctx context.Context, id int64) string {
	return AccountPath(ctx) + "/sessions/" + strconv.FormatInt(id, 10) + "/end"
}

// EndOtherSessionsPath is where the form that ends all other sessions posts to.
func EndOtherSessionsPath(ctx context.Context) string {
	return AccountPath(ctx) + "/sessions/others/end"
}

// RemoveAccountPath is where the form that removes personal data posts to.
func RemoveAccountPath(ctx context.Context) string { return AccountPath(ctx) + "/remove" }

// FactorsPath asks for the second factor, or shows them.
func FactorsPath(ctx context.Context) string { return AccountPath(ctx) + "/factor" }

// AuthenticatorPath is where the form that adds an authenticator posts to.
func AuthenticatorPath(ctx context.Context) string { return FactorsPath(ctx) + "/authenticator" }

// RecoveryCodesPath is where the form that makes new recovery codes posts to.
func RecoveryCodesPath(ctx context.Context) string { return FactorsPath(ctx) + "/recovery" }

// RemoveFactorPath is where the form that takes a factor away posts to.
func RemoveFactorPath(ctx context.Context, id int64) string {
	return FactorsPath(ctx) + "/" + strconv.FormatInt(id, 10) + "/remove"
}

// PasskeyPath is one step of making (new, add) or giving (ask, give) a passkey.
func PasskeyPath(ctx context.Context, step string) string {
	return FactorsPath(ctx) + "/passkey/" + step
}

// nextOr is next, or the own account.
func nextOr(ctx context.Context, next string) string {
	if next == "" {
		return AccountPath(ctx)
	}
	return next
}

// InvitationEndPath is where an offer is taken back.
func InvitationEndPath(ctx context.Context, id int64) string {
	return InvitationsPath(ctx) + "/" + strconv.FormatInt(id, 10) + "/end"
}

// NewInvitationPath is the form that invites to a role.
func NewInvitationPath(ctx context.Context) string { return InvitationsPath(ctx) + "/new" }

// InvitationsPath is where that form posts to.
func InvitationsPath(ctx context.Context) string { return in(ctx, "/invitations") }

// InvitationPath is the page of a role that is offered; its token is put behind it.
func InvitationPath(ctx context.Context) string { return in(ctx, "/invitation") }

func withToken(ctx context.Context, token string) string {
	return InvitationPath(ctx) + "?" + url.Values{"token": {token}}.Encode()
}

func withNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?" + url.Values{"next": {next}}.Encode()
}
