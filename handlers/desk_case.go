package handlers

import (
	"context"
	"net/http"
	"net/url"

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

// caseRequest is a form that an official has submitted on the page of an appeal.
type caseRequest struct {
	ctx    context.Context
	store  *models.Store
	appeal int64
	by     models.Official
	form   url.Values
}

// caseAction is an action of an official on an appeal.
type caseAction struct {
	do     func(r caseRequest) error
	flash  string            // message on the next page
	fields map[string]string // the form's names of fields by the store's, where they differ
}

// caseActions are the actions by the last part of their address.
var caseActions = map[string]caseAction{
	"take-up": {flash: "flash.desk_taken", do: func(r caseRequest) error {
		return r.store.TakeUpAppeal(r.ctx, r.appeal, r.by)
	}},
	"ask": {flash: "flash.desk_asked", fields: map[string]string{"text": "ask_text"}, do: func(r caseRequest) error {
		return r.store.AskAuthor(r.ctx, r.appeal, r.by, r.form.Get("ask_text"))
	}},
	"update": {flash: "flash.desk_updated", fields: map[string]string{"text": "update_text"}, do: func(r caseRequest) error {
		return r.store.PostUpdate(r.ctx, r.appeal, r.by, r.form.Get("update_text"))
	}},
	"redirect": {flash: "flash.desk_redirected", fields: map[string]string{"to": "redirect_to", "reason": "redirect_reason", "text": "redirect_text"}, do: func(r caseRequest) error {
		return r.store.RedirectAppeal(r.ctx, r.appeal, r.by, formID(r.form.Get("redirect_to")), r.form.Get("redirect_reason"), r.form.Get("redirect_text"))
	}},
	"extend": {flash: "flash.desk_extended", fields: map[string]string{"to": "extend_to", "reason": "extend_reason"}, do: func(r caseRequest) error {
		return r.store.ExtendAppeal(r.ctx, r.appeal, r.by, formDate(r.form.Get("extend_to")), r.form.Get("extend_reason"))
	}},
	"pause": {flash: "flash.desk_paused", fields: map[string]string{"law": "pause_law", "reason": "pause_reason"}, do: func(r caseRequest) error {
		return r.store.PauseAppeal(r.ctx, r.appeal, r.by, r.form.Get("pause_law"), r.form.Get("pause_reason"))
	}},
	"resume": {flash: "flash.desk_resumed", do: func(r caseRequest) error {
		return r.store.ResumeAppeal(r.ctx, r.appeal, r.by)
	}},
	// The superior body returns an escalated appeal to the body below, with an order.
	"return": {flash: "flash.appeal_returned", fields: map[string]string{"order": "return_order", "due": "return_due"}, do: func(r caseRequest) error {
		return r.store.ReturnAppeal(r.ctx, r.appeal, r.by, r.form.Get("return_order"), formDate(r.form.Get("return_due")))
	}},
}

// changeCase returns the handler of an action. It admits officials of the body that must
// answer the appeal or decide on its complaint; others, who may only read it, get
// ErrForbidden.
func (s *Server) changeCase(name string) echo.HandlerFunc {
	action := caseActions[name]
	return func(c echo.Context) error {
		st, err := s.standing(c)
		if err != nil {
			return err
		}
		form, err := formParams(c)
		if err != nil {
			return err
		}
		if !st.Acts {
			return models.ErrForbidden
		}
		err = action.do(caseRequest{c.Request().Context(), s.store, st.AppealID, officialOf(c, st.BodyID), form})
		return s.finishCase(c, err, action.flash, form, action.fields)
	}
}

// finishCase responds to a form on the page of an appeal. Rejected values are shown again
// with their problems.
func (s *Server) finishCase(c echo.Context, err error, flash string, form url.Values, fields map[string]string) error {
	return finish(c, err, outcome{
		flash: flash,
		next:  func() (string, error) { return s.afterCase(c), nil },
		again: func(in models.Invalid) error {
			page := desk.CasePage{Typed: form, Invalid: models.Invalid{}}
			for field, problem := range in {
				if named, ok := fields[field]; ok {
					field = named
				}
				page.Invalid[field] = problem
			}
			return s.renderCase(c, http.StatusUnprocessableEntity, page)
		},
	})
}

// afterCase returns the page of the appeal, or the desk if the appeal now belongs to a body
// that the viewer does not work for.
func (s *Server) afterCase(c echo.Context) string {
	ctx, number := c.Request().Context(), c.Param("number")
	if _, err := s.store.CaseAccessOf(ctx, number, parts.ViewerFrom(ctx)); err != nil {
		return paths.Desk(ctx)
	}
	return paths.Case(ctx, number, "")
}
