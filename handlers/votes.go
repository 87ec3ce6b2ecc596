package handlers

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/vote"
	"jauap/views/votes"
)

// showVotes lists the votes, of a place if one is given.
func (s *Server) showVotes(c echo.Context) error {
	var page votes.IndexPage
	var f vote.Filter
	var err error
	if page.Place, f.Place, err = s.queryPlace(c); err != nil {
		return err
	}
	f.After, f.Before = timeCursors(c)
	if page.List, err = s.votes.Votes(c.Request().Context(), f); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, votes.Index(page))
}

func (s *Server) showVote(c echo.Context) error {
	page, err := s.votePage(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, votes.Show(page))
}

// votePage reads the vote in the address with its result, and whether the viewer may vote.
func (s *Server) votePage(c echo.Context) (page votes.ShowPage, err error) {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return page, err
	}
	if page.Vote, err = s.votes.Vote(ctx, id); err != nil {
		return page, err
	}
	page.Phase = page.Vote.Phase(s.store.Now())
	if page.Trail, err = s.store.PlaceTrail(ctx, page.Vote.PlaceCode); err != nil {
		return page, err
	}
	if page.Phase == vote.Counted {
		result, err := s.votes.Result(ctx, id)
		if err != nil {
			return page, err
		}
		page.Result = &result
		return page, nil
	}
	if page.Turnout, err = s.votes.Turnout(ctx, id); err != nil {
		return page, err
	}
	if user := viewerID(ctx); user != 0 && page.Phase == vote.Open {
		err := s.votes.MayVote(ctx, page.Vote, user)
		if err != nil && !errors.Is(err, vote.ErrLevel) {
			return page, err
		}
		page.MayVote = err == nil
	}
	return page, nil
}

// ballotChoices reads the choices of a ballot. Invalid values become 0, which every vote rejects;
// empty preferences are skipped.
func (s *Server) ballotChoices(c echo.Context) ([]int, error) {
	form, err := formParams(c)
	if err != nil {
		return nil, err
	}
	values := slices.Clone(form["choice"])
	for i := range vote.MaxOptions {
		if v := form.Get("rank-" + strconv.Itoa(i+1)); v != "" {
			values = append(values, v)
		}
	}
	if len(values) > vote.MaxOptions {
		values = append(values[:vote.MaxOptions], "0")
	}
	choices := make([]int, len(values))
	for i, v := range values {
		choices[i] = max(formNumber(v), 0)
	}
	return choices, nil
}

// castBallot casts the ballot of the viewer and responds with the code of the receipt. It does not
// redirect, because the code is not stored for another page.
func (s *Server) castBallot(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	choices, err := s.ballotChoices(c)
	if err != nil {
		return err
	}
	code, err := s.votes.Cast(ctx, id, viewerID(ctx), choices)
	return s.castOutcome(c, code, choices, err)
}

// castOutcome shows the code, or the ballot again with its problems.
func (s *Server) castOutcome(c echo.Context, code string, choices []int, err error) error {
	var invalid models.Invalid
	switch {
	case err != nil && !errors.Is(err, vote.ErrVoted) && !errors.As(err, &invalid):
		return err
	}
	page, pageErr := s.votePage(c)
	switch {
	case pageErr != nil:
		return pageErr
	case errors.Is(err, vote.ErrVoted):
		page.Voted = true
		return s.render(c, http.StatusConflict, votes.Show(page))
	case err != nil:
		page.Choices, page.Invalid = choices, invalid
		return s.render(c, http.StatusUnprocessableEntity, votes.Show(page))
	}
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	return s.render(c, http.StatusOK, votes.Cast(votes.CastPage{Vote: page.Vote, Code: code}))
}

func (s *Server) showBallotReceipt(c echo.Context) error {
	page, err := s.receiptPage(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, votes.Receipt(page))
}

func (s *Server) receiptPage(c echo.Context) (page votes.ReceiptPage, err error) {
	id, err := pathID(c)
	if err != nil {
		return page, err
	}
	if page.Vote, err = s.votes.Vote(c.Request().Context(), id); err != nil {
		return page, err
	}
	page.Phase = page.Vote.Phase(s.store.Now())
	return page, nil
}

// findBallot finds a ballot by its code, and changes it if the form has new choices. It needs no
// session.
func (s *Server) findBallot(c echo.Context) error {
	ctx := c.Request().Context()
	page, err := s.receiptPage(c)
	if err != nil {
		return err
	}
	page.Code = c.FormValue("code")
	status := http.StatusOK
	if c.FormValue("change") != "" {
		if page.Draft, err = s.ballotChoices(c); err != nil {
			return err
		}
		err = s.votes.Recast(ctx, page.Vote.ID, page.Code, page.Draft)
		switch {
		case errors.As(err, &page.Invalid):
			status = http.StatusUnprocessableEntity
		case err == nil:
			page.Changed, page.Draft = true, nil
		case !errors.Is(err, models.ErrNotFound):
			return err
		}
	}
	page.Choices, err = s.votes.Ballot(ctx, page.Vote.ID, page.Code)
	if errors.Is(err, models.ErrNotFound) {
		page.Unknown = true
		return s.render(c, http.StatusUnprocessableEntity, votes.Receipt(page))
	}
	if err != nil {
		return err
	}
	return s.render(c, status, votes.Receipt(page))
}

// downloadVote sends the published file of a counted vote.
func (s *Server) downloadVote(c echo.Context) error {
	id, err := pathID(c)
	if err != nil || c.Param("file") != "vote-"+strconv.FormatInt(id, 10)+".pb" {
		return models.ErrNotFound
	}
	file, err := s.votes.File(c.Request().Context(), id)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+c.Param("file")+`"`)
	h.Set(echo.HeaderCacheControl, publicCache)
	return c.Blob(http.StatusOK, "text/plain; charset=utf-8", file)
}
