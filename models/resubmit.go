package models

import (
	"context"
	"time"
)

// pressedTwice is the time within which the same text of the same user on the same subject is a
// double submit: the second changes nothing and gets the same response.
const pressedTwice = 2 * time.Minute

// sameComment returns the id of the comment that this one repeats; 0 for none.
func (s *Store) sameComment(ctx context.Context, in NewComment) (id int64, err error) {
	err = s.read(ctx, &id, `
		select id from comments
		where user_id = ? and text = ? and appeal_id is not distinct from ?::bigint and work_id is not distinct from ?::bigint and at > ? and at <= ?
		limit 1`, in.UserID, in.Text, NilIfZero(in.AppealID), NilIfZero(in.WorkID), s.Now().Add(-pressedTwice), s.Now())
	return id, err
}

// sameWords reports whether the user has just said the same about a locked appeal.
func (s *Store) sameWords(ctx context.Context, e Event) (same bool, err error) {
	err = s.read(ctx, &same, `
		select exists (select 1 from events
			where appeal_id = ? and kind = ? and user_id is not distinct from ?::bigint and data ->> 'text' = ? and at > ? and at <= ?)`,
		e.AppealID, e.Kind, e.UserID, e.Data.Text, s.Now().Add(-pressedTwice), s.Now())
	return same, err
}

// sameVerdict reports whether a user has just judged the newest answer in the same way.
func (s *Store) sameVerdict(ctx context.Context, a lockedAppeal, user int64, v Verdict) (same bool, err error) {
	err = s.read(ctx, &same, `
		select exists (select 1 from verdicts v join answers w on w.id = v.answer_id
			where w.appeal_id = ? and w.round = ? and v.user_id = ? and v.verdict = ? and v.at > ? and v.at <= ?)`,
		a.ID, a.Rounds, user, v, s.Now().Add(-pressedTwice), s.Now())
	return same, err
}

// sameWork returns the id of the explanation that this one repeats; 0 for none. Of two concurrent
// ones the second waits for the first.
func (s *Store) sameWork(ctx context.Context, by Official, in NewWork) (id int64, err error) {
	if err = s.lockWorks(ctx, by); err != nil {
		return 0, err
	}
	err = s.read(ctx, &id, `
		select id from works
		where body_id = ? and place_code = ? and title = ? and text = ? and stage = ? and published_at > ?
		limit 1`, by.BodyID, in.Place, in.Title, in.Text, in.Stage, s.Now().Add(-pressedTwice))
	return id, err
}

// lockWorks locks the new explanations of a body until the transaction ends.
func (s *Store) lockWorks(ctx context.Context, by Official) error {
	_, err := s.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('work of body ' || ?::bigint, 0))`, by.BodyID)
	return err
}
