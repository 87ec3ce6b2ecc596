package models

import "context"

// HideOwnAppeal takes an appeal out of public view because its author wants so.
// Its address answers with that reason, the record stays, and the body still
// owes its answer.
func (s *Store) HideOwnAppeal(ctx context.Context, id, author int64) error {
	return s.actAsAuthor(ctx, "hide own", id, author, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeHidden() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `update appeals set hidden_at = ? where id = ?`, tx.Now(), id); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, author, "hide", "author_request", ""); err != nil {
			return err
		}
		if err := tx.record(ctx, Event{AppealID: id, Kind: WasHidden, Actor: ByAuthor, UserID: &author,
			Data: EventData{Reason: "author_request"}}); err != nil {
			return err
		}
		return tx.partAll(ctx, a, partedHidden)
	})
}

// CanBeShownAgain: nobody but the author has taken the appeal out of public view.
func (d Dossier) CanBeShownAgain() bool {
	return d.Authorship != nil && d.HiddenAt != nil && d.Authorship.OwnWish
}

// ShowOwnAppeal puts an appeal back into public view that its author had taken out.
// ErrState: it is not hidden, or moderation has hidden it.
func (s *Store) ShowOwnAppeal(ctx context.Context, id, author int64) error {
	return s.actAsAuthor(ctx, "show own", id, author, func(tx *Store, a lockedAppeal) error {
		about, err := tx.authorship(ctx, id)
		if err != nil {
			return err
		}
		if !(Dossier{Appeal: a.Appeal, Authorship: &about}).CanBeShownAgain() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `update appeals set hidden_at = null where id = ?`, id); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, author, "restore", "author_request", ""); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: WasRestored, Actor: ByAuthor, UserID: &author,
			Data: EventData{Reason: "author_request"}})
	})
}
