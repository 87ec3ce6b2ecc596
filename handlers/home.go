package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/appeals"
	"jauap/views/i18n"
)

func (s *Server) showHome(c echo.Context) error {
	front, err := s.records.Front(c.Request().Context())
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, appeals.Home(appeals.HomePage{Front: front}))
}

// chooseLanguage redirects from / to the preferred language of the browser, or to Kazakh.
func (s *Server) chooseLanguage(c echo.Context) error {
	h := c.Response().Header()
	h.Add(echo.HeaderVary, "Accept-Language")
	h.Set(echo.HeaderCacheControl, publicCache)
	return c.Redirect(http.StatusFound, "/"+string(i18n.From(c.Request().Context())))
}
