package handlers

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/desk"
	"jauap/views/parts"
	"jauap/views/paths"
)

// showCase shows an appeal to the officials who work on it.
func (s *Server) showCase(c echo.Context) error {
	return s.renderCase(c, http.StatusOK, desk.CasePage{})
}

func (s *Server) renderCase(c echo.Context, status int, page desk.CasePage) error {
	ctx := c.Request().Context()
	var err error
	if page.Case, err = s.store.Case(ctx, c.Param("number"), parts.ViewerFrom(ctx)); err != nil {
		return err
	}
	return s.render(c, status, desk.Case(page))
}

// caseChange is what a form of the desk does to an appeal.
type caseChange func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error

// caseAct is formAct for the body that owes the answer or decides on the complaint. An
// official who may only read the appeal gets ErrForbidden.
func (s *Server) caseAct(done string, fields map[string]string, do caseChange) echo.HandlerFunc {
	return s.formAct(done, fields, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
		if !st.Acts {
			return models.ErrForbidden
		}
		return do(ctx, st, by, form)
	})
}

// formAct returns the handler of a form that changes an appeal. Rejected values are shown
// again with their problems; fields maps the field names of the store to those of the form.
func (s *Server) formAct(done string, fields map[string]string, do caseChange) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx := c.Request().Context()
		st, err := s.standing(c)
		if err != nil {
			return err
		}
		form, err := formParams(c)
		if err != nil {
			return err
		}
		return perform(c, action{
			do: func() error { return do(ctx, st, officialOf(c, st.BodyID), form) },
			again: func(invalid models.Invalid) error {
				page := desk.CasePage{Typed: form, Invalid: models.Invalid{}}
				for field, problem := range invalid {
					if named, ok := fields[field]; ok {
						field = named
					}
					page.Invalid[field] = problem
				}
				return s.renderCase(c, http.StatusUnprocessableEntity, page)
			},
			flash: done,
			next:  func() (string, error) { return s.afterAct(ctx, c.Param("number")), nil },
		})
	}
}

// afterAct returns the page of the appeal, or the desk if the appeal now belongs to a
// body that the viewer does not work for.
func (s *Server) afterAct(ctx context.Context, number string) string {
	if _, err := s.store.StandingOf(ctx, number, parts.ViewerFrom(ctx)); err != nil {
		return paths.Desk(ctx)
	}
	return paths.Case(ctx, number, "")
}

func (s *Server) takeUpAppeal() echo.HandlerFunc {
	return s.caseAct("flash.desk_taken", nil, func(ctx context.Context, st models.Standing, by models.Official, _ url.Values) error {
		return s.store.TakeUpAppeal(ctx, st.AppealID, by)
	})
}

func (s *Server) askAuthor() echo.HandlerFunc {
	return s.caseAct("flash.desk_asked", map[string]string{"text": "ask_text"}, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
		return s.store.AskAuthor(ctx, st.AppealID, by, form.Get("ask_text"))
	})
}

func (s *Server) postUpdate() echo.HandlerFunc {
	return s.caseAct("flash.desk_updated", map[string]string{"text": "update_text"}, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
		return s.store.PostUpdate(ctx, st.AppealID, by, form.Get("update_text"))
	})
}

func (s *Server) redirectAppeal() echo.HandlerFunc {
	fields := map[string]string{"to": "redirect_to", "reason": "redirect_reason", "text": "redirect_text"}
	return s.caseAct("flash.desk_redirected", fields, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
		to, _ := strconv.ParseInt(form.Get("redirect_to"), 10, 64) // no body has id 0
		return s.store.RedirectAppeal(ctx, st.AppealID, by, to, form.Get("redirect_reason"), form.Get("redirect_text"))
	})
}

func (s *Server) extendAppeal() echo.HandlerFunc {
	fields := map[string]string{"to": "extend_to", "reason": "extend_reason"}
	return s.caseAct("flash.desk_extended", fields, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
		return s.store.ExtendAppeal(ctx, st.AppealID, by, formDate(form.Get("extend_to")), form.Get("extend_reason"))
	})
}

func (s *Server) pauseAppeal() echo.HandlerFunc {
	fields := map[string]string{"law": "pause_law", "reason": "pause_reason"}
	return s.caseAct("flash.desk_paused", fields, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
		return s.store.PauseAppeal(ctx, st.AppealID, by, form.Get("pause_law"), form.Get("pause_reason"))
	})
}

func (s *Server) resumeAppeal() echo.HandlerFunc {
	return s.caseAct("flash.desk_resumed", nil, func(ctx context.Context, st models.Standing, by models.Official, _ url.Values) error {
		return s.store.ResumeAppeal(ctx, st.AppealID, by)
	})
}

// promiseAct is formAct for the promise in the address. A promise is kept by the body
// that gave it, even if another body owes the next answer.
func (s *Server) promiseAct(done string, fields map[string]string, do func(ctx context.Context, promise int64, by models.Official, form url.Values) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		id, err := pathID(c)
		if err != nil {
			return err
		}
		named := map[string]string{}
		for field, pattern := range fields {
			named[field] = desk.PromiseField(pattern, id)
		}
		return s.formAct(done, named, func(ctx context.Context, st models.Standing, by models.Official, form url.Values) error {
			if err := s.store.PromiseOf(ctx, id, st.AppealID); err != nil {
				return err
			}
			return do(ctx, id, by, form)
		})(c)
	}
}

func (s *Server) movePromise() echo.HandlerFunc {
	fields := map[string]string{"to": "move_to", "reason": "move_reason"}
	return s.promiseAct("flash.desk_moved", fields, func(ctx context.Context, promise int64, by models.Official, form url.Values) error {
		return s.store.MovePromise(ctx, promise, by, formDate(form.Get(desk.PromiseField("move_to", promise))),
			form.Get(desk.PromiseField("move_reason", promise)))
	})
}
