package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"jauap/views/parts"
)

// publicCache lets caches keep a public page this long; the figures and deadlines on it
// show their own time.
const publicCache = "public, max-age=15, stale-while-revalidate=60"

// noStore is for a page for one person. A page without a session that needs it sets it
// before it is rendered.
const noStore = "no-store"

// render sends a page. It is rendered whole before the first byte is sent, because a part
// that fails must still become an error page.
func (s *Server) render(c echo.Context, status int, page templ.Component) error {
	s.countUnread(c)
	if names := wrongIn(c); len(names) > 0 && status == http.StatusOK {
		status = http.StatusBadRequest
		c.SetRequest(c.Request().WithContext(parts.WithWrongParameters(c.Request().Context(), names)))
	}
	buf := templ.GetBuffer()
	defer templ.ReleaseBuffer(buf)
	if err := page.Render(c.Request().Context(), buf); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Add(echo.HeaderVary, "Cookie") // who is signed in sees more
	if status != http.StatusOK || h.Get(echo.HeaderCacheControl) == noStore || h.Get(echo.HeaderSetCookie) != "" || parts.ViewerFrom(c.Request().Context()) != nil {
		h.Set(echo.HeaderCacheControl, noStore)
		return c.HTMLBlob(status, buf.Bytes())
	}
	sum := sha256.Sum256(buf.Bytes())
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	h.Set("ETag", tag)
	h.Set(echo.HeaderCacheControl, publicCache)
	if strings.Contains(c.Request().Header.Get("If-None-Match"), tag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.HTMLBlob(status, buf.Bytes())
}
