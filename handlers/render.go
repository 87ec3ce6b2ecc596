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

// publicCache is the Cache-Control of public pages. Figures and deadlines on a page show the
// time that they are from.
const publicCache = "public, max-age=15, stale-while-revalidate=60"

// noStore is the Cache-Control of pages for one person. render sets it for pages with a
// session; other handlers set it before rendering.
const noStore = "no-store"

// render sends a page. It renders all of it first, so that an error still gives an error
// page.
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
	h.Add(echo.HeaderVary, "Cookie") // signed-in users see more
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
