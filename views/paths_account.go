package views

import (
	"context"
	"net/url"
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

func withNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?" + url.Values{"next": {next}}.Encode()
}
