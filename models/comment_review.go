package models

import (
	"context"
	"fmt"
)

// CommentForReview returns one comment of a resident for a moderator.
func (s *Store) CommentForReview(ctx context.Context, id int64) (c NewestComment, err error) {
	if err = s.readOne(ctx, &c, `
		select c.id, c.at, c.text, c.hidden_reason as reason, coalesce(a.number, '') as number, coalesce(c.work_id, 0) as work_id
		from comments c left join appeals a on a.id = c.appeal_id where c.id = ? and c.body_id is null`, id); err != nil {
		return c, fmt.Errorf("comment %d: %w", id, err)
	}
	return c, nil
}
