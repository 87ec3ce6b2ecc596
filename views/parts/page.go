// Package parts holds the layout and the parts that pages are built from, and what a
// request tells them all: the site, the viewer and a message to show once.
package parts

import (
	"context"
	"strings"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/static"
	"jauap/views/i18n"
	"jauap/views/paths"
)

// Shell is what every page tells the layout about itself.
type Shell struct {
	Title       string      // of the document, without the name of the portal; empty on the home page
	Description string      // one or two sentences for search engines and link previews
	Path        string      // after the language, with the query: "/appeals?status=answered", "" for home
	Canonical   string      // Path without what does not change the content; empty: Path without its query
	Section     MenuSection // the entry of the main menu to mark
	Image       string      // absolute path of a picture for link previews; empty: the portal's own
	Type        string      // Open Graph type; empty: "website"
	Feed        string      // path of an Atom feed of this page, after the language; empty: none
	JSONLD      any         // structured data after schema.org, or nil
	NoIndex     bool        // keep out of search engines
	Script      string      // a script of this page alone, such as "passkey.js"; empty: none
}

// MenuSection is an entry of the main menu.
type MenuSection int

// The entries of the main menu; a page outside all of them has NoSection.
const (
	NoSection MenuSection = iota
	HomeSection
	AppealsSection
	WorksSection
	PlacesSection
	RecordSection
	AboutSection
)

// title is the text of the title element: the page first, since tabs cut the end.
func (s Shell) title(ctx context.Context) string {
	if s.Title == "" {
		return i18n.T(ctx, "layout.home_title")
	}
	return s.Title + " · " + i18n.T(ctx, "app.name")
}

// canonical is the path that search engines shall keep, after the language.
func (s Shell) canonical() string {
	if s.Canonical != "" {
		return s.Canonical
	}
	path, _, _ := strings.Cut(s.Path, "?")
	return path
}

func (s Shell) ogType() string {
	if s.Type == "" {
		return "website"
	}
	return s.Type
}

// The facts of a request that travel in its context. Everything else is a
// parameter of the page.
type (
	siteKey   struct{}
	viewerKey struct{}
	flashKey  struct{}
)

// Site is what is the same for every request of one server, and its clock.
type Site struct {
	BaseURL   string    // "https://jauap.kz", without a slash at the end
	Demo      bool      // appeals and answers are invented: every page says so
	Dev       bool      // on a developer's machine
	Now       time.Time // of this request; pages never ask the clock themselves
	SourceURL string    // where the source code is published; empty: not shown
	Operator  Operator
	Gateway   bool              // identity can be shown through OpenID Connect
	Reference *models.Reference // categories and calendar; nil only in the style guide
}

// Operator is the organisation that runs the portal, and where it can be reached.
type Operator struct{ Name, Mail string }

// Today is the day of the request in Asia/Almaty.
func (s Site) Today() calendar.Date { return calendar.Of(s.Now) }

// WithSite returns a context that carries the site.
func WithSite(ctx context.Context, s Site) context.Context {
	return context.WithValue(paths.WithBase(ctx, s.BaseURL), siteKey{}, s)
}

// SiteFrom returns the site of the context, the zero Site when none was set.
func SiteFrom(ctx context.Context) Site {
	s, _ := ctx.Value(siteKey{}).(Site)
	return s
}

// WithViewer returns a context that carries the viewer; nil is the public.
func WithViewer(ctx context.Context, v *models.Viewer) context.Context {
	return context.WithValue(ctx, viewerKey{}, v)
}

// ViewerFrom returns the viewer, nil for the public.
func ViewerFrom(ctx context.Context) *models.Viewer {
	v, _ := ctx.Value(viewerKey{}).(*models.Viewer)
	return v
}

// WithFlash returns a context that carries the key of a message to show once.
func WithFlash(ctx context.Context, key string) context.Context {
	return context.WithValue(ctx, flashKey{}, key)
}

// flash is the message to show once, "" for none. The key comes from a cookie,
// so anything may stand in it: only keys of the flash family are translated.
func flash(ctx context.Context) string {
	key, _ := ctx.Value(flashKey{}).(string)
	if !strings.HasPrefix(key, "flash.") || !i18n.Has(i18n.From(ctx), key) {
		return ""
	}
	return i18n.T(ctx, key)
}

// image is the picture of a link preview.
func (s Shell) image() string {
	if s.Image == "" {
		return static.URL("preview.png")
	}
	return s.Image
}

// ogLocale writes a language the way Open Graph wants it.
func ogLocale(lang i18n.Lang) string {
	switch lang {
	case i18n.RU:
		return "ru_RU"
	case i18n.EN:
		return "en_GB"
	}
	return "kk_KZ"
}

// isDesk reports whether a page is one of the officials'.
func isDesk(s Shell) bool { return strings.HasPrefix(s.Path, "/desk") }
