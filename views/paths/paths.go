// Package paths builds the addresses of the pages, in the language of the context.
package paths

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"jauap/views/i18n"
)

// The addresses of the pages, in the language of the context. Handlers and
// templates use them, so that a path is written in two places only: here and in
// the table of routes.

// Home is the first page.
func Home(ctx context.Context) string { return In(ctx, "") }

// Appeals is the board.
func Appeals(ctx context.Context) string { return In(ctx, "/appeals") }

// Appeal is the page of one appeal by its public number, "2026-000123".
func Appeal(ctx context.Context, number string) string { return In(ctx, "/appeals/"+number) }

// About says what the portal is.
func About(ctx context.Context) string { return In(ctx, "/about") }

// Rules are the rules of moderation.
func Rules(ctx context.Context) string { return In(ctx, "/rules") }

// Accessibility is the accessibility statement.
func Accessibility(ctx context.Context) string { return In(ctx, "/accessibility") }

// Privacy says what becomes of personal data.
func Privacy(ctx context.Context) string { return In(ctx, "/privacy") }

// API introduces the programming interface.
func API(ctx context.Context) string { return In(ctx, "/api") }

// SignIn offers the ways to sign in.
func SignIn(ctx context.Context) string { return In(ctx, "/sign-in") }

// SignInAsCast is where the demo's one-click sign-in posts to.
func SignInAsCast(ctx context.Context) string { return In(ctx, "/sign-in/cast") }

// SignOut is where the sign-out form posts to.
func SignOut(ctx context.Context) string { return In(ctx, "/sign-out") }

// Photo is a stored picture by the digest of its content, in one of the sizes
// that are kept.
func Photo(digest, size string) string { return "/media/" + digest + "-" + size + ".jpg" }

// InLang is the same page in another language; path is what follows the
// language, as in Shell.Path.
func InLang(lang i18n.Lang, path string) string { return "/" + string(lang) + path }

type baseKey struct{}

// WithBase returns a context that carries the address of the site, "https://jauap.kz".
func WithBase(ctx context.Context, base string) context.Context {
	return context.WithValue(ctx, baseKey{}, base)
}

// Absolute returns the whole address of a path, for mail, feeds and link previews.
func Absolute(ctx context.Context, path string) string {
	base, _ := ctx.Value(baseKey{}).(string)
	return base + path
}

// In returns a path in the language of the context.
func In(ctx context.Context, path string) string { return InLang(i18n.From(ctx), path) }

// ID writes an id in decimal.
func ID(id int64) string { return strconv.FormatInt(id, 10) }

// Short is the address of an appeal short enough to be told or written down;
// it opens in the reader's language.
func Short(number string) string { return "/a/" + number }

// ShortAddress is the short address as one writes it down, without the scheme.
func ShortAddress(ctx context.Context, number string) string {
	_, address, ok := strings.Cut(Absolute(ctx, Short(number)), "://")
	if !ok {
		return Short(number)
	}
	return address
}

// ConcreteRules is the page of the rules by which answers are read.
func ConcreteRules(ctx context.Context) string { return In(ctx, "/rules/concreteness") }

// DevMails lists the kept mails.
const DevMails = "/dev/mail"

// DevMail is one kept mail by its file.
func DevMail(file string) string { return DevMails + "/" + url.PathEscape(file) }
