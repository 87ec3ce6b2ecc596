package vote

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// locked runs do with the locked row of a vote, in one transaction.
func (s *Store) locked(ctx context.Context, what string, id int64, do func(tx *Store, row voteRow) error) error {
	err := s.tx(ctx, func(tx *Store) error {
		row, err := database.Rows[voteRow](tx.db, database.ForUpdate).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		return do(tx, row)
	})
	if err != nil {
		return fmt.Errorf("%s vote %d: %w", what, id, err)
	}
	return nil
}

// update writes columns of a vote.
func (s *Store) update(ctx context.Context, id int64, row voteRow, columns ...string) error {
	_, err := database.Update(ctx, database.Rows[voteRow](s.db).Where("id = ?", id), row, columns...)
	return err
}

// Stop ends a vote that violates the law, with a public reason. Its ballots are not counted and its
// key is deleted. It returns ErrState after the count.
func (s *Store) Stop(ctx context.Context, id, moderator int64, reason string) error {
	problems := models.Invalid{}
	reason = problems.Text("reason", reason, 10, 2000)
	if len(problems) > 0 {
		return problems
	}
	return s.tx(ctx, func(tx *Store) error {
		deleted, err := tx.deleteKey(ctx, id)
		if err != nil {
			return err
		}
		return tx.locked(ctx, "stop", id, func(tx *Store, row voteRow) error {
			if !deleted { // counted or stopped
				return models.ErrState
			}
			now := tx.core.Now()
			if err := tx.update(ctx, id, voteRow{StoppedAt: &now, StopReason: reason}, "stopped_at", "stop_reason"); err != nil {
				return err
			}
			return tx.core.RecordVote(ctx, models.Event{VoteID: id, Kind: models.VoteStopped, Actor: models.ByModerator, BodyID: &row.BodyID,
				UserID: models.NilIfZero(moderator), Data: models.EventData{Text: reason}})
		})
	})
}

// EnterSeed stores the outside value that was named in the announcement, and its source. It returns
// ErrState before the vote closes and for a second value.
func (s *Store) EnterSeed(ctx context.Context, id, admin int64, seed, source string) error {
	problems := models.Invalid{}
	seed, source = problems.Line("seed", seed, 1, 200), problems.Line("source", source, 5, 500)
	if len(problems) > 0 {
		return problems
	}
	return s.locked(ctx, "enter the outside value of", id, func(tx *Store, row voteRow) error {
		if row.Seed != nil || row.StoppedAt != nil || tx.core.Now().Before(row.ClosesAt) {
			return models.ErrState
		}
		if err := tx.update(ctx, id, voteRow{Seed: &seed, SeedSource: &source}, "seed", "seed_source"); err != nil {
			return err
		}
		return tx.core.RecordVote(ctx, models.Event{VoteID: id, Kind: models.VoteSeeded, Actor: models.ByAdmin, BodyID: &row.BodyID,
			UserID: models.NilIfZero(admin), Data: models.EventData{Text: seed}})
	})
}

// annulmentRow is a row of vote_annulments.
type annulmentRow struct {
	VoteID  int64
	Channel string
	Reason  string
	UserID  *int64
	At      time.Time
}

func (annulmentRow) TableName() string { return "vote_annulments" }

// Annul takes the ballots of a channel out of the count, in public. A counted vote is counted again.
func (s *Store) Annul(ctx context.Context, id, admin int64, channel, reason string) error {
	problems := models.Invalid{}
	models.OneOf(problems, "channel", channel, Channels)
	reason = problems.Text("reason", reason, 10, 2000)
	if len(problems) > 0 {
		return problems
	}
	return s.locked(ctx, "annul a channel of", id, func(tx *Store, row voteRow) error {
		if row.StoppedAt != nil || tx.core.Now().Before(row.ClosesAt) {
			return models.ErrState
		}
		created, err := database.CreateNew(ctx, tx.db, &annulmentRow{id, channel, reason, models.NilIfZero(admin), tx.core.Now()})
		if err != nil {
			return err
		}
		if !created {
			return models.ErrState
		}
		if err := tx.core.RecordVote(ctx, models.Event{VoteID: id, Kind: models.VoteAnnulled, Actor: models.ByAdmin, BodyID: &row.BodyID,
			UserID: models.NilIfZero(admin), Data: models.EventData{Reason: channel, Text: reason}}); err != nil {
			return err
		}
		if row.CountedAt == nil {
			return nil
		}
		v, err := tx.Vote(ctx, id)
		if err != nil {
			return err
		}
		return tx.publish(ctx, v)
	})
}

// Answer publishes the answer of the body to the result. Only the head may call it.
func (s *Store) Answer(ctx context.Context, id int64, by models.Official, text string) error {
	problems := models.Invalid{}
	text = problems.Text("answer", text, 20, 20000)
	if len(problems) > 0 {
		return problems
	}
	return s.locked(ctx, "answer the result of", id, func(tx *Store, row voteRow) error {
		if by.BodyID != row.BodyID {
			return models.ErrForbidden
		}
		if err := by.RequireRole(ctx, tx.core, "head"); err != nil {
			return err
		}
		if row.CountedAt == nil || row.AnsweredAt != nil {
			return models.ErrState
		}
		now := tx.core.Now()
		if err := tx.update(ctx, id, voteRow{Answer: text, AnsweredAt: &now}, "answer", "answered_at"); err != nil {
			return err
		}
		return tx.core.RecordVote(ctx, models.Event{VoteID: id, Kind: models.VoteAnswered, Actor: models.ByBody, BodyID: &by.BodyID, UserID: models.NilIfZero(by.UserID)})
	})
}
