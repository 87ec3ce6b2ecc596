package models

import (
	"context"
	"fmt"
	"slices"

	"jauap/models/concrete"
	"jauap/models/database"
)

// AnswerPreview is a draft as the public would see it.
type AnswerPreview struct {
	Answer     Answer
	Draft      AnswerDraft
	Invalid    Invalid // why the draft cannot be published; nil: it can
	Reading    concrete.Reading
	Duplicates []NearDuplicate // among the answers of the body, public or not
}

// PreviewAnswer shows the draft of a body as an answer; ErrNotFound without a draft.
func (s *Store) PreviewAnswer(ctx context.Context, c Case) (p AnswerPreview, err error) {
	if c.Draft == nil {
		return p, fmt.Errorf("preview an answer to appeal %s: %w", c.Number, ErrNotFound)
	}
	p.Draft = *c.Draft
	problems := Invalid{}
	in := p.Draft.Form.answer(problems, s.Today())
	if len(problems) > 0 {
		p.Invalid = problems
	}
	in.Lang = c.Lang
	p.Answer = Answer{AnswerText: in.AnswerText, Round: len(c.Answers) + 1, BodyID: c.Body.ID, BodyName: c.Body.Name, PostName: c.Body.Post,
		Due: *c.AnswerDue, At: s.Now()}
	for _, promise := range in.Promises {
		p.Answer.Promises = append(p.Answer.Promises, Promise{BodyID: c.Body.ID, Text: promise.Text, FirstDue: promise.Due, Due: promise.Due})
	}
	repeats, err := s.repeatsFor(ctx, c.ID, digestsOf(p.Draft.Form.Pictures))
	if err != nil {
		return p, fmt.Errorf("preview an answer to appeal %s: %w", c.Number, err)
	}
	for _, d := range p.Draft.Form.Pictures {
		p.Answer.Proof = append(p.Answer.Proof, Picture{Digest: d.Digest, Width: d.Width, Height: d.Height, Role: "proof", Alt: d.Alt, Repeats: repeats[d.Digest]})
	}
	read := p.Draft.Form
	read.Pictures = slices.DeleteFunc(slices.Clone(read.Pictures), func(d DraftPicture) bool { return len(repeats[d.Digest]) > 0 })
	p.Reading = c.ReadForm(read)
	p.Duplicates, err = nearDuplicatesOf(ctx, s.db, c.Body.ID, c.ID, in.AnswerText)
	return p, err
}

// PublishAnswerDraft publishes the version of the draft of a body that the head saw, and deletes
// the draft. It returns ErrForbidden unless the user is the head, ErrStale if the draft was
// changed since, and ErrState if an answer is no longer needed: of two who publish at the same
// time, one succeeds.
func (s *Store) PublishAnswerDraft(ctx context.Context, id int64, by Official, version int) (answerID int64, err error) {
	err = s.act(ctx, "publish the answer to", id, func(tx *Store, a lockedAppeal) error {
		draft, err := a.draft(ctx, by)
		if err != nil {
			return err
		}
		if err := by.RequireRole(ctx, tx, "head"); err != nil {
			return err
		}
		if draft.Version == 0 || draft.Version != version {
			return ErrStale
		}
		problems := Invalid{}
		in := draft.Form.answer(problems, tx.Today())
		if len(problems) > 0 {
			return problems
		}
		in.Lang = a.Lang
		if answerID, err = a.answer(ctx, by, in, nil); err != nil {
			return err
		}
		for i, p := range draft.Form.Pictures {
			row := pictureRow{Digest: p.Digest, AnswerID: &answerID, Role: "proof", Position: i, Alt: p.Alt}
			if err = database.Rows[pictureRow](tx.db).Create(ctx, &row); err != nil {
				return err
			}
		}
		if err = tx.markRepeats(ctx, id, "answer_id", answerID); err != nil {
			return err
		}
		// with the draft of the other body, if the appeal was escalated
		if _, err = database.Rows[answerDraftRow](tx.db).Where("appeal_id = ?", id).Delete(ctx); err != nil {
			return err
		}
		return assessAnswers(ctx, tx, answerID)
	})
	return answerID, err
}
