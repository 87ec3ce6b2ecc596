package models

import (
	"context"
	"fmt"
	"slices"

	"jauap/models/concrete"
)

// AnswerPreview is a draft as the public would read it.
type AnswerPreview struct {
	Answer  Answer
	Draft   AnswerDraft
	Invalid Invalid // why it cannot be published as it stands; nil: it can
	Reading concrete.Reading
	Twins   []Twin // of the body's answers, public or not
}

// PreviewAnswer shows the draft of a body as the answer that it would become.
// ErrNotFound: nothing has been written.
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
	p.Answer = Answer{AnswerText: AnswerText{Lang: c.Lang,
		Found: in.Found, Action: in.Action, Responsible: in.Responsible, Cost: in.Cost, Funding: in.Funding,
		Refusal: in.Refusal, Law: in.Law, Complaint: in.Complaint, Obstacle: in.Obstacle}, Round: len(c.Answers) + 1, BodyID: c.Body.ID, BodyName: c.Body.Name, PostName: c.Body.Post, Due: *c.AnswerDue, At: s.Now()}
	for _, promise := range in.Promises {
		p.Answer.Promises = append(p.Answer.Promises, Promise{BodyID: c.Body.ID, Text: promise.Text, FirstDue: promise.Due, Due: promise.Due})
	}
	var digests []string
	for _, d := range p.Draft.Form.Pictures {
		digests = append(digests, d.Digest)
	}
	repeats, err := s.repeatsFor(ctx, c.ID, digests)
	if err != nil {
		return p, fmt.Errorf("preview an answer to appeal %s: %w", c.Number, err)
	}
	for _, d := range p.Draft.Form.Pictures {
		p.Answer.Proof = append(p.Answer.Proof, Picture{Digest: d.Digest, Width: d.Width, Height: d.Height, Role: "proof", Alt: d.Alt, Repeats: repeats[d.Digest]})
	}
	read := p.Draft.Form
	read.Pictures = slices.DeleteFunc(slices.Clone(read.Pictures), func(d DraftPicture) bool { return len(repeats[d.Digest]) > 0 })
	p.Reading = c.ReadForm(read)
	p.Twins, err = s.twinsOfDraft(ctx, c.Body.ID, c.ID, in.Found, in.Action)
	return p, err
}

// PublishAnswerDraft publishes the draft of a body, exactly the version that the
// head has looked at, and forgets it. ErrForbidden: the user is not the head.
// ErrStale: it was changed meanwhile. ErrState: the answer is not owed any more;
// of two who publish at once, one does.
func (s *Store) PublishAnswerDraft(ctx context.Context, id int64, by Official, version int) (answerID int64, err error) {
	err = s.act(ctx, "publish the answer to", id, func(tx *Store, a lockedAppeal) error {
		if err := a.answerableBy(by); err != nil {
			return err
		}
		if err := tx.heads(ctx, by); err != nil {
			return err
		}
		draft, err := tx.AnswerDraft(ctx, id, by.BodyID)
		if err != nil {
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
		if answerID, err = tx.answer(ctx, a, by, in, nil); err != nil {
			return err
		}
		for i, p := range draft.Form.Pictures {
			if _, err = tx.exec(ctx, `insert into pictures (digest, answer_id, role, position, alt) values (?, ?, 'proof', ?, ?)`,
				p.Digest, answerID, i, p.Alt); err != nil {
				return err
			}
		}
		if err = tx.markRepeats(ctx, id, "answer_id", answerID); err != nil {
			return err
		}
		if _, err = tx.exec(ctx, `delete from answer_drafts where appeal_id = ?`, id); err != nil { // of the other body too, if it went up
			return err
		}
		return tx.assessAnswers(ctx, answerID)
	})
	return answerID, err
}

// heads returns ErrForbidden unless the user heads the body now.
func (s *Store) heads(ctx context.Context, by Official) error {
	var heads bool
	if err := s.read(ctx, &heads, `
		select exists (select 1 from roles where user_id = ? and body_id = ? and role = 'head'
			and since <= ? and (until is null or until > ?))`, by.UserID, by.BodyID, s.Now(), s.Now()); err != nil {
		return err
	}
	if !heads {
		return ErrForbidden
	}
	return nil
}
