package models

import (
	"context"
	"fmt"
	"regexp"
)

var digestForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// Photo returns the bytes of a picture, small (480 px wide) or large, with its type.
func (s *Store) Photo(ctx context.Context, digest string, small bool) (mime string, image []byte, err error) {
	if !digestForm.MatchString(digest) {
		return "", nil, ErrNotFound
	}
	column := "large"
	if small {
		column = "small"
	}
	var row struct {
		Mime  string
		Image []byte
	}
	// Only what a public page shows: neither a hidden picture nor one of a hidden appeal.
	if err := s.readOne(ctx, &row, `
		select m.mime, m.`+column+` as image from media m
		where m.digest = ? and m.hidden_at is null and exists (
			select 1 from pictures p
			left join answers w on w.id = p.answer_id
			left join appeals a on a.id = `+pictureAppeal+`
			left join works x on x.id = p.work_id
			where p.digest = m.digest and (x.published_at <= ? or a.public))`, digest, s.Now()); err != nil {
		return "", nil, fmt.Errorf("photo %s: %w", digest, err)
	}
	return row.Mime, row.Image, nil
}
