package vote

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
)

// The bounds of a vote.
const (
	MaxOptions = 200
	MinHours   = 24  // that a vote is open
	MaxDays    = 366 // between the announcement and the end
)

// NewVote is the form of a new vote.
type NewVote struct {
	Place     string
	Kind      Kind
	Who       Who
	Lang      string
	Title     string
	Text      string
	Binding   bool
	Promise   string
	Quorum    int
	Budget    int64
	OpensAt   time.Time
	ClosesAt  time.Time
	AnswerDue calendar.Date
	SeedName  string
	Options   []Option
	Demo      bool
}

// check trims the texts and returns the problems of the fields.
func (in *NewVote) check(now time.Time) models.Invalid {
	problems := models.Invalid{}
	models.OneOf(problems, "kind", in.Kind, Kinds)
	models.OneOf(problems, "who", in.Who, Whos)
	models.OneOf(problems, "lang", in.Lang, models.Languages)
	in.Title = problems.Line("title", in.Title, 3, 200)
	in.Text = problems.Text("text", in.Text, 1, 20000)
	in.Promise = problems.Text("promise", in.Promise, 10, 2000)
	in.SeedName = problems.Line("seed_name", in.SeedName, 10, 300)
	if in.Quorum < 0 {
		problems["quorum"] = models.Problem{Key: "problem.required"}
	}
	if in.Binding && in.Who == Contact {
		problems["binding"] = models.Problem{Key: "vote.problem_opinion"}
	}
	if in.OpensAt.Before(now) {
		problems["opens"] = models.Problem{Key: "vote.problem_past"}
	}
	if in.ClosesAt.Sub(in.OpensAt) < MinHours*time.Hour || in.ClosesAt.Sub(now) > MaxDays*24*time.Hour {
		problems["closes"] = models.Problem{Key: "vote.problem_closes", Args: []any{"hours", MinHours, "days", MaxDays}}
	}
	if !in.AnswerDue.After(calendar.Of(in.ClosesAt)) {
		problems["answer_due"] = models.Problem{Key: "vote.problem_answer"}
	}
	in.checkOptions(problems)
	return problems
}

func (in *NewVote) checkOptions(problems models.Invalid) {
	least := 2
	if in.Kind == Budget {
		least = 1
		if in.Budget <= 0 || in.Budget > 1e13 {
			problems["budget"] = models.Problem{Key: "problem.required"}
		}
	}
	if len(in.Options) < least || len(in.Options) > MaxOptions {
		problems["options"] = models.Problem{Key: "vote.problem_options", Args: []any{"least", least, "most", MaxOptions}}
	}
	titles := map[string]bool{}
	for i := range in.Options {
		o := &in.Options[i]
		o.Position = i + 1
		line := models.Invalid{}
		o.Title, o.Text = line.Line("options", o.Title, 1, 200), line.Text("options", o.Text, 0, 5000)
		if titles[strings.ToLower(o.Title)] {
			line["options"] = models.Problem{Key: "vote.problem_twice"}
		}
		titles[strings.ToLower(o.Title)] = true
		if in.Kind == Budget && (o.Cost <= 0 || o.Cost > in.Budget) {
			line["options"] = models.Problem{Key: "vote.problem_cost"}
		}
		for _, p := range line {
			problems["options"] = p
		}
	}
}

// voteRow is a row of votes, with the columns that an announcement sets.
type voteRow struct {
	ID, BodyID                                      int64
	PlaceCode, Lang, Title, Text, Promise, SeedName string
	Kind                                            Kind
	Who                                             Who
	Binding                                         bool
	Quorum                                          int
	Budget                                          *int64
	OpensAt, ClosesAt, AnnouncedAt                  time.Time
	AnswerDue                                       calendar.Date
	UserID                                          *int64
	Seed, SeedSource                                *string
	StoppedAt, CountedAt, AnsweredAt                *time.Time
	StopReason, Answer                              string
	Demo                                            bool
}

func (voteRow) TableName() string { return "votes" }

// keyRow is a row of vote_keys.
type keyRow struct {
	VoteID int64
	Sealed []byte
}

func (keyRow) TableName() string { return "vote_keys" }

// Announce publishes a vote in the territory of a body and creates its key. It returns ErrForbidden
// unless by is the head of the body and the place is in its territory, and Invalid for wrong fields.
func (s *Store) Announce(ctx context.Context, by models.Official, in NewVote) (id int64, err error) {
	problems := in.check(s.core.Now())
	if _, err := s.core.Place(ctx, in.Place); errors.Is(err, models.ErrNotFound) {
		problems["place"] = models.Problem{Key: "problem.unknown"}
	} else if err != nil {
		return 0, err
	}
	if len(problems) > 0 {
		return 0, problems
	}
	body, err := s.core.Body(ctx, by.BodyID)
	if err != nil {
		return 0, err
	}
	if !body.Covers(in.Place) {
		return 0, models.ErrForbidden
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := by.RequireRole(ctx, tx.core, "head"); err != nil {
			return err
		}
		row := voteRow{BodyID: by.BodyID, PlaceCode: in.Place, Lang: in.Lang, Title: in.Title, Text: in.Text, Promise: in.Promise,
			SeedName: in.SeedName, Kind: in.Kind, Who: in.Who, Binding: in.Binding, Quorum: in.Quorum, OpensAt: in.OpensAt.UTC(),
			ClosesAt: in.ClosesAt.UTC(), AnnouncedAt: tx.core.Now(), AnswerDue: in.AnswerDue, UserID: models.NilIfZero(by.UserID), Demo: in.Demo}
		if in.Kind == Budget {
			row.Budget = &in.Budget
		}
		if err := database.Rows[voteRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
		id = row.ID
		for i := range in.Options {
			in.Options[i].VoteID = id
		}
		if err := database.Rows[Option](tx.db).CreateInBatches(ctx, &in.Options, 100); err != nil {
			return err
		}
		key := make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return err
		}
		if err := database.Rows[keyRow](tx.db).Create(ctx, &keyRow{id, tx.secret.Seal("vote", key)}); err != nil {
			return err
		}
		return tx.core.RecordVote(ctx, models.Event{VoteID: id, Kind: models.VoteAnnounced, Actor: models.ByBody, BodyID: &by.BodyID, UserID: models.NilIfZero(by.UserID)})
	})
	if err != nil {
		return 0, fmt.Errorf("announce a vote: %w", err)
	}
	return id, nil
}
