package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views/dev"
	"jauap/views/texts"
)

// Static pages: the same for all visitors, without a query.

func (s *Server) showAbout(c echo.Context) error {
	return s.render(c, http.StatusOK, texts.About())
}

func (s *Server) showRules(c echo.Context) error {
	return s.render(c, http.StatusOK, texts.Rules())
}

func (s *Server) showConcreteRules(c echo.Context) error {
	return s.render(c, http.StatusOK, texts.ConcreteRules())
}

func (s *Server) showAccessibility(c echo.Context) error {
	return s.render(c, http.StatusOK, texts.Accessibility())
}

func (s *Server) showPrivacy(c echo.Context) error {
	return s.render(c, http.StatusOK, texts.Privacy())
}

func (s *Server) showAPI(c echo.Context) error {
	return s.render(c, http.StatusOK, texts.API())
}

func (s *Server) showStyleguide(c echo.Context) error {
	return s.render(c, http.StatusOK, dev.Styleguide(dev.StyleguidePage{}))
}
