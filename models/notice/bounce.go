package notice

import (
	"context"
	"fmt"

	"jauap/models"
)

// mailable is that a user u has an address to which mail goes.
const mailable = `(u.email is not null and u.bounced_at is null and u.removed_at is null)`

// MarkBounced notes that a mail server has refused the address of a user for good:
// no notice and no digest is mailed there until the address is proven again by a
// code. An address that is no longer theirs changes nothing.
func (s *Store) MarkBounced(ctx context.Context, user int64, email string, why models.Bounce) error {
	_, err := s.db.Exec(ctx, `update users set bounced_at = ?, bounced = ? where id = ? and email = ? and bounced_at is null`, s.core.Now(), why, user, email)
	if err != nil {
		return fmt.Errorf("mark the address of user %d: %w", user, err)
	}
	return nil
}

// Bounces counts the addresses that mail does not reach.
func (s *Store) Bounces(ctx context.Context) (n int, err error) {
	if err = s.db.Read(ctx, &n, `select count(*) from users where bounced_at is not null`); err != nil {
		return 0, fmt.Errorf("count refused addresses: %w", err)
	}
	return n, nil
}
