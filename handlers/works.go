package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/parts"
	"jauap/views/works"
)

// showWorks lists explanations of work.
func (s *Server) showWorks(c echo.Context) error {
	ctx := c.Request().Context()
	var page works.IndexPage
	f := &page.Filter
	f.Stage = optionalChoice(c, "stage", models.Stages)
	f.Category = s.queryCategory(c)
	var err error
	if page.Place, f.Place, err = s.queryPlace(c); err != nil {
		return err
	}
	f.After, f.Before = timeCursors(c)
	if page.List, err = s.store.Works(ctx, *f); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, works.Index(page))
}

func (s *Server) showWork(c echo.Context) error {
	return s.renderWork(c, http.StatusOK, parts.CommentForm{})
}

// renderWork shows an explanation with its questions, and the form of a rejected question.
func (s *Server) renderWork(c echo.Context, status int, form parts.CommentForm) error {
	ctx := c.Request().Context()
	page := works.ShowPage{Question: form}
	var err error
	if page.Work, err = s.work(c); err != nil {
		return err
	}
	page.QuestionsAfter = commentCursor(c)
	if page.Questions, err = s.store.Questions(ctx, page.Work.ID, page.QuestionsAfter); err != nil {
		return err
	}
	return s.render(c, status, works.Show(page))
}

// work returns the explanation in the address.
func (s *Server) work(c echo.Context) (work models.Work, err error) {
	id, err := pathID(c)
	if err != nil {
		return work, err
	}
	return s.store.Work(c.Request().Context(), id)
}
