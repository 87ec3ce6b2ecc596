package models

import "context"

// MakePrivate makes an appeal visible to the responsible body only: matters of health, family or
// need. An appeal that waits for moderation goes to the body now.
func (s *Store) MakePrivate(ctx context.Context, id, moderator int64, reason, text string) error {
	text, err := checkModeration(reason, text)
	if err != nil {
		return err
	}
	return s.act(ctx, "make private", id, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeMadePrivate() {
			return ErrState
		}
		if err := a.update(ctx, appealRow{Private: true}, "private"); err != nil {
			return err
		}
		kind := MadePrivate
		a.Private = true
		if a.CanBePublished() {
			kind = KeptPrivate
			if err := a.publish(ctx, moderator); err != nil {
				return err
			}
		}
		if err := tx.moderated(ctx, id, moderator, "private", reason, text); err != nil {
			return err
		}
		if err := tx.record(ctx, Event{AppealID: id, Kind: kind, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: reason, Text: text}}); err != nil {
			return err
		}
		return a.partAll(ctx, partedPrivate)
	})
}

// WarnAuthor warns the author of an appeal, for one of ModerationReasons.
func (s *Store) WarnAuthor(ctx context.Context, id, moderator int64, reason, text string) error {
	problems := Invalid{}
	OneOf(problems, "reason", reason, ModerationReasons)
	text = problems.Text("text", text, 10, 2000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, "warn about", id, func(tx *Store, a lockedAppeal) error {
		if a.AuthorID == nil {
			return ErrState
		}
		if err := tx.moderated(ctx, id, moderator, "warn", reason, text); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: AuthorWarned, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: reason, Text: text}})
	})
}
