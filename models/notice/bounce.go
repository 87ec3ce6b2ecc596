package notice

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// mailable is the SQL condition that mail reaches a user u.
const mailable = `(u.email is not null and u.bounced_at is null and u.removed_at is null)`

// userRow is a row of users, with the columns of a bounce.
type userRow struct {
	ID        int64
	BouncedAt *time.Time
	Bounced   models.Bounce
}

func (userRow) TableName() string { return "users" }

// MarkBounced records that a mail server has refused the address of a user permanently. No
// notices or digests are mailed there until a code confirms the address again. It does
// nothing if the user has another address now.
func (s *Store) MarkBounced(ctx context.Context, user int64, email string, why models.Bounce) error {
	now := s.core.Now()
	err := s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[userRow](tx.db).Where("id = ? and email = ? and bounced_at is null", user, email).
			Select("bounced_at", "bounced").Updates(ctx, userRow{BouncedAt: &now, Bounced: why})
		return err
	})
	if err != nil {
		return fmt.Errorf("mark the address of user %d: %w", user, err)
	}
	return nil
}

// Bounces returns the number of refused addresses.
func (s *Store) Bounces(ctx context.Context) (int, error) {
	n, err := database.Rows[userRow](s.db).Where("bounced_at is not null").Count(ctx, "*")
	if err != nil {
		return 0, fmt.Errorf("count refused addresses: %w", err)
	}
	return int(n), nil
}
