package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/views"
)

// The pages that say the same to everybody and ask nothing of the database.

func (s *Server) showAbout(c echo.Context) error {
	return s.render(c, http.StatusOK, views.About())
}

func (s *Server) showRules(c echo.Context) error {
	return s.render(c, http.StatusOK, views.Rules())
}

func (s *Server) showConcreteRules(c echo.Context) error {
	return s.render(c, http.StatusOK, views.ConcreteRules())
}

func (s *Server) showAccessibility(c echo.Context) error {
	return s.render(c, http.StatusOK, views.Accessibility())
}

func (s *Server) showPrivacy(c echo.Context) error {
	return s.render(c, http.StatusOK, views.Privacy())
}

func (s *Server) showAPI(c echo.Context) error {
	return s.render(c, http.StatusOK, views.API())
}

func (s *Server) showStyleguide(c echo.Context) error {
	return s.render(c, http.StatusOK, views.Styleguide(views.StyleguidePage{}))
}
