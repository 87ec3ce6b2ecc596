package parts

import (
	"context"
	"strings"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/i18n"
	"jauap/views/paths"
)

// Keys of the request's values in its context. All other data are parameters of the page.
type (
	siteKey   struct{}
	viewerKey struct{}
	flashKey  struct{}
)

// Site has the settings of the server and the time of the request.
type Site struct {
	BaseURL   string            // "https://jauap.kz", without a slash at the end
	Demo      bool              // the content is invented: every page says so
	Dev       bool              // the server of a developer
	Now       time.Time         // time of the request; pages never read the clock
	SourceURL string            // where the source code is published; empty: not shown
	Operator  Operator          // who runs the portal
	Gateway   bool              // users can prove their identity through OpenID Connect
	Reference *models.Reference // categories and calendar; nil in the style guide only
}

// Operator is the organisation that runs the portal, with its mail address.
type Operator struct{ Name, Mail string }

// Today returns the date of the request in Kazakhstan.
func (s Site) Today() calendar.Date { return calendar.Of(s.Now) }

// WithSite returns a context with the site.
func WithSite(ctx context.Context, s Site) context.Context {
	return context.WithValue(paths.WithBase(ctx, s.BaseURL), siteKey{}, s)
}

// SiteFrom returns the site of the context, or the zero Site if it has none.
func SiteFrom(ctx context.Context) Site {
	s, _ := ctx.Value(siteKey{}).(Site)
	return s
}

// WithViewer returns a context with the user; nil for signed-out users.
func WithViewer(ctx context.Context, v *models.Viewer) context.Context {
	return context.WithValue(ctx, viewerKey{}, v)
}

// ViewerFrom returns the user, or nil if signed out.
func ViewerFrom(ctx context.Context) *models.Viewer {
	v, _ := ctx.Value(viewerKey{}).(*models.Viewer)
	return v
}

// WithFlash returns a context with the key of a message to show once.
func WithFlash(ctx context.Context, key string) context.Context {
	return context.WithValue(ctx, flashKey{}, key)
}

// flash returns the message to show once, or "". The key comes from a cookie and cannot be trusted:
// only keys of the flash family are used.
func flash(ctx context.Context) string {
	key, _ := ctx.Value(flashKey{}).(string)
	if !strings.HasPrefix(key, "flash.") || !i18n.Has(i18n.From(ctx), key) {
		return ""
	}
	return i18n.T(ctx, key)
}
