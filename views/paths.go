package views

import (
	"context"
	"strconv"

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

// WorksPath lists the explanations of work.
func WorksPath(ctx context.Context) string { return in(ctx, "/works") }

// WorkPath is the page of one explanation.
func WorkPath(ctx context.Context, id int64) string {
	return in(ctx, "/works/"+strconv.FormatInt(id, 10))
}

// PlacesPath is the tree of places and the search in it.
func PlacesPath(ctx context.Context) string { return in(ctx, "/places") }

// PlacePath is the page of one place by its KATO code.
func PlacePath(ctx context.Context, code string) string { return in(ctx, "/places/"+code) }

// SuggestPlacesPath is what the place input asks while one types; the text typed is
// put behind it.
func SuggestPlacesPath(ctx context.Context) string { return in(ctx, "/places/suggest?q=") }

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

// Absolute is the whole address of a path, for mail, feeds and link previews.
func Absolute(ctx context.Context, path string) string { return SiteFrom(ctx).BaseURL + path }

func in(ctx context.Context, path string) string { return InLang(i18n.From(ctx), path) }
