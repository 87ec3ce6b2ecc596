package record

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// replyRow is a row of body_replies.
type replyRow struct {
	Reply
	UserID *int64
}

func (replyRow) TableName() string { return "body_replies" }

// Reply is the comment of the head of a body on its record: one text per quarter, which
// cannot be changed.
type Reply struct {
	BodyID  int64
	Quarter Quarter
	Lang    string
	Text    string
	At      time.Time
}

// MaxReply is the longest reply, in characters.
const MaxReply = 3000

// replies returns all replies of a body, the newest first.
func (s *Store) replies(ctx context.Context, body int64) (list []Reply, err error) {
	rows, err := database.Rows[replyRow](s.db).Where("body_id = ?", body).Order("quarter desc").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("replies of body %d: %w", body, err)
	}
	for _, row := range rows {
		list = append(list, row.Reply)
	}
	return list, nil
}

// ReplyNow returns the reply of a body in the current quarter; ErrNotFound without one.
func (s *Store) ReplyNow(ctx context.Context, body int64) (Reply, error) {
	row, err := database.Rows[replyRow](s.db).Where("body_id = ? and quarter = ?", body, QuarterOf(s.core.Today()).Start()).Take(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("reply of body %d: %w", body, err)
	}
	return row.Reply, nil
}

// ReplyToRecord publishes the reply of a body for the current quarter. Callers check that the
// user is its head, see Viewer.MaySign. Repeating the same text is not an error; ErrState if
// the quarter has another text.
func (s *Store) ReplyToRecord(ctx context.Context, by models.Official, lang, text string) error {
	problems := models.Invalid{}
	models.OneOf(problems, "lang", lang, models.Languages)
	text = problems.Text("text", text, 1, MaxReply)
	if len(problems) > 0 {
		return problems
	}
	var written bool
	row := replyRow{Reply{by.BodyID, QuarterOf(s.core.Today()), lang, text, s.core.Now()}, models.NilIfZero(by.UserID)}
	if err := s.tx(ctx, func(tx *Store) (err error) {
		written, err = database.CreateNew(ctx, tx.db, &row)
		return err
	}); err != nil {
		return fmt.Errorf("reply to the record of body %d: %w", by.BodyID, err)
	}
	if written {
		return nil
	}
	there, err := s.ReplyNow(ctx, by.BodyID)
	if err == nil && there.Text != text {
		return models.ErrState
	}
	return err
}
