package models

import (
	"context"
	"fmt"
	"time"
)

// NewComment is a comment on an appeal, or a question about an explanation of work, by a resident
// or a body.
type NewComment struct {
	AppealID int64 // this
	WorkID   int64 // or this
	UserID   int64
	BodyID   *int64 // the body of the official; nil for a resident
	Text     string
}

// The number of comments that an account may write within a time. Officials have no limit, because
// they answer many.
const (
	commentsAtOnce = 5
	commentsWithin = 10 * time.Minute
)

// CanBeCommented reports whether the appeal is public, not merged and not withdrawn.
func (a Appeal) CanBeCommented() bool {
	return a.IsPublic() && a.Status != Merged && a.Status != Withdrawn
}

// AddComment writes a comment and returns its id. It returns Invalid for a text that is too short,
// too long or has personal data, and for too many comments. It returns ErrForbidden for a body that
// does not handle the appeal, or without a role there.
func (s *Store) AddComment(ctx context.Context, in NewComment) (id int64, err error) {
	if err := s.Reference().Open(); err != nil {
		return 0, err
	}
	problems := Invalid{}
	in.Text = problems.Text("text", in.Text, 2, 2000)
	if in.BodyID == nil {
		if err := s.commentsUnmarked(ctx, in); err != nil {
			return 0, err
		}
	}
	if in.BodyID == nil { // a body may publish its telephone number
		s.CheckOpenText(problems, "text", in.Text)
	}
	if len(problems) > 0 {
		return 0, problems
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.RequireLevel(ctx, in.UserID, 1); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('comment ' || ?::bigint, 0))`, in.UserID); err != nil {
			return err // concurrent comments of one account are checked one after the other
		}
		if id, err = tx.sameComment(ctx, in); err != nil || id != 0 {
			return err
		}
		if in.BodyID == nil {
			if err := tx.notTooMany(ctx, in.UserID); err != nil {
				return err
			}
		}
		bodies, err := tx.commentedOn(ctx, in)
		if err != nil {
			return err
		}
		if in.BodyID != nil {
			if err := tx.speaksFor(ctx, in.UserID, *in.BodyID, bodies); err != nil {
				return err
			}
		}
		return tx.readOne(ctx, &id, `
			insert into comments (appeal_id, work_id, user_id, body_id, text, at) values (?, ?, ?, ?, ?, ?) returning id`,
			NilIfZero(in.AppealID), NilIfZero(in.WorkID), in.UserID, in.BodyID, in.Text, tx.Now())
	})
	if err != nil {
		return 0, fmt.Errorf("comment on appeal %d, work %d: %w", in.AppealID, in.WorkID, err)
	}
	return id, nil
}

// notTooMany returns Invalid after the limit of comments of an account.
func (s *Store) notTooMany(ctx context.Context, user int64) error {
	var lately int
	if err := s.read(ctx, &lately, `select count(*) from comments where user_id = ? and body_id is null and at > ? and at <= ?`,
		user, s.Now().Add(-commentsWithin), s.Now()); err != nil {
		return err
	}
	if lately >= commentsAtOnce {
		return Invalid{"text": {Key: "problem.comments_too_many", Args: []any{"count", commentsAtOnce, "minutes", int(commentsWithin / time.Minute)}}}
	}
	return nil
}

// commentedOn checks that the subject takes comments, counts the comment on an appeal, and returns
// the bodies that handle the subject.
func (s *Store) commentedOn(ctx context.Context, in NewComment) (bodies []int64, err error) {
	if in.WorkID != 0 {
		err = s.readOne(ctx, &bodies, `select body_id from works where id = ? and published_at <= ?`, in.WorkID, s.Now())
		return bodies, err
	}
	a, err := s.lockAppeal(ctx, in.AppealID)
	if err != nil {
		return nil, err
	}
	if !a.CanBeCommented() {
		return nil, ErrState
	}
	bodies = append(bodies, a.BodyID)
	if a.EscalatedTo != nil {
		bodies = append(bodies, *a.EscalatedTo)
	}
	_, err = s.exec(ctx, `update appeals set comments = comments + 1 where id = ?`, in.AppealID)
	return bodies, err
}

// speaksFor returns ErrForbidden unless the body is one of those that handle the subject, and the
// user is its official now.
func (s *Store) speaksFor(ctx context.Context, user, body int64, bodies []int64) error {
	var may bool
	err := s.read(ctx, &may, `
		select exists (select 1 from roles where user_id = ? and body_id = ? and body_id in ?
			and role in ('executor', 'head') and since <= ? and (until is null or until > ?))`, user, body, bodies, s.Now(), s.Now())
	if err == nil && !may {
		err = ErrForbidden
	}
	return err
}

// commentsUnmarked returns ErrForbidden for an official of a body that handles the subject. They
// comment only in its name: an akim praised the own office as a neighbour. Only the caller knows
// whether the session has the second factor, which a comment of a body needs.
func (s *Store) commentsUnmarked(ctx context.Context, in NewComment) error {
	var works bool
	if err := s.readOne(ctx, &works, `
		select exists (select 1 from roles where user_id = ? and role in ('executor', 'head') and since <= ? and (until is null or until > ?)
			and body_id in (select body_id from appeals where id = ? union all select to_body_id from escalations where appeal_id = ? and closed_at is null
				union all select body_id from works where id = ?))`, in.UserID, s.Now(), s.Now(), in.AppealID, in.AppealID, in.WorkID); err != nil {
		return err
	}
	if works {
		return ErrForbidden
	}
	return nil
}
