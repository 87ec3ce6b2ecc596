// Package parts has the layout, the components that pages share, and the values in the context of a
// request: the site, the user and a flash message.
package parts

import (
	"context"
	"strings"

	"jauap/static"
	"jauap/views/i18n"
)

// Shell has the properties of a page that the layout needs.
type Shell struct {
	Title       string      // title without the name of the portal; empty on the home page
	Description string      // one or two sentences for search engines and link previews
	Path        string      // path after the language, with the query: "/appeals?status=answered"; "" for home
	Canonical   string      // Path without parameters that do not change the content; empty: Path without its query
	Section     MenuSection // the menu entry to mark
	Image       string      // path of the picture for link previews; empty: the default picture
	Type        string      // Open Graph type; empty: "website"
	Feed        string      // path of the Atom feed of this page, after the language; empty: none
	JSONLD      any         // structured data of schema.org, or nil
	NoIndex     bool        // exclude from search engines
	Script      string      // script of this page only, such as "passkey.js"; empty: none
}

// MenuSection is an entry of the main menu.
type MenuSection int

// The entries of the main menu. A page that belongs to none has NoSection.
const (
	NoSection MenuSection = iota
	HomeSection
	AppealsSection
	WorksSection
	VotesSection
	PlacesSection
	RecordSection
	AboutSection
)

// title returns the text of the title element. The page comes first, because tabs cut off the end.
func (s Shell) title(ctx context.Context) string {
	if s.Title == "" {
		return i18n.T(ctx, "layout.home_title")
	}
	return s.Title + " · " + i18n.T(ctx, "app.name")
}

// canonical returns the path for search engines, after the language.
func (s Shell) canonical() string {
	if s.Canonical != "" {
		return s.Canonical
	}
	path, _, _ := strings.Cut(s.Path, "?")
	return path
}

// ogType returns the Open Graph type of the page.
func (s Shell) ogType() string {
	if s.Type == "" {
		return "website"
	}
	return s.Type
}

// image returns the path of the picture for link previews.
func (s Shell) image() string {
	if s.Image == "" {
		return static.URL("preview.png")
	}
	return s.Image
}

// ogLocale returns the Open Graph code of a language.
func ogLocale(lang i18n.Lang) string {
	switch lang {
	case i18n.RU:
		return "ru_RU"
	case i18n.EN:
		return "en_GB"
	}
	return "kk_KZ"
}

// isDesk reports whether a page belongs to the desk of officials.
func isDesk(s Shell) bool { return strings.HasPrefix(s.Path, "/desk") }
