package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/parts"
)

// showPhoto serves <digest>-small.jpg or <digest>-large.jpg. Its content never changes, but
// it is cached for a day only, because a moderator may hide the picture.
func (s *Server) showPhoto(c echo.Context) error {
	name, ok := strings.CutSuffix(c.Param("file"), ".jpg")
	digest, size, cut := strings.Cut(name, "-")
	if !ok || !cut || size != "small" && size != "large" {
		return models.ErrNotFound
	}
	cache := "public, max-age=86400"
	mime, image, err := s.store.Photo(c.Request().Context(), digest, size == "small")
	if errors.Is(err, models.ErrNotFound) {
		cache = noStore
		mime, image, err = s.ownPhoto(c, digest, size == "small")
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, cache)
	return c.Blob(http.StatusOK, mime, image)
}

// ownPhoto returns a picture that is not public but visible to the viewer: from the draft of
// this browser, from their own appeal, or from one that they handle as an official or
// moderator.
func (s *Server) ownPhoto(c echo.Context, digest string, small bool) (mime string, image []byte, err error) {
	ctx := c.Request().Context()
	user := viewerID(ctx)
	mime, image, err = s.store.DraftPhoto(ctx, draftToken(c), user, digest, small)
	if errors.Is(err, models.ErrNotFound) && user != 0 {
		mime, image, err = s.store.OwnPhoto(ctx, user, digest, small)
	}
	if offices := parts.ViewerFrom(ctx).OfficeIDs(); errors.Is(err, models.ErrNotFound) && len(offices) > 0 {
		mime, image, err = s.store.DeskPhoto(ctx, offices, digest, small)
	}
	if v := parts.ViewerFrom(ctx); errors.Is(err, models.ErrNotFound) && (v.Has("moderator") || v.Has("admin")) {
		mime, image, err = s.store.ReviewPhoto(ctx, digest, small)
	}
	return mime, image, err
}
