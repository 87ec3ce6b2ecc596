package handlers

import (
	"encoding/xml"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/static"
	"jauap/views/i18n"
)

// Resources for programs: static files, health, robots.txt, site map.

func (s *Server) showStatic(c echo.Context) error {
	found := true
	static.Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { found = false })).
		ServeHTTP(c.Response(), c.Request())
	if !found {
		return models.ErrNotFound
	}
	return nil
}

// showHealth reports whether pages can be served: 200 or 503.
func (s *Server) showHealth(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	if err := s.store.Ping(c.Request().Context()); err != nil {
		return c.String(http.StatusServiceUnavailable, "database unavailable\n")
	}
	return c.String(http.StatusOK, "ok\n")
}

func (s *Server) showRobots(c echo.Context) error {
	return c.String(http.StatusOK, "User-agent: *\nDisallow: /*?\nSitemap: "+s.config.BaseURL+"/sitemap.xml\n")
}

// showSitemap lists the newest pages, in each language.
func (s *Server) showSitemap(c echo.Context) error {
	type page struct {
		Loc string `xml:"loc"`
	}
	var sitemap struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Pages   []page   `xml:"url"`
	}
	list, err := s.store.Appeals(c.Request().Context(), models.AppealFilter{})
	if err != nil {
		return err
	}
	paths := []string{"", "/appeals", "/places", "/works", "/about", "/rules", "/accessibility", "/privacy", "/api"}
	for _, card := range list.Cards {
		paths = append(paths, "/appeals/"+card.Number)
	}
	for _, lang := range i18n.Languages {
		for _, path := range paths {
			sitemap.Pages = append(sitemap.Pages, page{s.config.BaseURL + "/" + string(lang) + path})
		}
	}
	return c.XML(http.StatusOK, sitemap)
}
