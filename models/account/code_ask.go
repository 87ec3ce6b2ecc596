package account

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"time"

	"jauap/models"
)

// A one-time code: how long it lives, how often it may be mistyped, and how many a
// mail address may be sent in an hour. One network has few, so that a stranger who
// asks for somebody's address uses up their own; all networks together have more,
// which bounds the guesses: codeTries × codesForAddress an hour of a million.
const (
	CodeMinutes      = 10
	codeTries        = 5
	codesFromNetwork = 5
	codesForAddress  = 25
)

// AskedCode is a code on its way. The digits go to the mail address only, the token
// to who asked and into the link in the mail: to sign in takes both.
type AskedCode struct {
	Email  string // as it is kept
	Token  string
	Digits string
}

// AskCode makes a one-time code for a mail address, the same way whether somebody
// has that address or nobody does. Network is where it is asked from. Codes that were
// sent before stay good.
func (s *Store) AskCode(ctx context.Context, email, network string) (AskedCode, error) {
	problems := models.Invalid{}
	asked := AskedCode{Email: problems.Email("email", email), Token: rand.Text()}
	if len(problems) > 0 {
		return asked, problems
	}
	number, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return asked, fmt.Errorf("ask code: %w", err)
	}
	asked.Digits = fmt.Sprintf("%06d", number)
	err = s.tx(ctx, func(tx *Store) error {
		// one at a time for an address, or the count below could be passed
		if _, err := tx.db.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('code ' || ?, 0))`, asked.Email); err != nil {
			return err
		}
		client := tx.secret.Hash("code client", network)
		var recent struct{ All, Here int }
		if err := tx.db.ReadOne(ctx, &recent, `
			select count(*) as all, count(*) filter (where client_hash = ?) as here from codes where email = ? and at > ?`,
			client, asked.Email, tx.core.Now().Add(-time.Hour)); err != nil {
			return err
		}
		if recent.Here >= codesFromNetwork || recent.All >= codesForAddress {
			return models.Invalid{"email": {Key: "problem.codes_too_many"}}
		}
		// addresses are personal data: they go when no limit needs them any more
		if _, err := tx.db.Exec(ctx, `delete from codes where at < ?`, tx.core.Now().AddDate(0, 0, -1)); err != nil {
			return err
		}
		_, err := tx.db.Exec(ctx, `insert into codes (email, client_hash, token_hash, hash, at, expires_at) values (?, ?, ?, ?, ?, ?)`,
			asked.Email, client, tx.secret.Hash("code token", asked.Token), tx.codeHash(asked.Token, asked.Digits),
			tx.core.Now(), tx.core.Now().Add(CodeMinutes*time.Minute))
		return err
	})
	if err != nil {
		return asked, fmt.Errorf("ask code: %w", err)
	}
	return asked, nil
}

// CodeAddress is the mail address that a code was sent to, for whoever holds its
// token; "" when there is none any more.
func (s *Store) CodeAddress(ctx context.Context, token string) (email string, err error) {
	if err := s.db.Read(ctx, &email, `select email from codes where token_hash = ?`, s.secret.Hash("code token", token)); err != nil {
		return "", fmt.Errorf("address of a code: %w", err)
	}
	return email, nil
}

// codeHash binds the digits to their token: a million hashes tried on a stolen
// table would need the key of the program too.
func (s *Store) codeHash(token, digits string) []byte {
	return s.secret.Hash("code", token+" "+digits)
}
