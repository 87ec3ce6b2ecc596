package models

import "context"

// ReviewPhoto returns the bytes of a picture of any appeal, for a moderator: what
// is to be published is looked at first.
func (s *Store) ReviewPhoto(ctx context.Context, digest string, small bool) (mime string, image []byte, err error) {
	var one int
	if err := s.readOne(ctx, &one, `select 1 from pictures where digest = ? and appeal_id is not null limit 1`, digest); err != nil {
		return "", nil, err
	}
	return s.mediaOf(ctx, digest, small)
}
