package vote

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
)

// Kind says how a ballot is filled in and counted.
type Kind string

// The kinds of votes.
const (
	One     Kind = "one"     // one option; the most votes win
	Several Kind = "several" // any number of options; the most votes win
	Ranked  Kind = "ranked"  // options by preference; instant run-off
	Budget  Kind = "budget"  // any number of projects; Equal Shares within a budget
)

// Kinds lists the kinds.
var Kinds = []Kind{One, Several, Ranked, Budget}

// Who says which residents may vote.
type Who string

// The electorates. A level is that of models.Viewer.
const (
	Address  Who = "address"  // checked address in the place: level 3
	Identity Who = "identity" // checked identity, any address: level 2
	Contact  Who = "contact"  // confirmed contact: level 1; never binding
)

// Whos lists the electorates.
var Whos = []Who{Address, Identity, Contact}

// level returns the level of identity that the electorate needs.
func (w Who) level() int {
	switch w {
	case Address:
		return 3
	case Identity:
		return 2
	}
	return 1
}

// Option is an option of a vote or a project of a budget.
type Option struct {
	VoteID   int64
	Position int // from 1; ballots hold positions
	Title    string
	Text     string
	Cost     int64 // tenge; 0 but in a budget
}

// TableName implements the table name of GORM.
func (Option) TableName() string { return "vote_options" }

// Vote is a vote with its options, as its page shows it.
type Vote struct {
	ID         int64
	BodyID     int64
	PlaceCode  string
	Kind       Kind
	Who        Who
	Lang       string
	Title      string
	Text       string // Markdown
	Binding    bool   // else advisory
	Promise    string
	Quorum     int
	Budget     *int64 // tenge
	OpensAt    time.Time
	ClosesAt   time.Time
	AnswerDue  calendar.Date
	SeedName   string
	Seed       *string
	SeedSource *string

	AnnouncedAt time.Time
	StoppedAt   *time.Time
	StopReason  string
	CountedAt   *time.Time
	Answer      string
	AnsweredAt  *time.Time
	Demo        bool

	Place    models.Names `gorm:"embedded;embeddedPrefix:place_"`
	BodyName models.Names `gorm:"embedded;embeddedPrefix:body_"`
	Options  []Option     `gorm:"-"`
}

// Phase is the state of a vote at a time.
type Phase string

// The phases. Waiting means closed, until the outside value is known and the vote is counted.
const (
	Announced Phase = "announced"
	Open      Phase = "open"
	Waiting   Phase = "waiting"
	Counted   Phase = "counted"
	Stopped   Phase = "stopped"
)

// Phase returns the phase at a time.
func (v Vote) Phase(now time.Time) Phase {
	switch {
	case v.StoppedAt != nil:
		return Stopped
	case v.CountedAt != nil:
		return Counted
	case now.Before(v.OpensAt):
		return Announced
	case now.Before(v.ClosesAt):
		return Open
	}
	return Waiting
}

// AnswerLate reports whether the body has let the day pass by which it promised to answer the
// result.
func (v Vote) AnswerLate(today calendar.Date) bool {
	return v.CountedAt != nil && v.AnsweredAt == nil && today.After(v.AnswerDue)
}

const voteColumns = `v.id, v.body_id, v.place_code, v.kind, v.who, v.lang, v.title, v.text, v.binding, v.promise, v.quorum, v.budget,
	v.opens_at, v.closes_at, v.answer_due, v.seed_name, v.seed, v.seed_source, v.announced_at, v.stopped_at, v.stop_reason,
	v.counted_at, v.answer, v.answered_at, v.demo,
	p.name_kk as place_kk, p.name_ru as place_ru, p.name_en as place_en,
	b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en`

// Vote returns a vote with its options; ErrNotFound for an unknown id.
func (s *Store) Vote(ctx context.Context, id int64) (v Vote, err error) {
	if err = s.db.ReadOne(ctx, &v, `select `+voteColumns+`
		from votes v join places p on p.code = v.place_code join bodies b on b.id = v.body_id where v.id = ?`, id); err != nil {
		return v, fmt.Errorf("vote %d: %w", id, err)
	}
	v.Options, err = database.Rows[Option](s.db).Where("vote_id = ?", id).Order("position").Find(ctx)
	return v, err
}

// List is one page of votes with its cursors.
type List struct {
	Votes      []Vote // without options
	Prev, Next models.Cursor
}

// Filter selects votes; its zero value selects all.
type Filter struct {
	Place         string // the votes of the place, of all below it and of all above it
	After, Before models.Cursor
}

// Votes returns one page of votes, those that close last first, in one query.
func (s *Store) Votes(ctx context.Context, f Filter) (list List, err error) {
	k := database.Keyset{Key: "v.closes_at", ID: "v.id", SQLType: "timestamptz", Descending: true, After: f.After, Before: f.Before}
	where, args, order, err := k.Clauses()
	if err != nil {
		return list, err
	}
	if where == "" {
		where = "true"
	}
	if f.Place != "" {
		lo, hi := models.PlaceRange(f.Place)
		where += ` and (v.place_code between ? and ? or v.place_code in ?)`
		args = append(args, lo, hi, models.AncestorCodes(f.Place))
	}
	if err = s.db.Read(ctx, &list.Votes, fmt.Sprintf(`select %s
		from votes v join places p on p.code = v.place_code join bodies b on b.id = v.body_id
		where %s order by %s limit %d`, voteColumns, where, order, models.PageSize+1), args...); err != nil {
		return list, fmt.Errorf("list votes: %w", err)
	}
	list.Votes, list.Prev, list.Next = database.Page(k, list.Votes, func(v Vote) models.Cursor { return database.TimeCursor(v.ClosesAt, v.ID) })
	return list, nil
}

// Turnout is how many voted within an hour.
type Turnout struct {
	Hour    time.Time
	Channel string
	Voters  int
}

// Turnout returns the turnout by hour and channel, without choices.
func (s *Store) Turnout(ctx context.Context, id int64) (list []Turnout, err error) {
	err = s.db.Read(ctx, &list, `select hour, channel, count(*) as voters from participations where vote_id = ? group by 1, 2 order by 1, 2`, id)
	return list, err
}

// ErrVoted is returned for a second ballot of a person.
var ErrVoted = errors.New("has already voted")
