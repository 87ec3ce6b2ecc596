package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"jauap/models"
)

// totpStep is how long a code of an authenticator lasts (RFC 6238), in seconds.
const totpStep = 30

// TOTPSetup is a secret on its way into somebody's authenticator.
type TOTPSetup struct {
	Secret string // in base 32, to type
	URL    string // otpauth://…, to scan
	Sealed string // to give back with the first code
}

// sealedSetup is bound to who asked for it, and when.
type sealedSetup struct {
	User   int64
	At     time.Time
	Secret string
}

// NewTOTP makes a secret for an authenticator. Nothing is stored before the first
// code shows that it has arrived.
func (s *Store) NewTOTP(user int64, issuer, account string) (TOTPSetup, error) {
	raw := make([]byte, 20)
	_, _ = rand.Read(raw) // never fails
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: account, Secret: raw})
	if err != nil {
		return TOTPSetup{}, fmt.Errorf("new authenticator: %w", err)
	}
	setup := sealedSetup{User: user, At: s.core.Now(), Secret: base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw)}
	text, err := json.Marshal(setup)
	if err != nil {
		return TOTPSetup{}, err
	}
	return TOTPSetup{Secret: setup.Secret, URL: key.URL(), Sealed: base64.RawURLEncoding.EncodeToString(s.secret.Seal("authenticator setup", text))}, nil
}

// ReadTOTP opens a sealed setup again, to show it once more. ErrNotFound: it is not
// of this user, or older than an hour.
func (s *Store) ReadTOTP(user int64, issuer, account, sealed string) (TOTPSetup, error) {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return TOTPSetup{}, models.ErrNotFound
	}
	text, err := s.secret.Open("authenticator setup", raw)
	var setup sealedSetup
	if err != nil || json.Unmarshal(text, &setup) != nil || setup.User != user || s.core.Now().Sub(setup.At) > time.Hour {
		return TOTPSetup{}, models.ErrNotFound
	}
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(setup.Secret)
	if err != nil {
		return TOTPSetup{}, models.ErrNotFound
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: account, Secret: secret})
	if err != nil {
		return TOTPSetup{}, fmt.Errorf("read authenticator: %w", err)
	}
	return TOTPSetup{Secret: setup.Secret, URL: key.URL(), Sealed: sealed}, nil
}

// AddTOTP stores an authenticator whose first code is right; that counts as given.
func (s *Store) AddTOTP(ctx context.Context, user, signIn int64, setup TOTPSetup, code string) error {
	step := stepOf(setup.Secret, code, s.core.Now())
	if step == 0 {
		return models.Invalid{"code": {Key: "problem.factor_code"}}
	}
	err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		if _, err := tx.db.Exec(ctx, `insert into factors (user_id, kind, secret, last_step, at, used_at) values (?, 'totp', ?, ?, ?, ?)`,
			user, tx.secret.Seal("totp", []byte(setup.Secret)), step, tx.core.Now(), tx.core.Now()); err != nil {
			return err
		}
		return tx.factorGiven(ctx, user, signIn)
	})
	if err != nil {
		return fmt.Errorf("add authenticator: %w", err)
	}
	return nil
}

// GiveTOTP gives a code of an authenticator as the second factor of a sign-in. A
// code works once, also when it comes twice at the same moment.
func (s *Store) GiveTOTP(ctx context.Context, user, signIn int64, code string) error {
	if err := s.tryFactor(ctx, user, signIn); err != nil {
		return fmt.Errorf("try a second factor of user %d: %w", user, err)
	}
	err := s.tx(ctx, func(tx *Store) error {
		var factors []struct {
			ID     int64
			Secret []byte
		}
		if err := tx.db.Read(ctx, &factors, `select id, secret from factors where user_id = ? and kind = 'totp'`, user); err != nil {
			return err
		}
		for _, f := range factors {
			secret, err := tx.secret.Open("totp", f.Secret)
			if err != nil {
				return err
			}
			step := stepOf(string(secret), code, tx.core.Now())
			if step == 0 {
				continue
			}
			n, err := tx.db.Exec(ctx, `update factors set last_step = ?, used_at = ? where id = ? and last_step < ?`, step, tx.core.Now(), f.ID, step)
			if err != nil {
				return err
			}
			if n == 1 {
				return tx.factorGiven(ctx, user, signIn)
			}
		}
		return models.Invalid{"code": {Key: "problem.factor_code"}}
	})
	if err != nil {
		return fmt.Errorf("authenticator of user %d: %w", user, err)
	}
	return nil
}

// stepOf returns the time step that a code belongs to, one before or after now at
// most, since clocks of telephones differ; 0 for a wrong code.
func stepOf(secret, code string, now time.Time) int64 {
	code = strings.ReplaceAll(code, " ", "")
	for _, shift := range []int64{0, -1, 1} {
		step := now.Unix()/totpStep + shift
		want, err := totp.GenerateCodeCustom(secret, time.Unix(step*totpStep, 0), totp.ValidateOpts{Period: totpStep, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step
		}
	}
	return 0
}
