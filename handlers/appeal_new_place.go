package handlers

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/filing"
	"jauap/views/paths"
)

// showNewPlace asks for the place, by name or by descending the tree of places (parameter
// in).
func (s *Server) showNewPlace(c echo.Context) error {
	d, err := s.unfiledDraft(c)
	if err != nil {
		return s.awayFromStep(c, err)
	}
	return s.renderNewPlace(c, http.StatusOK, filing.PlacePage{Form: d.Form})
}

func (s *Server) renderNewPlace(c echo.Context, status int, page filing.PlacePage) error {
	ctx := c.Request().Context()
	if _, ok := s.store.Reference().Category(page.Form.Category); !ok {
		return c.Redirect(http.StatusSeeOther, paths.AppealNew(ctx))
	}
	if page.Form.Place != "" && page.Typed == "" {
		place, err := s.store.Place(ctx, page.Form.Place)
		if err == nil {
			page.Place = &place
		} else if !errors.Is(err, models.ErrNotFound) {
			return err
		}
	}
	in := c.QueryParam("in")
	if in != "" {
		var err error
		if page.Trail, err = s.store.PlaceTrail(ctx, in); err != nil {
			return err
		}
		duty, err := s.store.WhoAnswers(ctx, in, page.Form.Category)
		if err != nil {
			return err
		}
		page.Duty = &duty
	}
	var err error
	if page.Children, err = s.records.PlaceChildren(ctx, in); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, status, filing.Place(page))
}

// choosePlace saves the place of a code or of a typed name.
func (s *Server) choosePlace(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := s.unfiledDraft(c)
	if err != nil {
		return s.awayFromStep(c, err)
	}
	page := filing.PlacePage{Form: d.Form, Typed: strings.TrimSpace(c.FormValue("place_name"))}
	place, err := s.typedPlace(ctx, c.FormValue("place"), &page)
	if errors.As(err, &page.Problems) {
		return s.renderNewPlace(c, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	_, form, err := s.saveDraft(c, draftToken(c), func(f *models.DraftForm) { f.Place = place })
	if err != nil {
		return s.awayFromStep(c, err)
	}
	next, _, err := s.nextStep(ctx, form)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, next)
}

// typedPlace returns the code of the selected or named place. If several places match,
// they are put into the page for a choice. A retired place cannot be selected by its code.
func (s *Server) typedPlace(ctx context.Context, code string, page *filing.PlacePage) (string, error) {
	place, found, err := s.placeOf(ctx, code, page.Typed)
	if err == nil && place != nil && place.Retired {
		place, found, err = s.placeNamed(ctx, page.Typed, 12)
	}
	page.Found = found
	switch {
	case err != nil:
		return "", err
	case place != nil:
		return place.Code, nil
	case page.Typed == "":
		return "", models.Invalid{"place_name": {Key: "problem.required"}}
	case len(found) == 0:
		return "", models.Invalid{"place_name": {Key: "problem.no_place"}}
	}
	return "", models.Invalid{"place_name": {Key: "problem.several_places"}}
}
