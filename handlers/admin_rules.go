package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/admin"
	adminviews "jauap/views/admin"
	"jauap/views/paths"
)

// showScreenRules shows the current rules of automatic screening.
func (s *Server) showScreenRules(c echo.Context) error {
	return s.renderScreenRules(c, http.StatusOK, adminviews.RulesPage{})
}

// renderScreenRules shows the form, filled with the current rules unless page has some.
func (s *Server) renderScreenRules(c echo.Context, status int, page adminviews.RulesPage) error {
	if page.Rules == nil {
		current := s.store.Reference().Screen
		flood := current.Flood()
		page.Rules = &admin.NewScreenRules{Appeals: flood.Appeals, Hours: flood.Hours}
		for _, rule := range current.Rules {
			if rule.Active {
				page.Rules.Active = append(page.Rules.Active, rule.Name)
			}
		}
	}
	return s.render(c, status, adminviews.Rules(page))
}

func (s *Server) changeScreenRules(c echo.Context) error {
	ctx := c.Request().Context()
	in := admin.NewScreenRules{Appeals: formNumber(c.FormValue("appeals")), Hours: formNumber(c.FormValue("hours"))}
	for _, name := range models.ScreenRuleNames() {
		if c.FormValue("rule-"+name) == "1" {
			in.Active = append(in.Active, name)
		}
	}
	page := adminviews.RulesPage{Rules: &in}
	err := s.admin.ChangeScreenRules(ctx, viewerID(ctx), in)
	return s.finishScreenRules(c, err, page, paths.AdminRules(ctx))
}

func (s *Server) addScreenWord(c echo.Context) error {
	ctx := c.Request().Context()
	page := adminviews.RulesPage{Word: models.ScreenWord{Lang: c.FormValue("lang"), Phrase: c.FormValue("phrase")}}
	err := s.admin.AddScreenWord(ctx, viewerID(ctx), page.Word.Lang, page.Word.Phrase)
	return s.finishScreenRules(c, err, page, paths.AdminRules(ctx)+"#words")
}

func (s *Server) finishScreenRules(c echo.Context, err error, page adminviews.RulesPage, to string) error {
	return finish(c, err, outcome{
		flash: "flash.admin_saved", to: to,
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.renderScreenRules(c, http.StatusUnprocessableEntity, page)
		},
	})
}

func (s *Server) dropScreenWord(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	return finish(c, s.admin.DropScreenWord(ctx, viewerID(ctx), id), outcome{flash: "flash.admin_dropped", to: paths.AdminRules(ctx) + "#words"})
}
