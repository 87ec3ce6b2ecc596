package models

import "context"

// ObjectToModeration asks for a decision of moderation to be looked at again, by
// another moderator. An author may do so once an appeal.
func (s *Store) ObjectToModeration(ctx context.Context, id, author int64, text string) error {
	problems := Invalid{}
	text = problems.Text("text", text, 10, 2000)
	if len(problems) > 0 {
		return problems
	}
	return s.actAsAuthor(ctx, "object about", id, author, func(tx *Store, a lockedAppeal) error {
		about, err := tx.authorship(ctx, id)
		if err != nil {
			return err
		}
		if !about.CanBeObjectedTo() {
			return ErrState
		}
		if _, err := tx.exec(ctx, `insert into objections (appeal_id, text, at) values (?, ?, ?)`, id, text, tx.Now()); err != nil {
			return err
		}
		return tx.record(ctx, Event{AppealID: id, Kind: Objected, Actor: ByAuthor, UserID: &author})
	})
}
