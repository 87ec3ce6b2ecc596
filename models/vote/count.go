package vote

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/tally"
)

// FewBallots is the minimum number of ballots for publishing them. Fewer could be matched with
// their voters.
const FewBallots = 10

// Result is the published result of a vote.
type Result struct {
	Ballots   int            // counted
	Channels  map[string]int // ballots by channel; nil where a channel has too few
	Annulled  []Annulled
	Quorum    bool    // reached
	Support   []int64 // by option: ballots that name it; points of a run-off
	Winners   []int   // positions
	Rounds    []Round // of a run-off
	Spent     int64   // tenge
	Without   int     // voters without a winner
	Greedy    []int   // positions; of a budget
	GreedyOut int     // voters without a winner by the greedy rule
	Share     int64   // tenge: what each voter could spend at last, rounded down
	Step      int64   // tenge: by how much shares were raised
	Missing   []int64 // by option: tenge that supporters lack at the end; 0 of winners
	SHA256    string  `json:"-"` // of the file; "" where it is not published
}

// Annulled is a channel whose ballots are not counted, with the public reason.
type Annulled struct {
	Channel string
	Reason  string
	Ballots int
}

// Round is a round of an instant run-off; positions count from 1.
type Round struct {
	Count     []int
	Exhausted int
	Removed   int // 0 in the last round
}

// resultRow is a row of vote_results.
type resultRow struct {
	VoteID int64
	Data   []byte
	File   []byte
	SHA256 *string `gorm:"column:sha256"`
}

func (resultRow) TableName() string { return "vote_results" }

// Count counts the closed votes that have their outside value.
func (s *Store) Count(ctx context.Context) error {
	var ids []int64
	if err := s.db.Read(ctx, &ids, `select id from votes where counted_at is null and stopped_at is null and seed is not null and closes_at <= ? order by closes_at, id`,
		s.core.Now()); err != nil {
		return fmt.Errorf("find votes to count: %w", err)
	}
	var failed []error
	for _, id := range ids {
		if err := s.count(ctx, id); err != nil {
			failed = append(failed, fmt.Errorf("count vote %d: %w", id, err))
		}
	}
	return errors.Join(failed...)
}

