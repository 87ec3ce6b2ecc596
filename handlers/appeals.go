package handlers

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/database"
	"jauap/views/appeals"
	"jauap/views/paths"
)

// showAppeals renders the board. Its whole state is in the address.
func (s *Server) showAppeals(c echo.Context) (err error) {
	ctx := c.Request().Context()
	page := appeals.IndexPage{Filter: s.appealFilter(c)}
	if err := s.fillBoard(c, &page); err != nil {
		return err
	}
	if err := s.markVoiced(ctx, page.List.Cards); err != nil {
		return err
	}
	if page.Follows, err = s.followed(ctx, page.Targets()); err != nil {
		return err
	}
	if page.Busy {
		return s.render(c, setBusy(c), appeals.Index(page))
	}
	return s.render(c, http.StatusOK, appeals.Index(page))
}

// fillBoard reads the list of the board. If too many searches run concurrently, the page
// has its filled form but no list, so that a visitor can search again without typing.
func (s *Server) fillBoard(c echo.Context, page *appeals.IndexPage) (err error) {
	ctx := c.Request().Context()
	if err = s.boardPlace(c, page); err == nil {
		page.List, err = s.store.Appeals(ctx, page.Filter)
	}
	if errors.Is(err, models.ErrSearchBusy) {
		page.Busy = true
		return nil
	}
	if err != nil || len(page.List.Cards) > 0 {
		return err
	}
	page.Loosen, err = s.store.Loosen(ctx, page.Filter)
	if errors.Is(err, models.ErrSearchBusy) {
		page.Unloosed = true
		return nil
	}
	return err
}

// appealFilter reads the filter of the board from the address, except the place.
func (s *Server) appealFilter(c echo.Context) (f models.AppealFilter) {
	for _, condition := range models.AppealConditions {
		for _, p := range condition.Parameters {
			if v := c.QueryParam(p.Name); v != "" && p.Name != "place" && !p.Set(s.store.Reference(), &f, v) {
				refuseParameter(c, p.Name)
			}
		}
	}
	if c.QueryParam("sort") != "newest" { // "newest" is the default and stays out of the address
		f.Sort = choice(c, "sort", models.Sorts)
	}
	f.After, f.Before = cursors(c, f.Sort)
	return f
}

// boardPlace reads the place from its code or, without script, from a typed name or code.
// If several places have the name, the page shows them for a choice.
func (s *Server) boardPlace(c echo.Context, page *appeals.IndexPage) (err error) {
	const most = 12 // places to choose from
	name := strings.TrimSpace(c.QueryParam("place_name"))
	if models.IsPlaceCode(name) {
		page.Place, err = s.placeByCode(c, name, "place_name")
	} else {
		page.Place, page.Found, err = s.queryPlaceName(c, name, most)
		if len(name) <= longestName && (page.Place == nil || page.Found != nil) {
			page.PlaceName = name
		}
	}
	if page.Place != nil {
		page.Filter.Place = page.Place.Code
	}
	return err
}

func (s *Server) showAppeal(c echo.Context) error {
	return s.renderAppeal(c, http.StatusOK, appeals.Mine{})
}

// renderAppeal shows an appeal. mine holds a rejected form of the viewer; their voice,
// verdict and follows are read here.
func (s *Server) renderAppeal(c echo.Context, status int, mine appeals.Mine) error {
	ctx := c.Request().Context()
	page := appeals.ShowPage{Mine: mine}
	var err error
	if page.AppealPage, err = s.store.AppealPageFor(ctx, c.Param("number"), viewerID(ctx)); err != nil {
		return err
	}
	page.CommentsAfter = commentCursor(c)
	if page.Comments, err = s.store.Comments(ctx, page.AppealPage.ID, page.CommentsAfter); err != nil {
		return err
	}
	if viewer := viewerID(ctx); viewer != 0 {
		given, err := s.store.VoicedBy(ctx, viewer, page.AppealPage.ID)
		if err != nil {
			return err
		}
		if own, ok := given[page.AppealPage.ID]; ok {
			page.Mine.Voice = &own
			page.AppealPage.Appeal = page.AppealPage.WithOwn(own)
		}
		taken, err := s.store.TakenBack(ctx, viewer, page.AppealPage.ID)
		if err != nil {
			return err
		}
		if taken != nil {
			page.AppealPage.Appeal = page.AppealPage.Without(*taken)
		}
		if page.Mine.Judged, err = s.store.JudgedBy(ctx, viewer, page.AppealPage.ID); err != nil {
			return err
		}
		// The page does not depend on this write, so it is shown on a read-only database too.
		if err := s.notices.ReadAbout(ctx, viewer, page.AppealPage.ID); err != nil && !database.Unavailable(err) {
			return err
		}
	}
	if page.Mine.Follows, err = s.followed(ctx, page.Targets()); err != nil {
		return err
	}
	return s.render(c, status, appeals.Show(page))
}

// showShortAppeal redirects from the short address used in printed notices and text
// messages.
func (s *Server) showShortAppeal(c echo.Context) error {
	number := c.Param("number")
	if !models.IsAppealNumber(number) {
		return models.ErrNotFound
	}
	c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
	return c.Redirect(http.StatusFound, paths.Appeal(c.Request().Context(), number))
}
