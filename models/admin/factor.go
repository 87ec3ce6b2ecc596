package admin

import (
	"context"
	"fmt"
	"strconv"

	"jauap/models"
	"jauap/models/account"
)

// ResetFactors deletes the second factors and recovery codes of a user and ends every
// sign-in. A user who has lost both sets up a new factor at the next sign-in.
// Administrators cannot reset their own: the account page changes them and asks for the
// factor first. The command line, admin 0, can reset those of every user.
func (s *Store) ResetFactors(ctx context.Context, admin, user int64) error {
	if admin == user {
		return fmt.Errorf("reset own factors: %w", models.ErrForbidden)
	}
	err := s.tx(ctx, func(tx *Store) error {
		if _, err := tx.lockUser(ctx, user); err != nil {
			return err
		}
		changed, err := account.New(tx.core).DeleteFactors(ctx, user)
		if err != nil || !changed {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "factor_reset", strconv.FormatInt(user, 10), nil)
	})
	if err != nil {
		return fmt.Errorf("reset the factors of user %d: %w", user, err)
	}
	return nil
}
