package models

import (
	"context"
	"fmt"
)

// Subject is what a picture or a text for moderation belongs to: an appeal with its answers,
// verdicts and promises, or an explanation of work.
type Subject struct {
	AppealID, WorkID int64 // one of the two
}

// Parts are the pictures and texts of a subject, without the text of the appeal itself. Each can be
// hidden or masked alone.
type Parts struct {
	Subject
	Number   string // of the appeal
	Title    string
	Lang     string
	Pictures []HidablePicture `gorm:"-"`
	Texts    []PartText       `gorm:"-"`
}

// HidablePicture is a picture for moderation.
type HidablePicture struct {
	Picture
	Elsewhere int // number of other places that show it
}

// AppealParts returns the parts of an appeal by its number.
func (s *Store) AppealParts(ctx context.Context, number string) (p Parts, err error) {
	if !IsAppealNumber(number) {
		return p, ErrNotFound
	}
	if err = s.readOne(ctx, &p, `select id as appeal_id, number, title, lang from appeals where number = ?`, number); err == nil {
		err = s.readParts(ctx, &p)
	}
	if err != nil {
		return p, fmt.Errorf("parts of appeal %s: %w", number, err)
	}
	return p, nil
}

// WorkParts returns the parts of a public explanation of work.
func (s *Store) WorkParts(ctx context.Context, id int64) (p Parts, err error) {
	if err = s.readOne(ctx, &p, `select id as work_id, title, lang from works where id = ? and published_at <= ?`, id, s.Now()); err == nil {
		err = s.readParts(ctx, &p)
	}
	if err != nil {
		return p, fmt.Errorf("parts of work %d: %w", id, err)
	}
	return p, nil
}

func (s *Store) readParts(ctx context.Context, p *Parts) (err error) {
	if err = s.read(ctx, &p.Pictures, `
		select p.digest, m.width, m.height, p.role, p.alt, m.hidden_reason as hidden,
			(select count(*) from pictures o where o.digest = p.digest and o.id <> p.id) as elsewhere
		from pictures p join media m on m.digest = p.digest
		where p.work_id = ? or `+picturesOfAppeal+`
		order by coalesce(p.answer_id, p.verdict_id, p.promise_id, 0), p.position, p.id`,
		p.WorkID, p.AppealID, p.AppealID, p.AppealID, p.AppealID); err != nil {
		return err
	}
	p.Texts, err = s.partTexts(ctx, p.Subject)
	return err
}
