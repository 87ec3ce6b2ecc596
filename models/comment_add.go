package models

import (
	"context"
	"fmt"
)

// NewComment is a word under an appeal, of a resident or of a body.
type NewComment struct {
	AppealID, UserID int64
	BodyID           *int64 // for whom an official speaks
	Text             string
}

// CanBeCommented: everyone sees it, and it stands for itself.
func (a Appeal) CanBeCommented() bool {
	return a.PublishedAt != nil && a.HiddenAt == nil && !a.Private && a.Status != Merged && a.Status != Withdrawn
}

// AddComment writes a comment and returns its id.
func (s *Store) AddComment(ctx context.Context, in NewComment) (id int64, err error) {
	problems := Invalid{}
	in.Text = problems.text("text", in.Text, 1, 2000)
	if len(problems) > 0 {
		return 0, problems
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.hasStanding(ctx, in.UserID, 1); err != nil {
			return err
		}
		a, err := tx.hold(ctx, in.AppealID)
		if err != nil {
			return err
		}
		if !a.CanBeCommented() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `update appeals set comments = comments + 1 where id = ?`, in.AppealID); err != nil {
			return err
		}
		return tx.readOne(ctx, &id, `
			insert into comments (appeal_id, user_id, body_id, text, at) values (?, ?, ?, ?, ?) returning id`,
			in.AppealID, in.UserID, in.BodyID, in.Text, tx.Now())
	})
	if err != nil {
		return 0, fmt.Errorf("comment on appeal %d: %w", in.AppealID, err)
	}
	return id, nil
}
