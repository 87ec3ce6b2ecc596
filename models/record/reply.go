package record

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
)

// Reply is what the head of a body says to its record: one text a quarter, which stays
// as it was said.
type Reply struct {
	BodyID  int64
	Quarter Quarter
	Lang    string
	Text    string
	At      time.Time
}

// MaxReply is the longest reply, in characters.
const MaxReply = 3000

const replyColumns = `body_id, quarter, lang, text, at`

func (s *Store) replies(ctx context.Context, body int64) (list []Reply, err error) {
	if err = s.db.Read(ctx, &list, `select `+replyColumns+` from body_replies where body_id = ? order by quarter desc`, body); err != nil {
		return nil, fmt.Errorf("replies of body %d: %w", body, err)
	}
	return list, nil
}

// ReplyNow is the reply of a body in the quarter of today; ErrNotFound while there is none.
func (s *Store) ReplyNow(ctx context.Context, body int64) (r Reply, err error) {
	if err = s.db.ReadOne(ctx, &r, `select `+replyColumns+` from body_replies where body_id = ? and quarter = ?`,
		body, QuarterOf(s.core.Today()).Start()); err != nil {
		return r, fmt.Errorf("reply of body %d: %w", body, err)
	}
	return r, nil
}

// ReplyToRecord publishes the reply of a body for the quarter of today. Only its head
// may, see Viewer.MaySign. The same text a second time changes nothing; ErrState: the quarter has another.
func (s *Store) ReplyToRecord(ctx context.Context, by models.Official, lang, text string) error {
	problems := models.Invalid{}
	models.OneOf(problems, "lang", lang, models.Languages)
	text = problems.Text("text", text, 1, MaxReply)
	if len(problems) > 0 {
		return problems
	}
	written, err := s.db.Exec(ctx, `
		insert into body_replies (body_id, quarter, lang, text, user_id, at) values (?, ?, ?, ?, ?, ?)
		on conflict do nothing`, by.BodyID, QuarterOf(s.core.Today()).Start(), lang, text, models.NilIfZero(by.UserID), s.core.Now())
	if err != nil {
		return fmt.Errorf("reply to the record of body %d: %w", by.BodyID, err)
	}
	if written > 0 {
		return nil
	}
	there, err := s.ReplyNow(ctx, by.BodyID)
	if err == nil && there.Text != text {
		return models.ErrState
	}
	return err
}
