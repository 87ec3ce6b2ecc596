package models

import (
	"context"
	"fmt"
)

// inForm is that a draft d holds a picture; its digest alone may stand in any text.
const inForm = `d.form -> 'pictures' @> jsonb_build_array(jsonb_build_object('digest', ?::text))`

// DeskPhoto returns the bytes of a picture that the public does not see, to an
// official of a body that deals with what it belongs to: an appeal or an answer of
// the body or of one below it, an answer or an explanation being written, an explanation written ahead.
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
			left join appeals a on a.id = `+pictureAppeal+`
			left join works x on x.id = p.work_id
			where p.digest = ? and (x.body_id in ? or a.published_at is not null and a.status <> 'rejected' and (
				a.body_id in (select id from mine) or w.body_id in (select id from mine)
				or exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null and e.to_body_id in ?))))
		or exists (select 1 from answer_drafts d where d.body_id in ? and `+inForm+`)
		or exists (select 1 from work_drafts d where d.body_id in ? and `+inForm+`)`,
		offices, digest, offices, offices, offices, digest, offices, digest); err != nil {
		return "", nil, fmt.Errorf("photo %s: %w", digest, err)
	}
	if !may {
		return "", nil, ErrNotFound
	}
	return s.mediaOf(ctx, digest, small)
}
