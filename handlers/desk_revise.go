package handlers

import (
	"errors"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
	"jauap/views/parts"
	"jauap/views/paths"
)

// revisable returns the appeal with the answer in the address, if the viewer may change
// the wording.
func (s *Server) revisable(c echo.Context) (page desk.AnswerRevisePage, err error) {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return page, err
	}
	if page.Case, err = s.store.Case(ctx, c.Param("number"), parts.ViewerFrom(ctx)); err != nil {
		return page, err
	}
	i := slices.IndexFunc(page.Case.Answers, func(a models.Answer) bool { return a.ID == id })
	if i < 0 {
		return page, models.ErrNotFound
	}
	page.Answer = page.Case.Answers[i]
	if !page.Case.MayRevise(page.Answer) {
		return page, models.ErrForbidden
	}
	return page, nil
}

func (s *Server) showRevision(c echo.Context) error {
	page, err := s.revisable(c)
	if err != nil {
		return err
	}
	a := page.Answer
	page.Form = models.AnswerChange{AnswerWording: a.Wording()}
	return s.render(c, http.StatusOK, desk.AnswerRevise(page))
}

// reviseAnswer changes the wording of a published answer. The old wording stays public.
func (s *Server) reviseAnswer(c echo.Context) error {
	ctx := c.Request().Context()
	page, err := s.revisable(c)
	if err != nil {
		return err
	}
	revision := formNumber(c.FormValue("revision"))
	page.Form = models.AnswerChange{AnswerWording: models.AnswerWording{Found: c.FormValue("found"), Action: c.FormValue("action"),
		Responsible: c.FormValue("responsible"), Law: c.FormValue("law")}, Note: c.FormValue("note")}
	err = s.store.ReviseAnswer(ctx, page.Case.Appeal.ID, page.Answer.ID, officialOf(c, page.Case.Body.ID), revision, page.Form)
	if errors.Is(err, models.ErrStale) {
		page.Stale = true
		return s.render(c, http.StatusConflict, desk.AnswerRevise(page))
	}
	return finish(c, err, outcome{
		flash: "flash.desk_revised", to: paths.Case(ctx, page.Case.Number, ""),
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, desk.AnswerRevise(page))
		},
	})
}
