package handlers

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/admin"
	"jauap/views/paths"
)

// showAdmin shows the switches and the number of users with bounced mail.
func (s *Server) showAdmin(c echo.Context) error {
	bounces, err := s.notices.Bounces(c.Request().Context())
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, admin.Index(admin.IndexPage{On: s.store.Reference().Switched, Bounces: bounces}))
}

// turnSwitch sets a switch on or off.
func (s *Server) turnSwitch(c echo.Context) error {
	ctx := c.Request().Context()
	err := s.admin.Turn(ctx, viewerID(ctx), models.Switch(c.FormValue("switch")), c.FormValue("on") == "1")
	return finish(c, err, outcome{flash: "flash.admin_saved", to: paths.Admin(ctx)})
}

// showAudit lists what administrators have changed.
func (s *Server) showAudit(c echo.Context) error {
	after, before := timeCursors(c)
	list, err := s.admin.Audits(c.Request().Context(), after, before)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, admin.Audit(admin.AuditPage{List: list}))
}

func (s *Server) showCategories(c echo.Context) error {
	return s.render(c, http.StatusOK, admin.Categories())
}

func (s *Server) showCategory(c echo.Context) error {
	category, ok := s.store.Reference().Category(c.Param("code"))
	if !ok {
		return models.ErrNotFound
	}
	return s.render(c, http.StatusOK, admin.Category(admin.CategoryPage{Category: category}))
}

func (s *Server) newCategory(c echo.Context) error {
	return s.render(c, http.StatusOK, admin.Category(admin.CategoryPage{New: true, Category: models.Category{Level: 3}}))
}

func (s *Server) addCategory(c echo.Context) error {
	return s.saveCategory(c, admin.CategoryPage{New: true, Category: formCategory(c, c.FormValue("code"))}, s.admin.AddCategory)
}

func (s *Server) changeCategory(c echo.Context) error {
	return s.saveCategory(c, admin.CategoryPage{Category: formCategory(c, c.Param("code"))}, s.admin.ChangeCategory)
}

func formCategory(c echo.Context, code string) models.Category {
	category := models.Category{Code: code, Name: formNames(c, "name"), Level: parseLevel(c.FormValue("level")),
		Private: c.FormValue("private") == "1", Law: c.FormValue("law"), Retired: c.FormValue("retired") == "1"}
	if term := c.FormValue("term"); term != "" {
		var err error
		if category.Term, err = strconv.Atoi(term); err != nil || category.Term == 0 {
			category.Term = -1 // not a number of days; AddCategory and ChangeCategory reject it
		}
	}
	return category
}

func (s *Server) saveCategory(c echo.Context, page admin.CategoryPage, save func(ctx context.Context, admin int64, in models.Category) error) error {
	ctx := c.Request().Context()
	return finish(c, save(ctx, viewerID(ctx), page.Category), outcome{
		flash: "flash.admin_saved", to: paths.AdminCategories(ctx),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, admin.Category(page))
		},
	})
}

func (s *Server) showLaws(c echo.Context) error {
	return s.render(c, http.StatusOK, admin.Laws())
}

func (s *Server) showLaw(c echo.Context) error {
	for _, law := range s.store.Reference().Laws {
		if law.Key == c.Param("key") {
			return s.render(c, http.StatusOK, admin.Law(admin.LawPage{Law: law}))
		}
	}
	return models.ErrNotFound
}

func (s *Server) changeLaw(c echo.Context) error {
	ctx := c.Request().Context()
	page := admin.LawPage{Law: models.Law{Key: c.Param("key"), Name: formNames(c, "name"), URL: c.FormValue("url")}}
	return finish(c, s.admin.ChangeLaw(ctx, viewerID(ctx), page.Law), outcome{
		flash: "flash.admin_saved", to: paths.AdminLaws(ctx),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, admin.Law(page))
		},
	})
}
