package models

import (
	"context"
	"fmt"
)

// KeptPicture is a picture that was uploaded for an explanation before the rest of
// its form was right. Its digest is what a form carries: nobody can guess one.
type KeptPicture struct {
	Digest        string
	Role          string // before, after
	Alt           string
	Width, Height int
}

// KeepPicture keeps an uploaded picture that nothing shows yet, so that nobody has to
// upload it again.
func (s *Store) KeepPicture(ctx context.Context, in NewPicture) (KeptPicture, error) {
	problems := Invalid{}
	prepared := preparePictures(problems, []NewPicture{in}, "before")
	if len(problems) > 0 {
		return KeptPicture{}, problems
	}
	p := prepared[0]
	if err := s.keepForDraft(ctx, p.Picture); err != nil {
		return KeptPicture{}, fmt.Errorf("keep a picture: %w", err)
	}
	return KeptPicture{Digest: p.Digest, Role: p.role, Alt: p.alt, Width: p.Width, Height: p.Height}, nil
}

// KeptPictures returns those of the pictures that are still kept, with their sizes.
func (s *Store) KeptPictures(ctx context.Context, in []KeptPicture) (kept []KeptPicture, err error) {
	for _, p := range in {
		if !digestForm.MatchString(p.Digest) || len(kept) == MaxPictures {
			continue
		}
		var size []struct{ Width, Height int }
		if err = s.read(ctx, &size, `select width, height from media where digest = ?`, p.Digest); err != nil {
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
	_, err := s.exec(ctx, `
		update works set cover = (select digest from pictures where work_id = works.id order by position, id limit 1) where id = ?`, work)
	return err
}

// DeskPhoto returns the bytes of a picture that the public does not see, to an
// official of a body that deals with what it belongs to: an appeal or an answer of
// the body or of one below it, an answer being written, an explanation written ahead.
func (s *Store) DeskPhoto(ctx context.Context, offices []int64, digest string, small bool) (mime string, image []byte, err error) {
	if !digestForm.MatchString(digest) || len(offices) == 0 {
		return "", nil, ErrNotFound
	}
	var may bool
	if err := s.read(ctx, &may, `
		with recursive mine as (
			select id from bodies where id in ?
			union select b.id from bodies b join mine on b.superior_id = mine.id)
		select exists (
			select 1 from pictures p
			left join answers w on w.id = p.answer_id
			left join appeals a on a.id = coalesce(p.appeal_id, w.appeal_id)
			left join works x on x.id = p.work_id
			where p.digest = ? and (x.body_id in ? or a.published_at is not null and a.status <> 'rejected' and (
				a.body_id in (select id from mine) or w.body_id in (select id from mine)
				or exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null and e.to_body in ?))))
		or exists (select 1 from answer_drafts d where d.body_id in ? and strpos(d.form::text, ?) > 0)`,
		offices, digest, offices, offices, offices, digest); err != nil {
		return "", nil, fmt.Errorf("photo %s: %w", digest, err)
	}
	if !may {
		return "", nil, ErrNotFound
	}
	return s.mediaOf(ctx, digest, small)
}
