package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/appeals"
	"jauap/views/paths"
)

// authorAct is an action of an author on their own appeal, and the message of the next
// page.
type authorAct struct {
	do    func(s *models.Store, ctx context.Context, appeal, author int64, form appeals.AuthorForm) error
	flash string
}

var authorActs = map[models.AuthorAct]authorAct{
	models.ActJudge: {func(s *models.Store, ctx context.Context, appeal, author int64, form appeals.AuthorForm) error {
		return s.JudgeAnswer(ctx, appeal, author, form.Verdict, form.Text, form.Pictures...)
	}, "flash.appeal_judged"},
	models.ActAdd: {func(s *models.Store, ctx context.Context, appeal, author int64, form appeals.AuthorForm) error {
		return s.AddInformation(ctx, appeal, author, form.Text)
	}, "flash.appeal_added"},
	models.ActEscalate: {func(s *models.Store, ctx context.Context, appeal, author int64, form appeals.AuthorForm) error {
		return s.EscalateAppeal(ctx, appeal, &author, form.Text)
	}, "flash.appeal_escalated"},
	models.ActObject: {func(s *models.Store, ctx context.Context, appeal, author int64, form appeals.AuthorForm) error {
		return s.ObjectToModeration(ctx, appeal, author, form.Text)
	}, "flash.appeal_objected"},
	models.ActEotinish: {func(s *models.Store, ctx context.Context, appeal, author int64, form appeals.AuthorForm) error {
		return s.AttachEotinish(ctx, appeal, author, form.Eotinish)
	}, "flash.appeal_linked"},
	models.ActWithdraw: {func(s *models.Store, ctx context.Context, appeal, author int64, _ appeals.AuthorForm) error {
		return s.WithdrawAppeal(ctx, appeal, author)
	}, "flash.appeal_withdrawn"},
	models.ActHide: {func(s *models.Store, ctx context.Context, appeal, author int64, _ appeals.AuthorForm) error {
		return s.HideOwnAppeal(ctx, appeal, author)
	}, "flash.appeal_hidden"},
	models.ActShow: {func(s *models.Store, ctx context.Context, appeal, author int64, _ appeals.AuthorForm) error {
		return s.ShowOwnAppeal(ctx, appeal, author)
	}, "flash.appeal_shown"},
}

// authorPage returns the viewer's own appeal and the action of the address. A public
// appeal of another author is ErrForbidden, one that is not public ErrNotFound.
func (s *Server) authorPage(c echo.Context) (page appeals.AuthorPage, act authorAct, err error) {
	page.Act = models.AuthorAct(c.Param("act"))
	act, ok := authorActs[page.Act]
	if !ok {
		return page, act, models.ErrNotFound
	}
	ctx := c.Request().Context()
	if page.Dossier, err = s.store.DossierFor(ctx, c.Param("number"), viewerID(ctx)); err != nil {
		return page, act, err
	}
	if page.Dossier.Authorship == nil {
		return page, act, models.ErrForbidden
	}
	return page, act, nil
}

// showAuthorAct shows the form of an action and explains its effect.
func (s *Server) showAuthorAct(c echo.Context) error {
	page, _, err := s.authorPage(c)
	if err != nil {
		return err
	}
	if !page.Dossier.AuthorMay(page.Act) {
		return models.ErrState
	}
	return s.render(c, http.StatusOK, appeals.Author(page))
}

// doAuthorAct performs an author's action on their appeal.
func (s *Server) doAuthorAct(c echo.Context) error {
	author, act, err := s.authorPage(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if author.Act != models.ActJudge && !author.Dossier.AuthorMay(author.Act) { // a repeated verdict is accepted and changes nothing
		return models.ErrState
	}
	values, kept, problem, err := s.readPictures(c, "kept")
	if err != nil {
		return err
	}
	author.Form = appeals.AuthorForm{Text: values.Get("text"), Verdict: models.Verdict(values.Get("verdict")), Eotinish: values.Get("eotinish"),
		Pictures: kept, Kept: digestsOf(kept)}
	if author.Act == models.ActAdd { // a ban forbids new text only
		err = s.store.CheckBan(ctx, "text", presence(c))
	}
	if err == nil && problem != nil { // reported together with the problems of the text
		invalid := models.CheckVerdict(author.Form.Verdict, author.Form.Text)
		invalid["pictures"] = *problem
		err = invalid
	}
	return perform(c, action{
		do: func() error {
			if err != nil {
				return err
			}
			return act.do(s.store, ctx, author.Dossier.ID, viewerID(ctx), author.Form)
		},
		again: func(in models.Invalid) error {
			if !author.Dossier.AuthorMay(author.Act) { // a late verdict has no form to show
				return in
			}
			author.Problems = in
			return s.render(c, http.StatusUnprocessableEntity, appeals.Author(author))
		},
		flash: act.flash, next: page(paths.Appeal(ctx, author.Dossier.Number)),
	})
}
