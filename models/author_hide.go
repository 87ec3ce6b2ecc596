package models

import "context"

// HideOwnAppeal takes an appeal out of public view because its author wants so.
// Its address answers with that reason, the record stays, and the body still
// owes its answer.
func (s *Store) HideOwnAppeal(ctx context.Context, id, author int64) error {
	return s.actAsAuthor(ctx, "hide own", id, author, func(tx *Store, a held) error {
		if !a.CanBeHidden() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `update appeals set hidden_at = ? where id = ?`, tx.Now(), id); err != nil {
			return err
		}
		if err := tx.moderated(ctx, id, author, "hide", "author_request", ""); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: WasHidden, Actor: ByAuthor, UserID: &author,
			Data: EventData{Reason: "author_request"}})
	})
}
