package vote

import (
	"context"
	"fmt"
)

// MixAtLeast is how many ballots are written again together. A smaller batch would tell too
// little apart.
const MixAtLeast = 10

// Mix writes the new ballots of each vote again in random order, in one transaction: the
// transaction ids and the positions of rows, which the table of participations shares until then,
// say nothing any more. It waits for MixAtLeast ballots, or for the end of the vote.
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
	_, err := s.db.Exec(ctx, `
		with taken as (delete from ballots where vote_id = ? and not mixed returning id, vote_id, receipt, choices, channel)
		insert into ballots (id, vote_id, receipt, choices, channel, mixed)
		select id, vote_id, receipt, choices, channel, true from taken order by random()`, vote)
	return err
}
