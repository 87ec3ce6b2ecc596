package handlers

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/parts"
	"jauap/views/works"
)

// showWorks lists the explanations of work.
func (s *Server) showWorks(c echo.Context) error {
	ctx := c.Request().Context()
	var page works.IndexPage
	f := &page.Filter
	q := c.QueryParams()
	if v := models.Stage(q.Get("stage")); v != "" {
		if !slices.Contains(models.Stages, v) {
			return echo.NewHTTPError(http.StatusBadRequest)
		}
		f.Stage = v
	}
	if v := q.Get("category"); v != "" {
		if _, ok := s.store.Reference().Category(v); !ok {
			return echo.NewHTTPError(http.StatusBadRequest)
		}
		f.Category = v
	}
	if v := q.Get("place"); v != "" {
		place, err := s.store.Place(ctx, v)
		if errors.Is(err, models.ErrNotFound) {
			return echo.NewHTTPError(http.StatusBadRequest)
		} else if err != nil {
			return err
		}
		page.Place, f.Place = &place, v
	}
	f.After, f.Before = models.Cursor(q.Get("after")), models.Cursor(q.Get("before"))
	if f.After != "" && f.Before != "" || models.Newest.CheckCursor(f.After) != nil || models.Newest.CheckCursor(f.Before) != nil {
		return models.ErrCursor
	}
	var err error
	if page.List, err = s.store.Works(ctx, *f); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, works.Index(page))
}

func (s *Server) showWork(c echo.Context) error {
	return s.renderWork(c, http.StatusOK, parts.CommentForm{})
}

// renderWork shows an explanation with the questions under it, and one that was
// typed and not accepted.
func (s *Server) renderWork(c echo.Context, status int, form parts.CommentForm) error {
	ctx := c.Request().Context()
	page := works.ShowPage{Question: form}
	var err error
	if page.Work, err = s.work(c); err != nil {
		return err
	}
	if page.QuestionsAfter, err = commentsAfter(c); err != nil {
		return err
	}
	if page.Questions, err = s.store.Questions(ctx, page.Work.ID, page.QuestionsAfter); err != nil {
		return err
	}
	return s.render(c, status, works.Show(page))
}

// work is the explanation that the address names.
func (s *Server) work(c echo.Context) (work models.Work, err error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return work, models.ErrNotFound
	}
	return s.store.Work(c.Request().Context(), id)
}
