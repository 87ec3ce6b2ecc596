package models

import "context"

// CanBeWithdrawn reports whether the appeal has no answer in this round.
func (a Appeal) CanBeWithdrawn() bool { return a.Status == Moderation || a.Status.Open() }

// WithdrawAppeal withdraws an appeal of the author. A public appeal stays public, and appeals that
// were merged into it are separated.
func (s *Store) WithdrawAppeal(ctx context.Context, id, author int64) error {
	return s.act(ctx, "withdraw", id, func(tx *Store, a lockedAppeal) error {
		if !a.isBy(author) {
			return ErrForbidden
		}
		if !a.CanBeWithdrawn() {
			return ErrState
		}
		if err := a.stopClock(ctx); err != nil {
			return err
		}
		if err := a.update(ctx, appealRow{Status: Withdrawn}, "status"); err != nil {
			return err
		}
		if err := a.closeEscalation(ctx, OutcomeWithdrawn); err != nil {
			return err
		}
		if err := tx.record(ctx, Event{AppealID: id, Kind: WasWithdrawn, Actor: ByAuthor, UserID: &author}); err != nil {
			return err
		}
		return a.partAll(ctx, partedWithdrawn)
	})
}

func (a lockedAppeal) isBy(user int64) bool { return a.AuthorID != nil && *a.AuthorID == user }
