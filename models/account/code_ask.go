package account

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"math/big"
	"time"

	"jauap/models"
	"jauap/models/mailbox"
)

// A one-time code: how long it lives, how often it may be mistyped, and how many unused
// ones a mailbox is sent in an hour and a day. Those asked for from where the account has
// signed in before are counted apart from those that strangers ask for.
const (
	CodeMinutes   = 10
	codeTries     = 5
	codesInAnHour = 5
	codesInADay   = 15
)

// AskedCode is a code on its way. The digits go to the mail address only, the token
// to who asked and into the link in the mail: to sign in takes both.
type AskedCode struct {
	Email  string // as it is kept
	Token  string
	Digits string // "" over the quota: the code that was sent last is good for this token too
}

// AskCode makes a one-time code for a mail address, the same way whether an account has
// that address or not. Codes that were sent before stay good. Over the quota of the
// mailbox no mail is sent and nothing is refused: who floods a mailbox neither fills it
// nor keeps its owner out.
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
		// one at a time for a mailbox, or the count could be passed
		if err := tx.core.LockMailbox(ctx, box); err != nil {
			return err
		}
		known, err := tx.knownTo(ctx, box, from)
		if err != nil {
			return err
		}
		// addresses are personal data: they go when no limit needs them any more
		if _, err := tx.db.Exec(ctx, `delete from codes where at < ?`, tx.core.Now().AddDate(0, 0, -1)); err != nil {
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
		_, err = tx.db.Exec(ctx, `insert into codes (email, mailbox, known, sent_id, token_hash, hash, at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
			asked.Email, box, known, sent, token, tx.codeHash(token, asked.Digits), tx.core.Now(), tx.core.Now().Add(CodeMinutes*time.Minute))
		return err
	})
	if err != nil {
		return asked, fmt.Errorf("ask code: %w", err)
	}
	return asked, nil
}

// lastCode returns the unused code that a mailbox was sent last where its quota is used
// up, else nil.
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

// CodeAddress is the mail address that a code was sent to, for who holds its token, and
// whether an earlier code stands for it; "" when there is none any more.
func (s *Store) CodeAddress(ctx context.Context, token string) (email string, earlier bool, err error) {
	var code struct {
		Email   string
		Earlier bool
	}
	if err := s.db.Read(ctx, &code, `select email, sent_id is not null as earlier from codes where token_hash = ?`, s.secret.Hash("code token", token)); err != nil {
		return "", false, fmt.Errorf("address of a code: %w", err)
	}
	return code.Email, code.Earlier, nil
}

// codeHash binds the digits to the token they were sent for: all hashes tried on a stolen
// table would need the key of the program too.
func (s *Store) codeHash(tokenHash []byte, digits string) []byte {
	return s.secret.Hash("code", hex.EncodeToString(tokenHash)+" "+digits)
}
