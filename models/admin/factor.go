package admin

import (
	"context"
	"fmt"
	"strconv"

	"jauap/models"
)

// ResetFactors takes the second factors and the recovery codes of a user away and ends
// every sign-in: who has lost the telephone and the codes sets up a new factor at the
// next sign-in. Nobody resets the own ones: those are changed on the own page, which
// asks for the factor first. The command line, admin 0, resets anybody's.
func (s *Store) ResetFactors(ctx context.Context, admin, user int64) error {
	if admin == user {
		return fmt.Errorf("reset the own factors: %w", models.ErrForbidden)
	}
	err := s.tx(ctx, func(tx *Store) error {
		var one int64
		if err := tx.db.ReadOne(ctx, &one, `select id from users where id = ? and removed_at is null for update`, user); err != nil {
			return err
		}
		gone, err := tx.db.Exec(ctx, `delete from factors where user_id = ?`, user)
		if err != nil {
			return err
		}
		if _, err := tx.db.Exec(ctx, `delete from recovery_codes where user_id = ?`, user); err != nil {
			return err
		}
		ended, err := tx.db.Exec(ctx, `update sign_ins set ended_at = ? where user_id = ? and ended_at is null`, tx.core.Now(), user)
		if err != nil || gone+ended == 0 { // nothing was there: nothing was changed
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "factor_reset", strconv.FormatInt(user, 10), nil)
	})
	if err != nil {
		return fmt.Errorf("reset the factors of user %d: %w", user, err)
	}
	return nil
}
