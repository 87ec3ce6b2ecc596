package views

import (
	"context"
	"strconv"

	"jauap/views/i18n"
)

// The addresses of the pages, in the language of the context. Handlers and
// templates use them, so that a path is written in two places only: here and in
// the table of routes.

// Home is the first page.
func Home(ctx context.Context) string { return in(ctx, "") }

// Appeals is the board.
func Appeals(ctx context.Context) string { return in(ctx, "/appeals") }

// Appeal is the page of one appeal by its public number, "2026-000123".
func Appeal(ctx context.Context, number string) string { return in(ctx, "/appeals/"+number) }

// Works lists the explanations of work.
func Works(ctx context.Context) string { return in(ctx, "/works") }

// Work is the page of one explanation.
func Work(ctx context.Context, id int64) string {
	return in(ctx, "/works/"+strconv.FormatInt(id, 10))
}

// Places is the tree of places and the search in it.
func Places(ctx context.Context) string { return in(ctx, "/places") }

// Place is the page of one place by its KATO code.
func Place(ctx context.Context, code string) string { return in(ctx, "/places/"+code) }

// SuggestPlaces is what the place input asks while one types; the text typed is
// put behind it.
func SuggestPlaces(ctx context.Context) string { return in(ctx, "/places/suggest?q=") }

// About says what the portal is.
func About(ctx context.Context) string { return in(ctx, "/about") }

// Rules are the rules of moderation.
func Rules(ctx context.Context) string { return in(ctx, "/rules") }

// Accessibility is the accessibility statement.
func Accessibility(ctx context.Context) string { return in(ctx, "/accessibility") }

// Privacy says what becomes of personal data.
func Privacy(ctx context.Context) string { return in(ctx, "/privacy") }

// API introduces the programming interface.
func API(ctx context.Context) string { return in(ctx, "/api") }

// SignOut is where the sign-out form posts to.
func SignOut(ctx context.Context) string { return in(ctx, "/sign-out") }

// Photo is a stored picture by the digest of its content, in one of the sizes
// that are kept.
func Photo(digest, size string) string { return "/media/" + digest + "-" + size + ".jpg" }

// InLang is the same page in another language; path is what follows the
// language, as in Shell.Path.
func InLang(lang i18n.Lang, path string) string { return "/" + string(lang) + path }

// Absolute is the whole address of a path, for mail, feeds and link previews.
func Absolute(ctx context.Context, path string) string { return SiteFrom(ctx).BaseURL + path }

func in(ctx context.Context, path string) string { return InLang(i18n.From(ctx), path) }
