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
	"jauap/models/database"
)

// totpStep is the time step of authenticator codes (RFC 6238), in seconds.
const totpStep = 30

// TOTPSetup is a secret to be entered into an authenticator.
type TOTPSetup struct {
	Secret string // base 32, for typing
	URL    string // otpauth://…, for scanning
	Sealed string // sealed, to be sent back with the first code
}

// sealedSetup is the content of TOTPSetup.Sealed, bound to the user and the time.
type sealedSetup struct {
	User   int64
	At     time.Time
	Secret string
}

// NewTOTP makes a secret for an authenticator. It stores nothing; AddTOTP does once the
// first code proves that the authenticator has the secret.
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

// ReadTOTP opens a sealed setup to show it again. It returns ErrNotFound for a setup of
// another user or older than an hour.
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

// AddTOTP stores an authenticator whose first code is right; this counts as giving the
// factor.
func (s *Store) AddTOTP(ctx context.Context, user, signIn int64, setup TOTPSetup, code string) error {
	step := stepOf(setup.Secret, code, s.core.Now())
	if step == 0 {
		return models.Invalid{"code": {Key: "problem.factor_code"}}
	}
	err := s.tx(ctx, func(tx *Store) error {
		if err := tx.mustProve(ctx, user, signIn); err != nil {
			return err
		}
		now := tx.core.Now()
		row := factorRow{UserID: user, Kind: "totp", Secret: tx.secret.Seal("totp", []byte(setup.Secret)), LastStep: step, At: now, UsedAt: &now}
		if err := database.Rows[factorRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
		return tx.factorGiven(ctx, user, signIn)
	})
	if err != nil {
		return fmt.Errorf("add authenticator: %w", err)
	}
	return nil
}

// GiveTOTP accepts an authenticator code as the second factor of a sign-in. A code works
// once, even in concurrent requests.
func (s *Store) GiveTOTP(ctx context.Context, user, signIn int64, code string) error {
	if err := s.tryFactor(ctx, user, signIn); err != nil {
		return fmt.Errorf("try a second factor of user %d: %w", user, err)
	}
	err := s.tx(ctx, func(tx *Store) error {
		factors, err := database.Rows[factorRow](tx.db).Where("user_id = ? and kind = 'totp'", user).Order("id").Find(ctx)
		if err != nil {
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
			now := tx.core.Now()
			n, err := database.Rows[factorRow](tx.db).Where("id = ? and last_step < ?", f.ID, step).Select("last_step", "used_at").
				Updates(ctx, factorRow{LastStep: step, UsedAt: &now})
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

// stepOf returns the time step of a code, or 0 for a wrong code. It accepts one step before
// and after now, since the clocks of telephones differ.
func stepOf(secret, code string, now time.Time) int64 {
	code = strings.ReplaceAll(code, " ", "")
	for _, shift := range []int64{0, -1, 1} {
		step := now.Unix()/totpStep + shift
		want, err := totp.GenerateCodeCustom(secret, time.Unix(step*totpStep, 0),
			totp.ValidateOpts{Period: totpStep, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step
		}
	}
	return 0
}
