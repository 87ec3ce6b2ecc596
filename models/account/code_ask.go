package account

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"time"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/mailbox"
)

// Limits of one-time codes: the lifetime, the wrong tries of one code, and the unused codes
// mailed to one mailbox in an hour and in a day. Requests from an origin where the account
// has signed in before are counted separately from those of strangers.
const (
	CodeMinutes   = 10
	codeTries     = 5
	codesInAnHour = 5
	codesInADay   = 15
)

// codeRow is a row of codes.
type codeRow struct {
	ID        int64
	Email     string
	Mailbox   string
	Known     bool   // requested from an origin where the account has signed in before
	SentID    *int64 // over the quota: the earlier code whose digits are valid for this token too
	TokenHash []byte
	Hash      []byte
	Tries     int
	At        time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

func (codeRow) TableName() string { return "codes" }

// AskedCode is a requested code. The digits go to the mail address only; the token goes to
// the requesting browser and into the link in the mail. Signing in takes both.
type AskedCode struct {
	Email  string // as stored
	Token  string
	Digits string // "" over the quota: the last mailed code is valid for this token too
}

// AskCode makes a one-time code for a mail address, in the same way whether an account has
// that address or not. Earlier codes stay valid. Over the quota of the mailbox it sends no
// mail but succeeds, so that a flood of requests neither fills the mailbox nor keeps its
// owner out.
func (s *Store) AskCode(ctx context.Context, email string, from Origin) (AskedCode, error) {
	problems := models.Invalid{}
	asked := AskedCode{Email: problems.Email("email", email), Token: rand.Text()}
	if len(problems) > 0 {
		return asked, problems
	}
	number, err := rand.Int(rand.Reader, big.NewInt(100_000_000))
	if err != nil {
		return asked, fmt.Errorf("ask code: %w", err)
	}
	box := mailbox.Of(asked.Email)
	err = s.tx(ctx, func(tx *Store) error {
		// Without the lock, concurrent requests could exceed the quota.
		if err := lockMailbox(ctx, tx.db, box); err != nil {
			return err
		}
		known, err := tx.knownTo(ctx, box, from)
		if err != nil {
			return err
		}
		// Addresses are personal data: delete those that no limit counts any more.
		now := tx.core.Now()
		if _, err := database.Rows[codeRow](tx.db).Where("at < ?", now.AddDate(0, 0, -1)).Delete(ctx); err != nil {
			return err
		}
		sent, err := tx.lastCode(ctx, box, known)
		if err != nil {
			return err
		}
		if sent == nil {
			asked.Digits = fmt.Sprintf("%08d", number)
		}
		token := tx.secret.Hash("code token", asked.Token)
		return database.Rows[codeRow](tx.db).Create(ctx, &codeRow{Email: asked.Email, Mailbox: box, Known: known, SentID: sent,
			TokenHash: token, Hash: tx.codeHash(token, asked.Digits), At: now, ExpiresAt: now.Add(CodeMinutes * time.Minute)})
	})
	if err != nil {
		return asked, fmt.Errorf("ask code: %w", err)
	}
	return asked, nil
}

// lastCode returns the id of the unused code last mailed to a mailbox, or nil while the
// quota of the mailbox is not used up.
func (s *Store) lastCode(ctx context.Context, box string, known bool) (*int64, error) {
	var sent struct {
		Hour, Day int
		Last      *int64
	}
	err := s.db.ReadOne(ctx, &sent, `
		select count(*) filter (where known = @known and at > @hour) as hour, count(*) filter (where known = @known) as day, max(id) as last
		from codes where mailbox = @box and sent_id is null and used_at is null and at > @day`,
		map[string]any{"box": box, "known": known, "hour": s.core.Now().Add(-time.Hour), "day": s.core.Now().AddDate(0, 0, -1)})
	if err != nil || sent.Hour < codesInAnHour && sent.Day < codesInADay {
		return nil, err
	}
	return sent.Last, nil
}

// CodeAddress returns the mail address of the code with this token, and whether the digits
// are those of an earlier mail; "" for an unknown or deleted code.
func (s *Store) CodeAddress(ctx context.Context, token string) (email string, earlier bool, err error) {
	code, err := database.Rows[codeRow](s.db).Where("token_hash = ?", s.secret.Hash("code token", token)).Take(ctx)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return "", false, fmt.Errorf("address of a code: %w", err)
	}
	return code.Email, code.SentID != nil, nil
}

// codeHash returns the keyed hash of the digits and the token they were sent for. Without
// the key of the portal, a stolen table does not allow guessing the digits.
func (s *Store) codeHash(tokenHash []byte, digits string) []byte {
	return s.secret.Hash("code", hex.EncodeToString(tokenHash)+" "+digits)
}
