package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/texts"
)

// notBanned admits users without a ban. A session continues after a ban of its account,
// network or mail domain, so every write is checked.
func (s *Server) notBanned(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var banned models.Invalid
		err := s.store.CheckBan(c.Request().Context(), "ban", presence(c))
		if errors.As(err, &banned) {
			return s.render(c, http.StatusForbidden, texts.Banned(texts.BannedPage{Ban: banned}))
		}
		if err != nil {
			return err
		}
		return next(c)
	}
}
