package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/appeals"
	"jauap/views/paths"
)

// authorRequest is a form that an author has submitted on their own appeal.
type authorRequest struct {
	ctx            context.Context
	store          *models.Store
	appeal, author int64
	form           appeals.AuthorForm
}

// authorAction is an action of an author on their own appeal.
type authorAction struct {
	do    func(r authorRequest) error
	flash string // message on the next page
}

// authorActions are the actions by the last part of their address.
var authorActions = map[models.AuthorAct]authorAction{
	models.ActJudge: {func(r authorRequest) error {
		return r.store.JudgeAnswer(r.ctx, r.appeal, r.author, r.form.Verdict, r.form.Text, r.form.Pictures...)
	}, "flash.appeal_judged"},
	models.ActAdd: {func(r authorRequest) error {
		return r.store.AddInformation(r.ctx, r.appeal, r.author, r.form.Text)
	}, "flash.appeal_added"},
	models.ActEscalate: {func(r authorRequest) error {
		return r.store.EscalateAppeal(r.ctx, r.appeal, &r.author, r.form.Text)
	}, "flash.appeal_escalated"},
	models.ActObject: {func(r authorRequest) error {
		return r.store.ObjectToModeration(r.ctx, r.appeal, r.author, r.form.Text)
	}, "flash.appeal_objected"},
	models.ActEotinish: {func(r authorRequest) error {
		return r.store.AttachEotinish(r.ctx, r.appeal, r.author, r.form.Eotinish)
	}, "flash.appeal_linked"},
	models.ActWithdraw: {func(r authorRequest) error {
		return r.store.WithdrawAppeal(r.ctx, r.appeal, r.author)
	}, "flash.appeal_withdrawn"},
	models.ActHide: {func(r authorRequest) error {
		return r.store.HideOwnAppeal(r.ctx, r.appeal, r.author)
	}, "flash.appeal_hidden"},
	models.ActShow: {func(r authorRequest) error {
		return r.store.ShowOwnAppeal(r.ctx, r.appeal, r.author)
	}, "flash.appeal_shown"},
}

// authorPage returns the viewer's own appeal and the action of the address. A public
// appeal of another author is ErrForbidden, one that is not public ErrNotFound.
func (s *Server) authorPage(c echo.Context) (page appeals.AuthorPage, action authorAction, err error) {
	page.Act = models.AuthorAct(c.Param("act"))
	action, ok := authorActions[page.Act]
	if !ok {
		return page, action, models.ErrNotFound
	}
	ctx := c.Request().Context()
	if page.AppealPage, err = s.store.AppealPageFor(ctx, c.Param("number"), viewerID(ctx)); err != nil {
		return page, action, err
	}
	if page.AppealPage.Authorship == nil {
		return page, action, models.ErrForbidden
	}
	return page, action, nil
}

// showAuthorAct shows the form of an action and explains its effect.
func (s *Server) showAuthorAct(c echo.Context) error {
	page, _, err := s.authorPage(c)
	if err != nil {
		return err
	}
	if !page.AppealPage.AuthorMay(page.Act) {
		return models.ErrState
	}
	return s.render(c, http.StatusOK, appeals.Author(page))
}

// doAuthorAct performs an author's action on their appeal.
func (s *Server) doAuthorAct(c echo.Context) error {
	page, action, err := s.authorPage(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	mayAct := page.AppealPage.AuthorMay(page.Act)
	if page.Act != models.ActJudge && !mayAct { // a repeated verdict is accepted and changes nothing
		return models.ErrState
	}
	problem, err := s.readAuthorForm(c, &page)
	if err != nil {
		return err
	}
	if page.Act == models.ActAdd { // a ban forbids new text only
		err = s.store.CheckBan(ctx, "text", presence(c))
	}
	if err == nil && problem != nil { // reported together with the problems of the text
		invalid := models.CheckVerdict(page.Form.Verdict, page.Form.Text)
		invalid["pictures"] = *problem
		err = invalid
	}
	if err == nil {
		err = action.do(authorRequest{ctx, s.store, page.AppealPage.ID, viewerID(ctx), page.Form})
	}
	return finish(c, err, outcome{
		flash: action.flash, to: paths.Appeal(ctx, page.AppealPage.Number),
		again: func(in models.Invalid) error {
			if !mayAct { // a late verdict has no form to show
				return in
			}
			page.Problems = in
			return s.render(c, http.StatusUnprocessableEntity, appeals.Author(page))
		},
	})
}

// readAuthorForm fills the form of the page. problem reports rejected pictures.
func (s *Server) readAuthorForm(c echo.Context, page *appeals.AuthorPage) (problem *models.Problem, err error) {
	values, kept, problem, err := s.readPictures(c, "kept")
	if err == nil {
		page.Form = appeals.AuthorForm{Text: values.Get("text"), Verdict: models.Verdict(values.Get("verdict")), Eotinish: values.Get("eotinish"),
			Pictures: kept, Kept: digestsOf(kept)}
	}
	return problem, err
}
