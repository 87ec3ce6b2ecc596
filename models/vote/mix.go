package vote

import (
	"context"
	"errors"
	"fmt"

	"jauap/models"
	"jauap/models/database"
)

// MixAtLeast is the minimum number of ballots in a batch. Fewer would be easier to match with their
// voters.
const MixAtLeast = 10

// Mix rewrites the new ballots of each vote in random order. Until then a ballot has the
// transaction id, and often the row position, of its participation. A batch has at least MixAtLeast
// ballots, except after the end of the vote.
func (s *Store) Mix(ctx context.Context) error {
	var votes []int64
	if err := s.db.Read(ctx, &votes, `
		select b.vote_id from ballots b join votes v on v.id = b.vote_id where not b.mixed
		group by b.vote_id, v.closes_at having count(*) >= @least or v.closes_at <= @now`,
		map[string]any{"least": MixAtLeast, "now": s.core.Now()}); err != nil {
		return fmt.Errorf("find ballots to mix: %w", err)
	}
	for _, id := range votes {
		if err := s.mix(ctx, id); err != nil {
			return fmt.Errorf("mix the ballots of vote %d: %w", id, err)
		}
	}
	return nil
}

func (s *Store) mix(ctx context.Context, vote int64) error {
	return s.tx(ctx, func(tx *Store) error {
		// wait for ballots that are being written
		if _, err := database.Rows[keyRow](tx.db, database.ForUpdate).Where("vote_id = ?", vote).Take(ctx); err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		return tx.rewrite(ctx, vote)
	})
}

// rewrite deletes and inserts the new ballots in one statement, so that all get one transaction id.
func (s *Store) rewrite(ctx context.Context, vote int64) error {
	_, err := s.db.Exec(ctx, `
		with taken as (delete from ballots where vote_id = ? and not mixed returning id, vote_id, receipt, choices, channel)
		insert into ballots (id, vote_id, receipt, choices, channel, mixed)
		select id, vote_id, receipt, choices, channel, true from taken order by random()`, vote)
	return err
}
