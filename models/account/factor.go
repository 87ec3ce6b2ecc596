package account

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"jauap/models"
)

// recoveryCodes is how many one gets at once.
const recoveryCodes = 10

// Factor is one way of somebody to show a second time who they are.
type Factor struct {
	ID     int64
	Kind   string // totp, passkey
	Name   string
	At     time.Time
	UsedAt *time.Time
}

// Factors are the second factors of a user.
type Factors struct {
	List     []Factor
	Recovery int // recovery codes left
}

// Factors returns the second factors of a user.
func (s *Store) Factors(ctx context.Context, user int64) (f Factors, err error) {
	if err = s.db.Read(ctx, &f.List, `select id, kind, name, at, used_at from factors where user_id = ? order by id`, user); err == nil {
		err = s.db.Read(ctx, &f.Recovery, `select count(*) from recovery_codes where user_id = ? and used_at is null`, user)
	}
	if err != nil {
		return f, fmt.Errorf("factors of user %d: %w", user, err)
	}
	return f, nil
}

// mustProve locks the user and returns ErrForbidden when the account has a second
// factor that this sign-in has not given lately: who holds only the mailbox must not
// add a factor, remove one, or remove the account.
func (s *Store) mustProve(ctx context.Context, user, signIn int64) error {
	var own int64
	if err := s.db.ReadOne(ctx, &own, `select id from users where id = ? for update`, user); err != nil {
		return err
	}
	var may bool
	err := s.db.Read(ctx, &may, `
		select not exists (select 1 from factors where user_id = ?)
			or exists (select 1 from sign_ins where id = ? and user_id = ? and ended_at is null and factor_at > ?)`,
		user, signIn, user, s.core.Now().Add(-models.FactorHours*time.Hour))
	if err == nil && !may {
		err = models.ErrForbidden
	}
	return err
}

// factorGiven notes that a second factor was given in a sign-in.
func (s *Store) factorGiven(ctx context.Context, user, signIn int64) error {
	n, err := s.db.Exec(ctx, `update sign_ins set factor_at = ? where id = ? and user_id = ? and ended_at is null`, s.core.Now(), signIn, user)
	if err == nil && n == 0 {
		err = models.ErrForbidden
	}
	return err
}

// RemoveFactor takes a factor away; with the last one go the recovery codes.
func (s *Store) RemoveFactor(ctx context.Context, user, signIn, factor int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		n, err := tx.db.Exec(ctx, `delete from factors where id = ? and user_id = ?`, factor, user)
		if err != nil {
			return err
		}
		if n == 0 {
			return models.ErrNotFound
		}
		_, err = tx.db.Exec(ctx, `delete from recovery_codes where user_id = ? and not exists (select 1 from factors where user_id = ?)`, user, user)
		return err
	})
	if err != nil {
		return fmt.Errorf("remove factor %d: %w", factor, err)
	}
	return nil
}

// NewRecoveryCodes makes new codes in the place of all earlier ones. They are
// readable only now; what is kept is a keyed hash of each.
func (s *Store) NewRecoveryCodes(ctx context.Context, user, signIn int64) (codes []string, err error) {
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		var own bool
		if err := tx.db.Read(ctx, &own, `select exists (select 1 from factors where user_id = ?)`, user); err != nil {
			return err
		}
		if !own { // they stand for a factor that is lost: without one, a mailbox alone would do
			return models.ErrState
		}
		if _, err := tx.db.Exec(ctx, `delete from recovery_codes where user_id = ?`, user); err != nil {
			return err
		}
		for range recoveryCodes {
			code := strings.ToLower(rand.Text()[:10])
			codes = append(codes, code[:5]+"-"+code[5:])
			if _, err := tx.db.Exec(ctx, `insert into recovery_codes (user_id, hash) values (?, ?)`, user, tx.recoveryHash(user, code)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("recovery codes of user %d: %w", user, err)
	}
	return codes, nil
}

func (s *Store) recoveryHash(user int64, code string) []byte {
	return s.secret.Hash("recovery code", fmt.Sprint(user, " ", code))
}

// GiveRecoveryCode gives a recovery code as the second factor of a sign-in; each
// works once.
func (s *Store) GiveRecoveryCode(ctx context.Context, user, signIn int64, code string) error {
	code = strings.ToLower(strings.NewReplacer("-", "", " ", "").Replace(code))
	if err := s.tryFactor(ctx, user, signIn); err != nil {
		return fmt.Errorf("try a second factor of user %d: %w", user, err)
	}
	err := s.tx(ctx, func(tx *Store) error {
		n, err := tx.db.Exec(ctx, `update recovery_codes set used_at = ? where user_id = ? and hash = ? and used_at is null`,
			tx.core.Now(), user, tx.recoveryHash(user, code))
		if err != nil {
			return err
		}
		if n == 0 {
			return models.Invalid{"code": {Key: "problem.factor_code"}}
		}
		return tx.factorGiven(ctx, user, signIn)
	})
	if err != nil {
		return fmt.Errorf("recovery code of user %d: %w", user, err)
	}
	return nil
}