// count deletes the key of a vote, which waits for ballots that are being written, counts the vote
// and publishes the result. It does nothing if the vote was counted or stopped.
func (s *Store) count(ctx context.Context, id int64) error {
	return s.tx(ctx, func(tx *Store) error {
		if deleted, err := tx.deleteKey(ctx, id); err != nil || !deleted {
			return err
		}
		if err := tx.rewrite(ctx, id); err != nil {
			return err
		}
		v, err := tx.Vote(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.publish(ctx, v); err != nil {
			return err
		}
		now := tx.core.Now()
		return tx.update(ctx, id, voteRow{CountedAt: &now}, "counted_at")
	})
}

// deleteKey deletes the key of a vote and reports whether it existed. Actions lock the key before the
// vote, as ballots do.
func (s *Store) deleteKey(ctx context.Context, vote int64) (deleted bool, err error) {
	rows, err := database.Rows[keyRow](s.db).Where("vote_id = ?", vote).Delete(ctx)
	return rows > 0, err
}

// publish counts the ballots of a vote, replaces its result and records an event.
func (s *Store) publish(ctx context.Context, v Vote) error {
	ballots, err := s.ballots(ctx, v.ID)
	if err != nil {
		return err
	}
	e := v.election(ballots.counted)
	counted, err := tally.Count(e)
	if err != nil {
		return err
	}
	r := v.result(e, counted)
	r.Channels, r.Annulled = ballots.channels, ballots.annulled
	r.Quorum = r.Ballots >= v.Quorum
	row := resultRow{VoteID: v.ID}
	if row.Data, err = json.Marshal(r); err != nil {
		return err
	}
	if r.Ballots >= FewBallots {
		for _, p := range counted.Winners {
			e.Projects[p].Selected = true
		}
		var file bytes.Buffer
		if err := tally.WritePabulib(&file, e); err != nil {
			return err
		}
		sum := sha256.Sum256(file.Bytes())
		hash := hex.EncodeToString(sum[:])
		row.File, row.SHA256 = file.Bytes(), &hash
	}
	if _, err := database.Rows[resultRow](s.db).Where("vote_id = ?", v.ID).Delete(ctx); err != nil {
		return err
	}
	if err := database.Rows[resultRow](s.db).Create(ctx, &row); err != nil {
		return err
	}
	data := models.EventData{Voices: r.Ballots}
	if row.SHA256 != nil {
		data.Hash = *row.SHA256
	}
	return s.core.RecordVote(ctx, models.Event{VoteID: v.ID, Kind: models.VoteCounted, Actor: models.BySystem, BodyID: &v.BodyID, Data: data})
}

// counting has the ballots of a vote.
type counting struct {
	counted  [][]int
	channels map[string]int
	annulled []Annulled
}

// ballots reads the ballots in the order of their random ids.
func (s *Store) ballots(ctx context.Context, id int64) (c counting, err error) {
	if err = s.db.Read(ctx, &c.annulled, `
		select n.channel, n.reason, count(b.id) as ballots
		from vote_annulments n left join ballots b on b.vote_id = n.vote_id and b.channel = n.channel
		where n.vote_id = ? group by n.channel, n.reason order by n.channel`, id); err != nil {
		return c, err
	}
	var rows []struct{ Choices, Channel string }
	if err = s.db.Read(ctx, &rows, `
		select array_to_string(b.choices, ',') as choices, b.channel from ballots b
		where b.vote_id = ? and not exists (select 1 from vote_annulments n where n.vote_id = b.vote_id and n.channel = b.channel)
		order by b.id`, id); err != nil {
		return c, err
	}
	c.channels = map[string]int{}
	for _, r := range rows {
		c.channels[r.Channel]++
		c.counted = append(c.counted, parsePositions(r.Choices))
	}
	for _, n := range c.channels {
		if n < FewBallots {
			c.channels = nil // the total would reveal the small channel
			break
		}
	}
	return c, nil
}

// rules has the rule and the type of vote in the file for each kind.
var rules = map[Kind][2]string{
	One:     {tally.RulePlurality, "approval"},
	Several: {tally.RulePlurality, "approval"},
	Ranked:  {tally.RuleRunoff, "ordinal"},
	Budget:  {tally.RuleSharesAdd1, "approval"},
}

// election returns the input of the count. Its file has everything that a recount needs.
func (v Vote) election(ballots [][]int) *tally.Election {
	e := &tally.Election{Unit: 1}
	rule := rules[v.Kind]
	add := func(key, value string) { e.Meta = append(e.Meta, tally.Entry{Key: key, Value: value}) }
	add("description", v.Title)
	add("country", "Kazakhstan")
	add("unit", v.PlaceCode)
	add("instance", strconv.FormatInt(v.ID, 10))
	add("num_projects", strconv.Itoa(len(v.Options)))
	add("num_votes", strconv.Itoa(len(ballots)))
	if v.Budget != nil {
		e.Budget = *v.Budget
	}
	add("budget", strconv.FormatInt(e.Budget, 10))
	add("vote_type", rule[1])
	add("rule", rule[0])
	if v.Kind == Budget {
		add("step", strconv.FormatInt(step(e.Budget, len(ballots)), 10))
	}
	add("date_begin", calendar.Of(v.OpensAt).String())
	add("date_end", calendar.Of(v.ClosesAt).String())
	add("language", v.Lang)
	add("seed_name", v.SeedName)
	if v.Seed != nil {
		add("seed", *v.Seed)
		add("seed_source", *v.SeedSource)
	}
	for _, o := range v.Options {
		e.Projects = append(e.Projects, tally.Project{ID: strconv.Itoa(o.Position), Name: o.Title, Cost: o.Cost})
	}
	for _, choices := range ballots {
		b := make(tally.Ballot, len(choices))
		for i, c := range choices {
			b[i] = tally.Choice{Project: c - 1, Points: 1}
			if v.Kind == Ranked {
				b[i].Points = int64(len(v.Options) - i)
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

// step returns by how much Add1 raises the share of a voter: a 500th of the share, at least one
// tenge, so that a count takes a bounded number of runs.
func step(budget int64, voters int) int64 { return max(1, budget/int64(max(voters, 1))/500) }

// result converts a count to positions.
func (v Vote) result(e *tally.Election, c tally.Result) Result {
	r := Result{Ballots: len(e.Ballots), Support: c.Support, Winners: fromOne(c.Winners), Spent: c.Spent, Without: c.WithoutWinner,
		Greedy: fromOne(c.Greedy), GreedyOut: c.GreedyWithoutWinner}
	for _, round := range c.Rounds {
		r.Rounds = append(r.Rounds, Round{round.Count, round.Exhausted, round.Removed + 1})
	}
	if c.Shares != nil {
		r.Share = floor(c.Shares.Share)
		r.Step = step(e.Budget, len(e.Ballots))
		r.Missing = make([]int64, len(v.Options))
		for p, left := range c.Shares.Left {
			if !slices.Contains(c.Winners, p) {
				r.Missing[p] = e.Projects[p].Cost - floor(left)
			}
		}
	}
	return r
}

// floor returns a fraction rounded down.
func floor(r *big.Rat) int64 { return new(big.Int).Quo(r.Num(), r.Denom()).Int64() }

// Result returns the result of a counted vote; ErrNotFound before.
func (s *Store) Result(ctx context.Context, id int64) (r Result, err error) {
	row, err := database.Rows[resultRow](s.db).Select("data, sha256").Where("vote_id = ?", id).Take(ctx)
	if err != nil {
		return r, err
	}
	if row.SHA256 != nil {
		r.SHA256 = *row.SHA256
	}
	return r, json.Unmarshal(row.Data, &r)
}

// File returns the published ballots of a counted vote in the format .pb; ErrNotFound if they are not
// published.
func (s *Store) File(ctx context.Context, id int64) ([]byte, error) {
	row, err := database.Rows[resultRow](s.db).Select("file").Where("vote_id = ? and file is not null", id).Take(ctx)
	return row.File, err
}
