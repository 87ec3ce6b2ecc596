package models

import "context"

// ReviewPhoto returns the bytes of a picture of anything, for a moderator: what is to
// be published is looked at first, and what is hidden can be looked at again.
func (s *Store) ReviewPhoto(ctx context.Context, digest string, small bool) (mime string, image []byte, err error) {
	var one int
	if err := s.readOne(ctx, &one, `select 1 from pictures where digest = ? limit 1`, digest); err != nil {
		return "", nil, err
	}
	return s.mediaOf(ctx, digest, small)
}
