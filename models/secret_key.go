package models

import (
	"context"
	"errors"
	"fmt"

	"jauap/models/secret"
)

// ErrOtherKey is returned for a secret key other than the one the data was made with.
var ErrOtherKey = errors.New("the secret key is not the one that this database was filled with: residents would get second accounts and second voices, and authenticators would stop working. " +
	"Give every instance the same key, SECRET_KEY or DATA_DIR/secret.key, from the backup. " +
	"If it is lost for good, run in the database: delete from secret_key")

// ErrNoKey is returned where a key would have to be made for data that another key made.
var ErrNoKey = errors.New("the secret key is missing, and the database holds accounts that were made with it. " +
	"Restore DATA_DIR/secret.key from the backup or set SECRET_KEY to the key of the other instances")

// NeedsKey returns ErrNoKey if the database holds a key's fingerprint or accounts that are
// not of the demo, so that no new key may be made for it.
func (s *Store) NeedsKey(ctx context.Context) error {
	var used bool
	err := s.readOne(ctx, &used, `select exists (select from secret_key) or exists (select from users where not demo)`)
	if err == nil && used {
		return ErrNoKey
	}
	return err
}

// BindSecret returns the Store with the key of the portal. The first key is recorded by
// its fingerprint; ErrOtherKey for any other key after it. Of two instances that start at
// once with different keys, the second is refused by the primary key of the table.
func (s *Store) BindSecret(ctx context.Context, key secret.Key) (*Store, error) {
	fingerprint := key.Hash("fingerprint", "jauap")
	var kept [][]byte
	if err := s.read(ctx, &kept, `select fingerprint from secret_key`); err != nil {
		return nil, fmt.Errorf("read the fingerprint of the secret key: %w", err)
	}
	if len(kept) == 0 {
		if _, err := s.exec(ctx, `insert into secret_key (at, fingerprint) values (?, ?) on conflict do nothing`, s.Now(), fingerprint); err != nil {
			return nil, fmt.Errorf("record the fingerprint of the secret key: %w", err)
		}
		if err := s.read(ctx, &kept, `select fingerprint from secret_key`); err != nil {
			return nil, fmt.Errorf("read the fingerprint of the secret key: %w", err)
		}
	}
	if len(kept) != 1 || !secret.Equal(kept[0], fingerprint) {
		return nil, ErrOtherKey
	}
	return s.WithSecret(key), nil
}
