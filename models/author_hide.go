package models

import "context"

// HideOwnAppeal takes an appeal out of public view at the wish of its author. Its page shows
// that reason, it stays in the record, and the body still has to answer.
func (s *Store) HideOwnAppeal(ctx context.Context, id, author int64) error {
	return s.actAsAuthor(ctx, "hide own", id, author, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeHidden() {
			return ErrState
		}
		now := tx.Now()
		if err := a.update(ctx, appealRow{HiddenAt: &now}, "hidden_at"); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, author, "hide", "author_request", ""); err != nil {
			return err
		}
		if err := tx.record(ctx, Event{AppealID: id, Kind: WasHidden, Actor: ByAuthor, UserID: &author,
			Data: EventData{Reason: "author_request"}}); err != nil {
			return err
		}
		return a.partAll(ctx, partedHidden)
	})
}

// CanBeShownAgain reports whether the author, not moderation, took the appeal out of public
// view.
func (d AppealPage) CanBeShownAgain() bool {
	return d.Authorship != nil && d.HiddenAt != nil && d.Authorship.OwnWish
}

// ShowOwnAppeal returns an appeal to public view that its author hid. It returns ErrState for
// an appeal that is not hidden, or that moderation hid.
func (s *Store) ShowOwnAppeal(ctx context.Context, id, author int64) error {
	return s.actAsAuthor(ctx, "show own", id, author, func(tx *Store, a lockedAppeal) error {
		about, err := readAuthorship(ctx, tx, id)
		if err != nil {
			return err
		}
		if !(AppealPage{Appeal: a.Appeal, Authorship: &about}).CanBeShownAgain() {
			return ErrState
		}
		if err := a.update(ctx, appealRow{}, "hidden_at"); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, author, "restore", "author_request", ""); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: WasRestored, Actor: ByAuthor, UserID: &author,
			Data: EventData{Reason: "author_request"}})
	})
}
