package account

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// recoveryCodes is the number of codes in one set.
const recoveryCodes = 10

// factorRow is a row of factors.
type factorRow struct {
	ID       int64
	UserID   int64
	Kind     string
	Secret   []byte
	Handle   []byte // the credential id of a passkey; nil for totp
	LastStep int64  // the newest time step used by totp, so that a code works once
	At       time.Time
	UsedAt   *time.Time
}

func (factorRow) TableName() string { return "factors" }

// recoveryCodeRow is a row of recovery_codes.
type recoveryCodeRow struct {
	UserID int64
	Hash   []byte
	UsedAt *time.Time
}

func (recoveryCodeRow) TableName() string { return "recovery_codes" }

// Factor is a second factor of a user.
type Factor struct {
	ID     int64
	Kind   string // totp, passkey
	Name   string
	At     time.Time
	UsedAt *time.Time
}

// Factors holds the second factors of a user.
type Factors struct {
	List     []Factor
	Recovery int // recovery codes left
}

// Factors returns the second factors of a user.
func (s *Store) Factors(ctx context.Context, user int64) (f Factors, err error) {
	if err = s.db.Read(ctx, &f.List, `select id, kind, name, at, used_at from factors where user_id = ? order by id`, user); err == nil {
		var left int64
		left, err = database.Rows[recoveryCodeRow](s.db).Where("user_id = ? and used_at is null", user).Count(ctx, "*")
		f.Recovery = int(left)
	}
	if err != nil {
		return f, fmt.Errorf("factors of user %d: %w", user, err)
	}
	return f, nil
}

// mustProve locks the user and returns ErrForbidden if the account has a second factor that
// this sign-in has not given in the last FactorHours: a thief of the mailbox must not add or
// remove factors, or remove the account.
func (s *Store) mustProve(ctx context.Context, user, signIn int64) error {
	if _, err := s.lockUser(ctx, user); err != nil {
		return err
	}
	var may bool
	err := s.db.Read(ctx, &may, `
		select not exists (select 1 from factors where user_id = @user)
			or exists (select 1 from sign_ins where id = @sign_in and user_id = @user and ended_at is null and factor_at > @since)`,
		map[string]any{"user": user, "sign_in": signIn, "since": s.core.Now().Add(-models.FactorHours * time.Hour)})
	if err == nil && !may {
		err = models.ErrForbidden
	}
	return err
}

// factorGiven records that the second factor was given in a sign-in.
func (s *Store) factorGiven(ctx context.Context, user, signIn int64) error {
	n, err := database.Rows[signInRow](s.db).Where("id = ? and user_id = ? and ended_at is null", signIn, user).Update(ctx, "factor_at", s.core.Now())
	if err == nil && n == 0 {
		err = models.ErrForbidden
	}
	return err
}

// RemoveFactor deletes a factor, and the recovery codes with the last one.
func (s *Store) RemoveFactor(ctx context.Context, user, signIn, factor int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		n, err := database.Rows[factorRow](tx.db).Where("id = ? and user_id = ?", factor, user).Delete(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			return models.ErrNotFound
		}
		if left, err := tx.countFactors(ctx, user); err != nil || left > 0 {
			return err
		}
		return tx.deleteRecoveryCodes(ctx, user)
	})
	if err != nil {
		return fmt.Errorf("remove factor %d: %w", factor, err)
	}
	return nil
}

// countFactors returns the number of second factors of a user.
func (s *Store) countFactors(ctx context.Context, user int64) (int64, error) {
	return database.Rows[factorRow](s.db).Where("user_id = ?", user).Count(ctx, "*")
}

// DeleteFactors deletes all second factors and recovery codes of a user, ends every sign-in,
// and reports whether there was a factor or a sign-in.
func (s *Store) DeleteFactors(ctx context.Context, user int64) (changed bool, err error) {
	deleted, err := database.Rows[factorRow](s.db).Where("user_id = ?", user).Delete(ctx)
	if err != nil {
		return false, err
	}
	if err := s.deleteRecoveryCodes(ctx, user); err != nil {
		return false, err
	}
	ended, err := database.Rows[signInRow](s.db).Where("user_id = ? and ended_at is null", user).Update(ctx, "ended_at", s.core.Now())
	return deleted+ended > 0, err
}

func (s *Store) deleteRecoveryCodes(ctx context.Context, user int64) error {
	_, err := database.Rows[recoveryCodeRow](s.db).Where("user_id = ?", user).Delete(ctx)
	return err
}

// NewRecoveryCodes replaces all recovery codes of a user. Only their keyed hashes are
// stored, so this is the only time that they can be read.
func (s *Store) NewRecoveryCodes(ctx context.Context, user, signIn int64) (codes []string, err error) {
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		// Codes replace a lost factor. If they existed before the first factor, a thief of
		// the mailbox could make some and use them later.
		if factors, err := tx.countFactors(ctx, user); err != nil {
			return err
		} else if factors == 0 {
			return models.ErrState
		}
		if err := tx.deleteRecoveryCodes(ctx, user); err != nil {
			return err
		}
		for range recoveryCodes {
			code := strings.ToLower(rand.Text()[:10])
			codes = append(codes, code[:5]+"-"+code[5:])
			row := recoveryCodeRow{UserID: user, Hash: tx.recoveryHash(user, code)}
			if err := database.Rows[recoveryCodeRow](tx.db).Create(ctx, &row); err != nil {
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

// GiveRecoveryCode accepts a recovery code as the second factor of a sign-in. Each code
// works once.
func (s *Store) GiveRecoveryCode(ctx context.Context, user, signIn int64, code string) error {
	code = strings.ToLower(strings.NewReplacer("-", "", " ", "").Replace(code))
	if err := s.tryFactor(ctx, user, signIn); err != nil {
		return fmt.Errorf("try a second factor of user %d: %w", user, err)
	}
	err := s.tx(ctx, func(tx *Store) error {
		n, err := database.Rows[recoveryCodeRow](tx.db).Where("user_id = ? and hash = ? and used_at is null", user, tx.recoveryHash(user, code)).
			Update(ctx, "used_at", tx.core.Now())
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
