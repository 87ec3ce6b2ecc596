package views

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

// HomePath is the first page.
func HomePath(ctx context.Context) string { return in(ctx, "") }

// AppealsPath is the board.
func AppealsPath(ctx context.Context) string { return in(ctx, "/appeals") }

// AppealPath is the page of one appeal by its public number, "2026-000123".
func AppealPath(ctx context.Context, number string) string { return in(ctx, "/appeals/"+number) }

// AboutPath says what the portal is.
func AboutPath(ctx context.Context) string { return in(ctx, "/about") }

// RulesPath are the rules of moderation.
func RulesPath(ctx context.Context) string { return in(ctx, "/rules") }

// AccessibilityPath is the accessibility statement.
func AccessibilityPath(ctx context.Context) string { return in(ctx, "/accessibility") }

// PrivacyPath says what becomes of personal data.
func PrivacyPath(ctx context.Context) string { return in(ctx, "/privacy") }

// APIPath introduces the programming interface.
func APIPath(ctx context.Context) string { return in(ctx, "/api") }

// SignInPath offers the ways to sign in.
func SignInPath(ctx context.Context) string { return in(ctx, "/sign-in") }

// SignInAsCastPath is where the demo's one-click sign-in posts to.
func SignInAsCastPath(ctx context.Context) string { return in(ctx, "/sign-in/cast") }

// SignOutPath is where the sign-out form posts to.
func SignOutPath(ctx context.Context) string { return in(ctx, "/sign-out") }

// PhotoPath is a stored picture by the digest of its content, in one of the sizes
// that are kept.
func PhotoPath(digest, size string) string { return "/media/" + digest + "-" + size + ".jpg" }

// InLang is the same page in another language; path is what follows the
// language, as in Shell.Path.
func InLang(lang i18n.Lang, path string) string { return "/" + string(lang) + path }

type baseKey struct{}

// withBase returns a context that carries the address of the site, "https://jauap.kz".
func withBase(ctx context.Context, base string) context.Context {
	return context.WithValue(ctx, baseKey{}, base)
}

// Absolute returns the whole address of a path, for mail, feeds and link previews.
func Absolute(ctx context.Context, path string) string {
	base, _ := ctx.Value(baseKey{}).(string)
	return base + path
}

// in returns a path in the language of the context.
func in(ctx context.Context, path string) string { return InLang(i18n.From(ctx), path) }

// id64 writes an id in decimal.
func id64(id int64) string { return strconv.FormatInt(id, 10) }

// ShortPath is the address of an appeal short enough to be told or written down;
// it opens in the reader's language.
func ShortPath(number string) string { return "/a/" + number }

// shortAddress is the short address as one writes it down, without the scheme.
func shortAddress(ctx context.Context, number string) string {
	_, address, ok := strings.Cut(Absolute(ctx, ShortPath(number)), "://")
	if !ok {
		return ShortPath(number)
	}
	return address
}

// ConcreteRulesPath is the page of the rules by which answers are read.
func ConcreteRulesPath(ctx context.Context) string { return in(ctx, "/rules/concreteness") }

// DevMailsPath lists the kept mails.
const DevMailsPath = "/dev/mail"

// DevMailPath is one kept mail by its file.
func DevMailPath(file string) string { return DevMailsPath + "/" + url.PathEscape(file) }
