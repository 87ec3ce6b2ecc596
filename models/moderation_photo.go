package models

import "context"

// ReviewPhoto returns the bytes of any picture to a moderator, also before publication and while it
// is hidden.
func (s *Store) ReviewPhoto(ctx context.Context, digest string, small bool) (mime string, image []byte, err error) {
	var one int
	if err := s.readOne(ctx, &one, `select 1 from pictures where digest = ? limit 1`, digest); err != nil {
		return "", nil, err
	}
	return s.mediaOf(ctx, digest, small)
}
