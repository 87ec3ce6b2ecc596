package models

import "context"

// CanBeRejected reports whether the appeal waits for moderation.
func (a Appeal) CanBeRejected() bool { return a.Status == Moderation }

// CanBeHidden reports whether the appeal was published and is not hidden.
func (a Appeal) CanBeHidden() bool { return a.PublishedAt != nil && a.HiddenAt == nil }

// CanBeRestored reports whether the appeal is hidden.
func (a Appeal) CanBeRestored() bool { return a.HiddenAt != nil }

// RejectAppeal rejects an appeal, for one of ModerationReasons. The text explains the reason in the
// language of the appeal.
func (s *Store) RejectAppeal(ctx context.Context, id, moderator int64, reason, text string) error {
	text, err := checkModeration(reason, text)
	if err != nil {
		return err
	}
	return s.act(ctx, "reject", id, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeRejected() {
			return ErrState
		}
		if err := a.update(ctx, appealRow{Status: Rejected}, "status"); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, moderator, "reject", reason, text); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: WasRejected, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: reason, Text: text}})
	})
}

// HideAppeal takes a published appeal out of public view; its page shows the reason. The body still
// has to answer. Appeals that were merged into it are separated.
func (s *Store) HideAppeal(ctx context.Context, id, moderator int64, reason, text string) error {
	text, err := checkModeration(reason, text)
	if err != nil {
		return err
	}
	return s.act(ctx, "hide", id, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeHidden() {
			return ErrState
		}
		now := tx.Now()
		if err := a.update(ctx, appealRow{HiddenAt: &now}, "hidden_at"); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, moderator, "hide", reason, text); err != nil {
			return err
		}
		if err := tx.record(ctx, Event{AppealID: id, Kind: WasHidden, Actor: ByModerator, UserID: NilIfZero(moderator),
			Data: EventData{Reason: reason, Text: text}}); err != nil {
			return err
		}
		return a.partAll(ctx, partedHidden)
	})
}

// RestoreAppeal shows a hidden appeal again.
func (s *Store) RestoreAppeal(ctx context.Context, id, moderator int64) error {
	return s.act(ctx, "restore", id, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeRestored() {
			return ErrState
		}
		if err := a.update(ctx, appealRow{}, "hidden_at"); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, moderator, "restore", "", ""); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: WasRestored, Actor: ByModerator, UserID: NilIfZero(moderator)})
	})
}

func checkModeration(reason, text string) (string, error) {
	problems := Invalid{}
	OneOf(problems, "reason", reason, ModerationReasons)
	text = problems.Text("text", text, 0, 2000)
	return text, problems.orNil()
}
