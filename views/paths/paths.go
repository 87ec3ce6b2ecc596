// Package paths builds the paths of pages and form targets, in the language of the context.
//
// Handlers and templates use it, so that a path is written in two places only: here and in the
// route table of the handlers.
package paths

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"jauap/views/i18n"
)

// Home is the home page.
func Home(ctx context.Context) string { return In(ctx, "") }

// Appeals is the board of appeals.
func Appeals(ctx context.Context) string { return In(ctx, "/appeals") }

// Appeal is the page of one appeal by its public number, "2026-000123".
func Appeal(ctx context.Context, number string) string { return In(ctx, "/appeals/"+number) }

// About describes the portal.
func About(ctx context.Context) string { return In(ctx, "/about") }

// Rules has the rules of moderation.
func Rules(ctx context.Context) string { return In(ctx, "/rules") }

// Accessibility is the accessibility statement.
func Accessibility(ctx context.Context) string { return In(ctx, "/accessibility") }

// Privacy describes how personal data are used.
func Privacy(ctx context.Context) string { return In(ctx, "/privacy") }

// API describes the programming interface.
func API(ctx context.Context) string { return In(ctx, "/api") }

// SignIn lists the ways to sign in.
func SignIn(ctx context.Context) string { return In(ctx, "/sign-in") }

// SignInAsCast is the form target of the demo's sign-in with one click.
func SignInAsCast(ctx context.Context) string { return In(ctx, "/sign-in/cast") }

// SignOut is the form target that signs the user out.
func SignOut(ctx context.Context) string { return In(ctx, "/sign-out") }

// Photo is a stored picture, by the digest of its content and one of the stored sizes.
func Photo(digest, size string) string { return "/media/" + digest + "-" + size + ".jpg" }

// InLang is a page in another language. path is the path after the language, as in Shell.Path.
func InLang(lang i18n.Lang, path string) string { return "/" + string(lang) + path }

type baseKey struct{}

// WithBase returns a context with the base URL of the site, such as "https://jauap.kz".
func WithBase(ctx context.Context, base string) context.Context {
	return context.WithValue(ctx, baseKey{}, base)
}

// Absolute returns the absolute URL of a path, for mail, feeds and link previews.
func Absolute(ctx context.Context, path string) string {
	base, _ := ctx.Value(baseKey{}).(string)
	return base + path
}

// In returns a path in the language of the context.
func In(ctx context.Context, path string) string { return InLang(i18n.From(ctx), path) }

// ID formats an id in decimal.
func ID(id int64) string { return strconv.FormatInt(id, 10) }

// Short is a short path of an appeal, for reading aloud or writing down. It opens in the user's
// language.
func Short(number string) string { return "/a/" + number }

// ShortAddress is the short URL without the scheme, as people write it down.
func ShortAddress(ctx context.Context, number string) string {
	_, address, ok := strings.Cut(Absolute(ctx, Short(number)), "://")
	if !ok {
		return Short(number)
	}
	return address
}

// ConcreteRules has the rules for concrete answers.
func ConcreteRules(ctx context.Context) string { return In(ctx, "/rules/concreteness") }

// DevMails lists the mails that were stored instead of sent.
const DevMails = "/dev/mail"

// DevMail is one stored mail.
func DevMail(file string) string { return DevMails + "/" + url.PathEscape(file) }
