package models

import (
	"context"
	"fmt"
)

// PictureReasons are the reasons to hide a picture.
var PictureReasons = CommentReasons

// HidePicture hides a picture in all places that show it. The places stay, with the reason, and
// only people who handle the subject get its bytes.
func (s *Store) HidePicture(ctx context.Context, digest string, moderator int64, reason string) error {
	problems := Invalid{}
	OneOf(problems, "reason", reason, PictureReasons)
	if len(problems) > 0 {
		return problems
	}
	return s.moderatePicture(ctx, digest, moderator, "picture", PictureHidden, reason)
}

// RestorePicture shows a hidden picture again.
func (s *Store) RestorePicture(ctx context.Context, digest string, moderator int64) error {
	return s.moderatePicture(ctx, digest, moderator, "picture_back", PictureRestored, "")
}

func (s *Store) moderatePicture(ctx context.Context, digest string, moderator int64, act string, kind EventKind, reason string) error {
	err := s.tx(ctx, func(tx *Store) error {
		tx = tx.At(tx.Now()) // all rows of the action have one time
		var shown []struct {
			AppealID, WorkID int64
			Own              bool // a picture of the appeal itself, which may be its cover
		}
		if err := tx.read(ctx, &shown, `
			select coalesce(`+pictureAppeal+`, 0) as appeal_id, coalesce(p.work_id, 0) as work_id, bool_or(p.appeal_id is not null) as own
			from pictures p left join answers w on w.id = p.answer_id
			where p.digest = ? group by 1, 2 order by 1, 2`, digest); err != nil {
			return err
		}
		if len(shown) == 0 {
			return ErrNotFound
		}
		hidden, err := tx.exec(ctx, `
			update media set hidden_at = case when ? <> '' then ?::timestamptz end, hidden_reason = ?
			where digest = ? and (hidden_at is null) = (? <> '')`, reason, tx.Now(), reason, digest, reason)
		if err != nil {
			return err
		}
		if hidden == 0 {
			return ErrState
		}
		for _, at := range shown {
			if at.WorkID != 0 {
				if err := tx.moderatedWork(ctx, at.WorkID, moderator, act, reason); err != nil {
					return err
				}
				if err := tx.setCover(ctx, "works", at.WorkID); err != nil {
					return err
				}
				continue
			}
			if at.Own {
				if err := tx.setCover(ctx, "appeals", at.AppealID); err != nil {
					return err
				}
			}
			if err := tx.moderated(ctx, at.AppealID, moderator, act, reason, ""); err != nil {
				return err
			}
			if err := tx.record(ctx, Event{AppealID: at.AppealID, Kind: kind, Actor: ByModerator, UserID: NilIfZero(moderator),
				Data: EventData{Reason: reason}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("moderate picture %s: %w", digest, err)
	}
	return nil
}

// moderatedWork writes an action of moderation on an explanation of work.
func (s *Store) moderatedWork(ctx context.Context, work, moderator int64, act, reason string) error {
	_, err := s.exec(ctx, `insert into moderations (work_id, user_id, act, reason_code, at) values (?, ?, ?, ?, ?)`,
		work, NilIfZero(moderator), act, reason, s.Now())
	return err
}
