package models

import (
	"context"
	"fmt"
)

// KeptPicture is a picture that was uploaded before the rest of its form was right. Its digest is what a form carries: nobody can guess one.
// One may be known that was public once, so what is out of view is not shown by it again.
type KeptPicture struct {
	Digest string `json:"digest"`
	Role   string `json:"role,omitempty"` // before, after
	Alt    string `json:"alt"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// KeepPicture keeps an uploaded picture that nothing shows yet, so that nobody has to
// upload it again.
func (s *Store) KeepPicture(ctx context.Context, image []byte) (KeptPicture, error) {
	p, err := s.keep(ctx, image)
	return KeptPicture{Digest: p.Digest, Role: "before", Width: p.Width, Height: p.Height}, err
}

// KeptPictures returns those of the pictures that are still kept, with their sizes.
func (s *Store) KeptPictures(ctx context.Context, in []KeptPicture) (kept []KeptPicture, err error) {
	for _, p := range in {
		if !digestForm.MatchString(p.Digest) || len(kept) == MaxPictures {
			continue
		}
		var size []struct{ Width, Height int }
		if err = s.read(ctx, &size, `
			select m.width, m.height from media m where m.digest = ? and m.hidden_at is null and (
				not exists (select 1 from pictures p where p.digest = m.digest)
				or exists (select 1 from pictures p left join answers w on w.id = p.answer_id left join appeals a on a.id = `+pictureAppeal+`
					where p.digest = m.digest and (p.work_id is not null or a.public)))`, p.Digest); err != nil {
			return nil, fmt.Errorf("kept pictures: %w", err)
		}
		if len(size) > 0 {
			p.Width, p.Height = size[0].Width, size[0].Height
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// attachKept shows kept pictures on a work, from a position on; the first picture of
// all is its cover.
func (s *Store) attachKept(ctx context.Context, work int64, kept []KeptPicture, from int) error {
	for i, p := range kept {
		if p.Role != "after" {
			p.Role = "before"
		}
		if _, err := s.exec(ctx, `insert into pictures (digest, work_id, role, position, alt) values (?, ?, ?, ?, ?)`,
			p.Digest, work, p.Role, from+i, p.Alt); err != nil {
			return err
		}
	}
	return s.setCover(ctx, "works", work)
}

// fewPictures notes when there are too many.
func (i Invalid) fewPictures(pictures []KeptPicture, most int) {
	if len(pictures) > most {
		i["pictures"] = Problem{Key: "problem.pictures_too_many", Args: []any{"max", most}}
	}
}

// show ties kept pictures to the row that a column of pictures names. ErrState: one
// of them is not kept any more.
func (s *Store) show(ctx context.Context, owner string, id int64, role string, kept []KeptPicture) error {
	for i, p := range kept {
		written, err := s.exec(ctx, `
			insert into pictures (digest, `+owner+`, role, position, alt) select digest, ?, ?, ?, ? from media where digest = ?`,
			id, role, i, p.Alt, p.Digest)
		if err != nil {
			return err
		}
		if written == 0 {
			return ErrState
		}
	}
	return nil
}
