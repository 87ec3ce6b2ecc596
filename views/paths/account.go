package paths

import (
	"context"
	"net/url"
	"strconv"
)

// Paths of signing in and of the user's account.

// SignInNext is SignIn, followed by a redirect to next ("" for none).
func SignInNext(ctx context.Context, next string) string { return WithNext(SignIn(ctx), next) }

// SignInCode is the page where users enter the code from a mail.
func SignInCode(ctx context.Context) string { return In(ctx, "/sign-in/code") }

// SignInGateway redirects to the OpenID Connect provider.
func SignInGateway(ctx context.Context, next string) string {
	return WithNext(In(ctx, "/sign-in/gateway"), next)
}

// Account is the account of the user.
func Account(ctx context.Context) string { return In(ctx, "/account") }

// EndSession is the form target that ends one session.
func EndSession(ctx context.Context, id int64) string {
	return Account(ctx) + "/sessions/" + strconv.FormatInt(id, 10) + "/end"
}

// EndOtherSessions is the form target that ends all other sessions.
func EndOtherSessions(ctx context.Context) string {
	return Account(ctx) + "/sessions/others/end"
}

// RemoveAccount is the form target that removes the personal data of the user.
func RemoveAccount(ctx context.Context) string { return Account(ctx) + "/remove" }

// Factors is the page that asks for the second factor or lists the factors.
func Factors(ctx context.Context) string { return Account(ctx) + "/factor" }

// Authenticator is the form target that adds an authenticator.
func Authenticator(ctx context.Context) string { return Factors(ctx) + "/authenticator" }

// RecoveryCodes is the form target that creates new recovery codes.
func RecoveryCodes(ctx context.Context) string { return Factors(ctx) + "/recovery" }

// RemoveFactor is the form target that removes a factor.
func RemoveFactor(ctx context.Context, id int64) string {
	return Factors(ctx) + "/" + strconv.FormatInt(id, 10) + "/remove"
}

// Passkey is one step of creating a passkey (new, add) or of using one (ask, give).
func Passkey(ctx context.Context, step string) string {
	return Factors(ctx) + "/passkey/" + step
}

// NextOr returns next, or the account page if next is empty.
func NextOr(ctx context.Context, next string) string {
	if next == "" {
		return Account(ctx)
	}
	return next
}

// InvitationEnd is the form target that withdraws an invitation.
func InvitationEnd(ctx context.Context, id int64) string {
	return Invitations(ctx) + "/" + strconv.FormatInt(id, 10) + "/end"
}

// NewInvitation is the form that invites a user to a role.
func NewInvitation(ctx context.Context) string { return Invitations(ctx) + "/new" }

// Invitations is the form target of NewInvitation.
func Invitations(ctx context.Context) string { return In(ctx, "/invitations") }

// Invitation is the page where a user accepts a role; the token is a parameter.
func Invitation(ctx context.Context) string { return In(ctx, "/invitation") }

// InvitationWith is Invitation with its token.
func InvitationWith(ctx context.Context, token string) string {
	return Invitation(ctx) + "?" + url.Values{"token": {token}}.Encode()
}

// WithNext adds the page to go to afterwards to a path ("" for none).
func WithNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?" + url.Values{"next": {next}}.Encode()
}

// Typed shows the text that a user entered before signing in.
func Typed(ctx context.Context) string { return In(ctx, "/account/typed") }
