package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/admin"
	adminviews "jauap/views/admin"
	"jauap/views/paths"
)

// showUsers finds users by name or mail address.
func (s *Server) showUsers(c echo.Context) (err error) {
	page := adminviews.UsersPage{Query: searchText(c)}
	if page.Users, err = s.admin.FindUsers(c.Request().Context(), page.Query); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, adminviews.Users(page))
}

func (s *Server) showUser(c echo.Context) error {
	return s.renderUser(c, http.StatusOK, adminviews.UserPage{})
}

func (s *Server) renderUser(c echo.Context, status int, page adminviews.UserPage) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if page.Person, err = s.admin.Person(c.Request().Context(), id); err != nil {
		return err
	}
	return s.render(c, status, adminviews.User(page))
}

// giveRole grants a role in a body for a period. The body is given by name; if several
// bodies match, the page offers a choice.
func (s *Server) giveRole(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	page := adminviews.UserPage{Form: adminviews.RoleForm{Role: c.FormValue("role"), Body: strings.TrimSpace(c.FormValue("body")),
		PostKK: c.FormValue("post_kk"), PostRU: c.FormValue("post_ru"), PostEN: c.FormValue("post_en"), From: c.FormValue("from"), To: c.FormValue("to")}}
	page.Invalid = models.Invalid{}
	period := admin.Period{From: optionalDate(page.Invalid, "from", page.Form.From), To: optionalDate(page.Invalid, "to", page.Form.To)}
	role := models.NewRole{UserID: id, Role: page.Form.Role, Post: formNames(c, "post")}
	if role.Role == "executor" || role.Role == "head" {
		if role.BodyID, page.Found, err = s.findBody(c, page.Form.Body, page.Invalid); err != nil {
			return err
		}
	}
	if len(page.Invalid) > 0 {
		err = page.Invalid
	} else {
		err = s.admin.GiveRole(ctx, viewerID(ctx), role, period)
	}
	return s.finishUser(c, err, "flash.admin_role", id, page)
}

// finishUser responds to a form on the page of a user.
func (s *Server) finishUser(c echo.Context, err error, flash string, user int64, page adminviews.UserPage) error {
	return finish(c, err, outcome{
		flash: flash, to: paths.AdminUser(c.Request().Context(), user),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.renderUser(c, http.StatusUnprocessableEntity, page)
		},
	})
}

// resetFactors removes all second factors of a user, for example after a lost phone.
func (s *Server) resetFactors(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	return finish(c, s.admin.ResetFactors(ctx, viewerID(ctx), id), outcome{flash: "flash.factors_reset", to: paths.AdminUser(ctx, id)})
}

// removePerson removes the personal data of a user on a written request.
func (s *Server) removePerson(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	page := adminviews.UserPage{Removal: admin.Removal{Reason: c.FormValue("reason"), Request: c.FormValue("request"), Sure: c.FormValue("sure") != ""}}
	err = s.admin.RemovePerson(ctx, viewerID(ctx), id, page.Removal)
	return s.finishUser(c, err, "flash.admin_removed", id, page)
}

// endRole revokes a role now.
func (s *Server) endRole(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	user, err := s.admin.EndRole(ctx, viewerID(ctx), id)
	return finish(c, err, outcome{flash: "flash.admin_role_ended", to: paths.AdminUser(ctx, user)})
}

// showBounces lists the users with bounced mail.
func (s *Server) showBounces(c echo.Context) error {
	after, before := timeCursors(c)
	list, err := s.notices.BouncedPeople(c.Request().Context(), after, before)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, adminviews.Bounces(adminviews.BouncesPage{List: list}))
}
