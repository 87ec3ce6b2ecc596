package models

import "context"

// stopClock ends the pause of a locked appeal to which nobody owes an answer any
// more. It comes before the change of the status, which a paused one may not have.
func (s *Store) stopClock(ctx context.Context, a held) error {
	if a.PausedAt == nil {
		return nil
	}
	if _, err := s.exec(ctx, `update appeals set paused_at = null where id = ?`, a.ID); err != nil {
		return err
	}
	return s.endPause(ctx, a.ID)
}

// endPause notes that the pause of an appeal is over, if its clock stands still.
func (s *Store) endPause(ctx context.Context, id int64) error {
	_, err := s.exec(ctx, `update pauses set resumed_at = ? where appeal_id = ? and resumed_at is null`, s.Now(), id)
	return err
}
