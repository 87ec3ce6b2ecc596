package account

import (
	"context"
	"fmt"

	"jauap/models"
	"jauap/models/database"
)

// Passkey is a WebAuthn credential of a browser or a telephone.
type Passkey struct {
	FactorID int64
	Record   []byte // the credential as the WebAuthn library encodes it
}

// PasskeyUser returns the user handle for browsers, a keyed hash that reveals nothing.
func (s *Store) PasskeyUser(user int64) []byte {
	return s.secret.Hash("passkey user", fmt.Sprint(user))
}

// passkeyPurpose binds a sealed record to its user: copied to another user's row it cannot
// be opened.
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

// AddPasskey stores a passkey that has just signed a challenge; this counts as giving the
// factor. A handle that is already registered is ErrState.
func (s *Store) AddPasskey(ctx context.Context, user, signIn int64, handle, record []byte) error {
	err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		now := tx.core.Now()
		row := factorRow{UserID: user, Kind: "passkey", Secret: tx.secret.Seal(passkeyPurpose(user), record), Handle: handle, At: now, UsedAt: &now}
		added, err := database.CreateNew(ctx, tx.db, &row)
		if err != nil {
			return err
		}
		if !added {
			return models.ErrState
		}
		return tx.factorGiven(ctx, user, signIn)
	})
	if err != nil {
		return fmt.Errorf("add passkey: %w", err)
	}
	return nil
}

// GivePasskey accepts a passkey as the second factor of a sign-in and stores its new
// record, which counts its uses.
func (s *Store) GivePasskey(ctx context.Context, user, signIn int64, handle, record []byte) error {
	err := s.tx(ctx, func(tx *Store) error {
		now := tx.core.Now()
		n, err := database.Rows[factorRow](tx.db).Where("user_id = ? and handle = ?", user, handle).Select("secret", "used_at").
			Updates(ctx, factorRow{Secret: tx.secret.Seal(passkeyPurpose(user), record), UsedAt: &now})
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
