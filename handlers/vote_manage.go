package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/vote"
	"jauap/views/paths"
	"jauap/views/votes"
)

// showNewVote is the form of a new vote.
func (s *Server) showNewVote(c echo.Context) error {
	role, err := office(c, c.QueryParam("body"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, votes.New(votes.NewPage{Office: role}))
}

// announceVote announces the vote of a form. Days begin and end at midnight in Kazakhstan.
func (s *Server) announceVote(c echo.Context) error {
	ctx := c.Request().Context()
	role, err := office(c, c.FormValue("body"))
	if err != nil {
		return err
	}
	page := votes.NewPage{Office: role, Form: votes.NewForm{PlaceName: c.FormValue("place_name"), Kind: c.FormValue("kind"), Who: c.FormValue("who"),
		Lang: c.FormValue("lang"), Title: c.FormValue("title"), Text: c.FormValue("text"), Options: c.FormValue("options"), Budget: c.FormValue("budget"),
		OpensDay: c.FormValue("opens"), ClosesDay: c.FormValue("closes"), AnswerDue: c.FormValue("answer_due"), Quorum: c.FormValue("quorum"),
		Promise: c.FormValue("promise"), SeedName: c.FormValue("seed_name"), Binding: c.FormValue("binding") != ""}}
	if page.Place, _, err = s.placeOf(ctx, c.FormValue("place"), page.Form.PlaceName); err != nil {
		return err
	}
	in := newVote(page.Form)
	if page.Place != nil {
		in.Place = page.Place.Code
	}
	id, err := s.votes.Announce(ctx, officialOf(c, role.BodyID), in)
	return finish(c, err, outcome{
		flash: "flash.vote_announced", next: func() (string, error) { return paths.Vote(ctx, id), nil },
		again: func(in models.Invalid) error {
			page.Invalid = in
			return s.render(c, http.StatusUnprocessableEntity, votes.New(page))
		},
	})
}

// newVote parses the form. Values that cannot be parsed become ones that Announce rejects.
func newVote(f votes.NewForm) vote.NewVote {
	in := vote.NewVote{Kind: vote.Kind(f.Kind), Who: vote.Who(f.Who), Lang: f.Lang, Title: f.Title, Text: f.Text, Binding: f.Binding,
		Promise: f.Promise, SeedName: f.SeedName, AnswerDue: formDate(f.AnswerDue)}
	if day := formDate(f.OpensDay); day != (calendar.Date{}) {
		in.OpensAt = day.Time()
	}
	if day := formDate(f.ClosesDay); day != (calendar.Date{}) {
		in.ClosesAt = day.AddDays(1).Time()
	}
	if f.Quorum != "" {
		in.Quorum = formNumber(f.Quorum)
	}
	in.Budget = formTenge(f.Budget)
	for line := range strings.Lines(f.Options) {
		title, cost, priced := strings.Cut(strings.TrimSpace(line), "|")
		if strings.TrimSpace(title) == "" {
			continue
		}
		o := vote.Option{Title: title}
		if priced {
			o.Cost = formTenge(cost)
		}
		in.Options = append(in.Options, o)
	}
	return in
}

// formTenge parses a sum; 0, which no vote accepts, if it is invalid.
func formTenge(v string) int64 {
	sum, err := models.ParseTenge(v)
	if err != nil {
		return 0
	}
	return sum
}

// voteActions are the actions of the staff by the last part of their address, with the message
// afterwards.
var voteActions = map[string]struct {
	flash string
	do    func(s *Server, c echo.Context, v vote.Vote) error
}{
	"answer": {"flash.vote_answered", func(s *Server, c echo.Context, v vote.Vote) error {
		return s.votes.Answer(c.Request().Context(), v.ID, officialOf(c, v.BodyID), c.FormValue("answer"))
	}},
	"stop": {"flash.vote_stopped", func(s *Server, c echo.Context, v vote.Vote) error {
		ctx := c.Request().Context()
		return s.votes.Stop(ctx, v.ID, viewerID(ctx), c.FormValue("reason"))
	}},
	"seed": {"flash.vote_seeded", func(s *Server, c echo.Context, v vote.Vote) error {
		ctx := c.Request().Context()
		return s.votes.EnterSeed(ctx, v.ID, viewerID(ctx), c.FormValue("seed"), c.FormValue("source"))
	}},
	"annul": {"flash.vote_annulled", func(s *Server, c echo.Context, v vote.Vote) error {
		ctx := c.Request().Context()
		return s.votes.Annul(ctx, v.ID, viewerID(ctx), c.FormValue("channel"), c.FormValue("reason"))
	}},
}

// changeVote performs an action of the staff.
func (s *Server) changeVote(act string) echo.HandlerFunc {
	action := voteActions[act]
	return func(c echo.Context) error {
		page, err := s.votePage(c)
		if err != nil {
			return err
		}
		return finish(c, action.do(s, c, page.Vote), outcome{
			flash: action.flash, to: paths.Vote(c.Request().Context(), page.Vote.ID),
			again: func(in models.Invalid) error {
				page.Invalid = in
				for _, field := range []string{"answer", "reason", "seed"} {
					page.Field += c.FormValue(field)
				}
				return s.render(c, http.StatusUnprocessableEntity, votes.Show(page))
			},
		})
	}
}

// castAtOffice registers the ballot of a person who came to the office, and shows the code for the
// paper receipt.
func (s *Server) castAtOffice(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := pathID(c)
	if err != nil {
		return err
	}
	v, err := s.votes.Vote(ctx, id)
	if err != nil {
		return err
	}
	choices, err := s.ballotChoices(c)
	if err != nil {
		return err
	}
	code, err := s.votes.CastAtOffice(ctx, id, officialOf(c, v.BodyID), strings.TrimSpace(c.FormValue("iin")), choices)
	return s.castOutcome(c, code, choices, err)
}

// voteOffice returns the body of the vote in the address.
func (s *Server) voteOffice(c echo.Context) (int64, error) {
	id, err := pathID(c)
	if err != nil {
		return 0, err
	}
	v, err := s.votes.Vote(c.Request().Context(), id)
	return v.BodyID, err
}
