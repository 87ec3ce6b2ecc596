package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/views/appeals"
	"jauap/views/i18n"
	"jauap/views/paths"
)

// showAppeals is the board. The address is its whole state.
func (s *Server) showAppeals(c echo.Context) error {
	ctx := c.Request().Context()
	page := appeals.IndexPage{}
	page.Filter, page.Unknown = s.readAppealFilter(c.QueryParams())
	if err := s.fillBoard(ctx, c.QueryParams(), &page); err != nil {
		return err
	}
	if err := s.markVoiced(ctx, page.List.Cards); err != nil {
		return err
	}
	var err error
	if page.Follows, err = s.followed(ctx, page.Targets()); err != nil {
		return err
	}
	switch {
	case page.Busy:
		return s.render(c, turnAway(c), appeals.Index(page))
	case len(page.Unknown) > 0:
		return s.render(c, http.StatusBadRequest, appeals.Index(page))
	}
	return s.render(c, http.StatusOK, appeals.Index(page))
}

// fillBoard reads the list of the board. A search that is too much at this moment leaves
// the page with its form filled, so that nothing has to be typed again.
func (s *Server) fillBoard(ctx context.Context, q url.Values, page *appeals.IndexPage) (err error) {
	if err = s.resolvePlace(ctx, q, page); err == nil {
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

// readAppealFilter reads the address into a filter. A value that means nothing
// falls to zero and its name is returned, for the page to say so.
func (s *Server) readAppealFilter(q url.Values) (f models.AppealFilter, unknown []string) {
	check := func(name string, known bool) bool {
		if !known && q.Get(name) != "" {
			unknown = append(unknown, name)
		}
		return known
	}
	if _, ok := s.store.Reference().Category(q.Get("category")); check("category", ok) {
		f.Category = q.Get("category")
	}
	if status := models.Status(q.Get("status")); check("status", slices.Contains(models.ShownStatuses, status)) {
		f.Status = status
	}
	if sort := models.Sort(strings.TrimPrefix(q.Get("sort"), "newest")); check("sort", slices.Contains(models.Sorts, sort)) {
		f.Sort = sort
	}
	f.Overdue = check("overdue", q.Get("overdue") == "1")
	f.Answered = check("answered", q.Get("answered") == "1")
	for name, day := range map[string]*calendar.Date{"from": &f.From, "to": &f.To} {
		if d, err := calendar.ParseDate(q.Get(name)); check(name, err == nil && d.Year >= 2000 && d.Year < 2100) {
			*day = d
		}
	}
	if f.Query = strings.Join(strings.Fields(q.Get("q")), " "); len(f.Query) > 200 {
		f.Query = ""
		unknown = append(unknown, "q")
	}
	for name, cursor := range map[string]*models.Cursor{"after": &f.After, "before": &f.Before} {
		if v := models.Cursor(q.Get(name)); check(name, f.Sort.CheckCursor(v) == nil) {
			*cursor = v
		}
	}
	if f.After != "" && f.Before != "" {
		f.Before = ""
		unknown = append(unknown, "before")
	}
	slices.Sort(unknown)
	return f, unknown
}

// resolvePlace reads the place from its code or, without script, from the name
// that was typed: one match is taken, several are offered.
func (s *Server) resolvePlace(ctx context.Context, q url.Values, page *appeals.IndexPage) error {
	code, name := q.Get("place"), strings.TrimSpace(q.Get("place_name"))
	if models.IsPlaceCode(name) {
		code, name = name, ""
	}
	if code == "" && name == "" {
		return nil
	}
	if len(name) > 200 {
		page.Unknown = append(page.Unknown, "place_name")
		return nil
	}
	if code != "" {
		place, err := s.store.Place(ctx, code)
		switch {
		case statusOf(err) == http.StatusNotFound:
			page.Unknown = append(page.Unknown, "place")
			return nil
		case err != nil:
			return err
		}
		// The name was changed after the place had been chosen: the name counts.
		if name == "" || name == place.Name.In(string(i18n.From(ctx))) {
			page.Place, page.Filter.Place = &place, code
			return nil
		}
	}
	page.PlaceName = name
	found, err := s.store.FindPlaces(ctx, name, 12)
	if err != nil {
		return err
	}
	page.Found = found
	if len(found) == 1 {
		page.Place, page.Filter.Place = &found[0].Place, found[0].Code
	}
	return nil
}

func (s *Server) showAppeal(c echo.Context) error {
	return s.renderAppeal(c, http.StatusOK, appeals.Mine{})
}

// renderAppeal shows an appeal with what the reader has to do with it, and a
// form of theirs that was typed and not accepted.
func (s *Server) renderAppeal(c echo.Context, status int, mine appeals.Mine) error {
	ctx := c.Request().Context()
	page := appeals.ShowPage{Mine: mine}
	var err error
	if page.Dossier, err = s.store.DossierFor(ctx, c.Param("number"), viewerID(ctx)); err != nil {
		return err
	}
	if page.CommentsAfter, err = commentsAfter(c); err != nil {
		return err
	}
	if page.Comments, err = s.store.Comments(ctx, page.Dossier.ID, page.CommentsAfter); err != nil {
		return err
	}
	if viewer := viewerID(ctx); viewer != 0 {
		given, err := s.store.VoicedBy(ctx, viewer, page.Dossier.ID)
		if err != nil {
			return err
		}
		if own, ok := given[page.Dossier.ID]; ok {
			page.Mine.Voice = &own
			page.Dossier.Appeal = page.Dossier.WithOwn(own)
		}
		taken, err := s.store.TakenBack(ctx, viewer, page.Dossier.ID)
		if err != nil {
			return err
		}
		if taken != nil {
			page.Dossier.Appeal = page.Dossier.Without(*taken)
		}
		if page.Mine.Judged, err = s.store.JudgedBy(ctx, viewer, page.Dossier.ID); err != nil {
			return err
		}
		if err := s.store.ReadAbout(ctx, viewer, page.Dossier.ID); err != nil {
			return err
		}
	}
	if page.Mine.Follows, err = s.followed(ctx, page.Targets()); err != nil {
		return err
	}
	return s.render(c, status, appeals.Show(page))
}

// showShortAppeal is the address short enough for a notice or a text message.
func (s *Server) showShortAppeal(c echo.Context) error {
	number := c.Param("number")
	if !models.IsAppealNumber(number) {
		return models.ErrNotFound
	}
	c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
	return c.Redirect(http.StatusFound, paths.Appeal(c.Request().Context(), number))
}
