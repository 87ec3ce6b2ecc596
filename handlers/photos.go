package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
)

// showPhoto serves <digest>-small.jpg or <digest>-large.jpg. The name is a digest
// of the content, so it never changes; it is kept for a day only, because a
// picture may have to be taken out of view.
func (s *Server) showPhoto(c echo.Context) error {
	name, ok := strings.CutSuffix(c.Param("file"), ".jpg")
	digest, size, cut := strings.Cut(name, "-")
	if !ok || !cut || size != "small" && size != "large" {
		return models.ErrNotFound
	}
	mime, image, err := s.store.Photo(c.Request().Context(), digest, size == "small")
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=86400")
	return c.Blob(http.StatusOK, mime, image)
}
