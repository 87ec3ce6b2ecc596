package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/database"
)

// CommentReasons are the reasons to hide a comment.
var CommentReasons = []string{"insult", "personal_data", "advertising", "spam", "off_topic", "law"}

// HideComment hides a comment of a resident; its place stays, with the reason.
func (s *Store) HideComment(ctx context.Context, comment, moderator int64, reason string) error {
	problems := Invalid{}
	OneOf(problems, "reason", reason, CommentReasons)
	if len(problems) > 0 {
		return problems
	}
	err := s.tx(ctx, func(tx *Store) error {
		var c struct {
			AppealID *int64
			Hidden   bool
			Official bool
		}
		if err := tx.readOne(ctx, &c, `
			select appeal_id, hidden_at is not null as hidden, body_id is not null as official from comments where id = ? for update`, comment); err != nil {
			return err
		}
		if c.Hidden || c.Official {
			return ErrState
		}
		now := tx.Now()
		if _, err := tx.exec(ctx, `update comments set hidden_at = ?, hidden_reason = ? where id = ?`, now, reason, comment); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `insert into moderations (appeal_id, user_id, act, reason_code, at) values (?, ?, 'comment', ?, ?)`,
			c.AppealID, NilIfZero(moderator), reason, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("hide comment %d: %w", comment, err)
	}
	return nil
}

// NewestComment is a comment in the list for moderators.
type NewestComment struct {
	ID     int64
	At     time.Time
	Text   string
	Reason string // why it is hidden; "" if it is not
	Number string // of the appeal; "" under an explanation of work
	WorkID int64  // of the explanation; 0 under an appeal
}

// NewestComments is one page of the comments of residents, the newest first.
type NewestComments struct {
	Comments   []NewestComment
	Prev, Next Cursor
}

// NewestComments returns one page of the comments of residents on appeals and explanations.
func (s *Store) NewestComments(ctx context.Context, after, before Cursor) (list NewestComments, err error) {
	k := database.Keyset{Key: "c.at", ID: "c.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	begin, args, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	where := "c.body_id is null"
	if begin != "" {
		where += " and " + begin
	}
	if err = s.read(ctx, &list.Comments, fmt.Sprintf(`
		select c.id, c.at, c.text, c.hidden_reason as reason, coalesce(a.number, '') as number, coalesce(c.work_id, 0) as work_id
		from comments c left join appeals a on a.id = c.appeal_id
		where %s order by %s limit %d`, where, orderBy, PageSize+1), args...); err != nil {
		return list, fmt.Errorf("newest comments: %w", err)
	}
	list.Comments, list.Prev, list.Next = database.Page(k, list.Comments, func(c NewestComment) Cursor { return database.TimeCursor(c.At, c.ID) })
	return list, nil
}
