package models

import (
	"context"
	"fmt"

	"jauap/models/media"
)

// LookAtPictures notes how the pictures look that were kept before that was done, and
// returns how many. One that cannot be read is left as it is.
func (s *Store) LookAtPictures(ctx context.Context) (looked int, err error) {
	after := ""
	for {
		var batch []struct {
			Digest string
			Small  []byte
		}
		if err := s.read(ctx, &batch, `
			select digest, small from media where look is null and digest > ? order by digest limit 100`, after); err != nil {
			return looked, fmt.Errorf("look at pictures: %w", err)
		}
		for _, p := range batch {
			after = p.Digest
			look, err := media.HashJPEG(p.Small)
			if err != nil {
				continue
			}
			if _, err := s.exec(ctx, `update media set look = ?::bit(128) where digest = ? and look is null`, look.String(), p.Digest); err != nil {
				return looked, fmt.Errorf("look at pictures: %w", err)
			}
			looked++
		}
		if len(batch) < 100 {
			return looked, nil
		}
	}
}
