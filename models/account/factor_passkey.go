package account

import (
	"context"
	"fmt"

	"jauap/models"
)

// Passkey is one key of a browser or a telephone, as WebAuthn describes it.
type Passkey struct {
	FactorID int64
	Record   []byte // the public record of the library at the door
}

// PasskeyUser is what a user is called towards browsers: it tells nothing of them.
func (s *Store) PasskeyUser(user int64) []byte {
	return s.secret.Hash("passkey user", fmt.Sprint(user))
}

// passkeyPurpose binds a record to its user: moved to another row it opens nothing.
func passkeyPurpose(user int64) string { return fmt.Sprint("passkey ", user) }

// Passkeys returns the passkeys of a user.
func (s *Store) Passkeys(ctx context.Context, user int64) ([]Passkey, error) {
	var rows []struct {
		ID     int64
		Secret []byte
	}
	if err := s.db.Read(ctx, &rows, `select id, secret from factors where user_id = ? and kind = 'passkey' order by id`, user); err != nil {
		return nil, fmt.Errorf("passkeys of user %d: %w", user, err)
	}
	var keys []Passkey
	for _, row := range rows {
		record, err := s.secret.Open(passkeyPurpose(user), row.Secret)
		if err != nil {
			return nil, fmt.Errorf("passkey %d: %w", row.ID, err)
		}
		keys = append(keys, Passkey{FactorID: row.ID, Record: record})
	}
	return keys, nil
}

// AddPasskey stores a passkey that has shown itself; that counts as given. A handle
// that somebody has already is ErrState.
func (s *Store) AddPasskey(ctx context.Context, user, signIn int64, handle, record []byte) error {
	err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		n, err := tx.db.Exec(ctx, `insert into factors (user_id, kind, secret, handle, at, used_at) values (?, 'passkey', ?, ?, ?, ?) on conflict do nothing`,
			user, tx.secret.Seal(passkeyPurpose(user), record), handle, tx.core.Now(), tx.core.Now())
		if err != nil {
			return err
		}
		if n == 0 {
			return models.ErrState
		}
		return tx.factorGiven(ctx, user, signIn)
	})
	if err != nil {
		return fmt.Errorf("add passkey: %w", err)
	}
	return nil
}

// GivePasskey notes that a passkey was given as the second factor of a sign-in, with
// its new record, which counts its uses.
func (s *Store) GivePasskey(ctx context.Context, user, signIn int64, handle, record []byte) error {
	err := s.tx(ctx, func(tx *Store) error {
		n, err := tx.db.Exec(ctx, `update factors set secret = ?, used_at = ? where user_id = ? and handle = ?`,
			tx.secret.Seal(passkeyPurpose(user), record), tx.core.Now(), user, handle)
		if err != nil {
			return err
		}
		if n == 0 {
			return models.ErrForbidden
		}
		return tx.factorGiven(ctx, user, signIn)
	})
	if err != nil {
		return fmt.Errorf("give passkey: %w", err)
	}
	return nil
}
