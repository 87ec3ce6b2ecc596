package models

import (
	"context"
	"fmt"
)

// inForm is the SQL condition that a draft d has the picture @digest. A digest in a text of the
// form does not count.
const inForm = `d.form -> 'pictures' @> jsonb_build_array(jsonb_build_object('digest', cast(@digest as text)))`

// DeskPhoto returns the bytes of a picture that the public does not see to an official of a body
// that handles what it belongs to: an appeal or an answer of the body or of one below it, a
// draft, or a scheduled explanation.
func (s *Store) DeskPhoto(ctx context.Context, offices []int64, digest string, small bool) (mime string, image []byte, err error) {
	if !digestForm.MatchString(digest) || len(offices) == 0 {
		return "", nil, ErrNotFound
	}
	var may bool
	if err := s.read(ctx, &may, `
		with recursive mine as (
			select id from bodies where id in @offices
			union select b.id from bodies b join mine on b.superior_id = mine.id)
		select exists (
			select 1 from pictures p
			left join answers w on w.id = p.answer_id
			left join appeals a on a.id = `+pictureAppeal+`
			left join works x on x.id = p.work_id
			where p.digest = @digest and (x.body_id in @offices or a.published_at is not null and a.status <> 'rejected' and (
				a.body_id in (select id from mine) or w.body_id in (select id from mine)
				or exists (select 1 from escalations e where e.appeal_id = a.id and e.closed_at is null and e.to_body_id in @offices))))
		or exists (select 1 from answer_drafts d where d.body_id in @offices and `+inForm+`)
		or exists (select 1 from work_drafts d where d.body_id in @offices and `+inForm+`)`, map[string]any{"offices": offices, "digest": digest}); err != nil {
		return "", nil, fmt.Errorf("photo %s: %w", digest, err)
	}
	if !may {
		return "", nil, ErrNotFound
	}
	return s.mediaOf(ctx, digest, small)
}
