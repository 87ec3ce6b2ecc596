package handlers

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/filing"
	"jauap/views/i18n"
	"jauap/views/paths"
)

// Filing an appeal in four steps. The text is kept in a draft; a cookie holds its token.
// Each step saves first and validates afterwards.

const draftCookie = "draft"

// draftToken returns the token in the draft cookie, or "".
func draftToken(c echo.Context) string {
	return cookieValue(c, draftCookie)
}

// draft returns the draft of the browser, or ErrNotFound if it has no draft or the draft
// belongs to another user.
func (s *Server) draft(c echo.Context) (models.Draft, error) {
	ctx := c.Request().Context()
	return s.store.Draft(ctx, draftToken(c), viewerID(ctx))
}

// unfiledDraft returns the draft of the browser, or ErrState if it has been filed.
func (s *Server) unfiledDraft(c echo.Context) (models.Draft, error) {
	d, err := s.draft(c)
	if err == nil && d.AppealID != nil {
		err = models.ErrState
	}
	return d, err
}

// saveDraft changes the draft of a token and returns the token. If the draft does not exist
// it starts a new one and returns its token, so that a lost cookie does not lose the text.
func (s *Server) saveDraft(c echo.Context, token string, change func(*models.DraftForm)) (_ string, form models.DraftForm, err error) {
	ctx := c.Request().Context()
	user := viewerID(ctx)
	ctx = models.WithSender(ctx, network(c.RealIP()))
	d, err := s.store.SaveDraft(ctx, token, user, change)
	if err == nil {
		return token, d.Form, nil
	}
	if !errors.Is(err, models.ErrNotFound) {
		return "", form, err
	}
	form = models.DraftForm{Kind: models.Message, Lang: string(i18n.From(ctx))}
	change(&form)
	if token, err = s.store.StartDraft(ctx, user, form); err != nil {
		return "", form, err
	}
	setCookie(c, draftCookie, token, models.DraftDays*24*60*60)
	return token, form, nil
}

// awayFromStep redirects from a step that is not possible now: to the first step if there
// is no draft, to the receipt if the draft was filed. Other errors are returned.
func (s *Server) awayFromStep(c echo.Context, err error) error {
	ctx := c.Request().Context()
	switch {
	case errors.Is(err, models.ErrNotFound):
		return c.Redirect(http.StatusSeeOther, paths.AppealNew(ctx)+"?lost=1")
	case errors.Is(err, models.ErrState):
		return s.toReceipt(c)
	}
	return err
}

// nextStep returns the first step with a missing or invalid field, or the last step.
func (s *Server) nextStep(ctx context.Context, form models.DraftForm) (string, models.Invalid, error) {
	problems, err := s.store.CheckDraft(ctx, form)
	switch {
	case err != nil:
		return "", nil, err
	case len(problems) == 0:
		return paths.AppealNewCheck(ctx), nil, nil
	}
	if _, wrong := problems["category"]; wrong {
		return paths.AppealNew(ctx), problems, nil
	}
	if _, wrong := problems["place"]; wrong {
		return paths.AppealNewPlace(ctx), problems, nil
	}
	return paths.AppealNewText(ctx), problems, nil
}

// showNewAppeal shows the first step, the category.
func (s *Server) showNewAppeal(c echo.Context) error {
	page := filing.CategoryPage{Lost: c.QueryParam("lost") != "", Place: c.QueryParam("place")}
	return s.renderNewAppeal(c, http.StatusOK, page)
}

func (s *Server) renderNewAppeal(c echo.Context, status int, page filing.CategoryPage) error {
	ctx := c.Request().Context()
	page.AnswerDue = s.store.AnswerByToday()
	d, err := s.unfiledDraft(c)
	switch {
	case err == nil:
		page.Form, page.Lost = d.Form, false
		if page.Next, _, err = s.nextStep(ctx, d.Form); err != nil {
			return err
		}
		if page.Next == paths.AppealNew(ctx) {
			page.Next = ""
		}
	case !errors.Is(err, models.ErrNotFound) && !errors.Is(err, models.ErrState):
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, status, filing.Category(page))
}

// chooseCategory starts a draft or changes its category.
func (s *Server) chooseCategory(c echo.Context) error {
	ctx := c.Request().Context()
	if c.FormValue("fresh") != "" {
		setCookie(c, draftCookie, "", -1)
		return c.Redirect(http.StatusSeeOther, paths.AppealNew(ctx))
	}
	category, ok := s.store.Reference().Category(c.FormValue("category"))
	if !ok || category.Retired {
		return s.renderNewAppeal(c, http.StatusUnprocessableEntity, filing.CategoryPage{Place: c.FormValue("place"),
			Problems: models.Invalid{"category": {Key: "problem.unknown"}}})
	}
	token := draftToken(c)
	if _, err := s.unfiledDraft(c); errors.Is(err, models.ErrState) {
		token = "" // the draft was filed; start a new one
	}
	_, form, err := s.saveDraft(c, token, func(f *models.DraftForm) {
		if f.Category != category.Code {
			f.Private = nil // the default depends on the category
		}
		f.Category = category.Code
		if place := c.FormValue("place"); f.Place == "" && models.IsPlaceCode(place) {
			f.Place = place
		}
	})
	if err != nil {
		return err
	}
	next, _, err := s.nextStep(ctx, form)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, next)
}
