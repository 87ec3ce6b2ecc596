package paths

import (
	"context"
	"net/url"
	"strconv"
)

// The addresses of signing in and of one's own account.

// SignInNext is SignIn, and afterwards the page next ("" for none).
func SignInNext(ctx context.Context, next string) string { return WithNext(SignIn(ctx), next) }

// SignInCode asks for the code of a mail.
func SignInCode(ctx context.Context) string { return In(ctx, "/sign-in/code") }

// SignInGateway leads to the OpenID Connect provider.
func SignInGateway(ctx context.Context, next string) string {
	return WithNext(In(ctx, "/sign-in/gateway"), next)
}

// Account is one's own account.
func Account(ctx context.Context) string { return In(ctx, "/account") }

// EndSession is where the form that ends one session posts to.
func EndSession(ctx context.Context, id int64) string {
	return Account(ctx) + "/sessions/" + strconv.FormatInt(id, 10) + "/end"
}

// EndOtherSessions is where the form that ends all other sessions posts to.
func EndOtherSessions(ctx context.Context) string {
	return Account(ctx) + "/sessions/others/end"
}

// RemoveAccount is where the form that removes personal data posts to.
func RemoveAccount(ctx context.Context) string { return Account(ctx) + "/remove" }

// Factors asks for the second factor, or shows them.
func Factors(ctx context.Context) string { return Account(ctx) + "/factor" }

// Authenticator is where the form that adds an authenticator posts to.
func Authenticator(ctx context.Context) string { return Factors(ctx) + "/authenticator" }

// RecoveryCodes is where the form that makes new recovery codes posts to.
func RecoveryCodes(ctx context.Context) string { return Factors(ctx) + "/recovery" }

// RemoveFactor is where the form that takes a factor away posts to.
func RemoveFactor(ctx context.Context, id int64) string {
	return Factors(ctx) + "/" + strconv.FormatInt(id, 10) + "/remove"
}

// Passkey is one step of making (new, add) or giving (ask, give) a passkey.
func Passkey(ctx context.Context, step string) string {
	return Factors(ctx) + "/passkey/" + step
}

// NextOr is next, or the own account.
func NextOr(ctx context.Context, next string) string {
	if next == "" {
		return Account(ctx)
	}
	return next
}

// InvitationEnd is where an offer is taken back.
func InvitationEnd(ctx context.Context, id int64) string {
	return Invitations(ctx) + "/" + strconv.FormatInt(id, 10) + "/end"
}

// NewInvitation is the form that invites to a role.
func NewInvitation(ctx context.Context) string { return Invitations(ctx) + "/new" }

// Invitations is where that form posts to.
func Invitations(ctx context.Context) string { return In(ctx, "/invitations") }

// Invitation is the page of a role that is offered; its token is put behind it.
func Invitation(ctx context.Context) string { return In(ctx, "/invitation") }

func InvitationWith(ctx context.Context, token string) string {
	return Invitation(ctx) + "?" + url.Values{"token": {token}}.Encode()
}

func WithNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?" + url.Values{"next": {next}}.Encode()
}

// Typed gives back what was typed before signing in.
func Typed(ctx context.Context) string { return In(ctx, "/account/typed") }
