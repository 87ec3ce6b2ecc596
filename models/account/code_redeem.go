package account

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/mailbox"
	"jauap/models/secret"
	"jauap/models/text"
)

// Redeem is the form of a person who was sent a code.
type Redeem struct {
	Token      string
	Digits     string
	GivenName  string // at the first sign-in
	FamilyName string // may be empty
	Lang       string
	Client     string // the address of the request
}

// ErrNameless is returned for a right code of a new person who gave no name. The code stays
// unused.
var ErrNameless = errors.New("a name is needed")

// RedeemCode marks a one-time code as used and returns the user who may sign in with it. A
// new person becomes a user of level 1, since the code proves the mail address. Of two
// requests with the same code, one succeeds.
func (s *Store) RedeemCode(ctx context.Context, in Redeem) (user int64, err error) {
	var refusal error // not returned from the transaction: a wrong try is counted, so it must commit
	err = s.tx(ctx, func(tx *Store) error {
		email, problem, err := tx.tryCode(ctx, in)
		if err != nil || problem != nil {
			refusal = problem
			return err
		}
		if user, err = tx.admit(ctx, email, in); err != nil {
			return err
		}
		_, err = tx.db.Exec(ctx, `
			update codes set used_at = ? where used_at is null and coalesce(sent_id, id) = (select coalesce(sent_id, id) from codes where token_hash = ?)`,
			tx.core.Now(), tx.secret.Hash("code token", in.Token))
		return err
	})
	if err == nil {
		err = refusal
	}
	if err != nil {
		return 0, fmt.Errorf("redeem code: %w", err)
	}
	return user, nil
}

// tryCode locks the code and compares the digits; it counts a wrong try. problem is the
// answer to the person, err a failure.
func (s *Store) tryCode(ctx context.Context, in Redeem) (email string, problem, err error) {
	digits := codeDigits(in.Digits)
	var code struct {
		ID        int64
		Email     string
		Mailbox   string
		Known     bool
		TokenHash []byte
		Hash      []byte
		Tries     int
		Valid     bool
	}
	err = s.db.ReadOne(ctx, &code, `
		select c.id, c.email, c.mailbox, c.known, sent.token_hash, sent.hash, c.tries, c.used_at is null and sent.used_at is null and c.expires_at > ? as valid
		from codes c join codes sent on sent.id = coalesce(c.sent_id, c.id) where c.token_hash = ? for update`, s.core.Now(), s.secret.Hash("code token", in.Token))
	switch {
	case errors.Is(err, models.ErrNotFound) || err == nil && !code.Valid:
		return "", models.Invalid{"code": {Key: "problem.code_gone"}}, nil
	case err != nil:
		return "", nil, err
	}
	allowed, err := s.codeTriesLeft(ctx, code.Mailbox, code.Known, codeTries-code.Tries)
	switch {
	case err != nil:
		return "", nil, err
	case allowed <= 0:
		return "", models.Invalid{"code": {Key: "problem.code_tries"}}, nil
	case secret.Equal(code.Hash, s.codeHash(code.TokenHash, digits)):
		return code.Email, nil, nil
	}
	if _, err := database.Rows[codeRow](s.db).Where("id = ?", code.ID).Update(ctx, "tries", code.Tries+1); err != nil {
		return "", nil, err
	}
	if err := s.wrongCode(ctx, code.Mailbox, code.Known); err != nil {
		return "", nil, err
	}
	if allowed == 1 {
		return "", models.Invalid{"code": {Key: "problem.code_tries"}}, nil
	}
	return "", models.Invalid{"code": {Key: "problem.code_wrong", Args: []any{"left", allowed - 1}}}, nil
}

// admit returns the user of a mail address that a code has just proven, and creates one
// where there is none.
func (s *Store) admit(ctx context.Context, email string, in Redeem) (user int64, err error) {
	found, err := database.Rows[userRow](s.db, database.ForUpdate).Where("email = ?", email).Take(ctx)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return 0, err
	}
	if err := s.core.CheckBan(ctx, "code", models.Presence{UserID: found.ID, Email: email, Client: in.Client}); err != nil {
		return 0, err
	}
	if found.GivenName != "" {
		return found.ID, s.confirmAddress(ctx, found)
	}
	if found.ID == 0 { // the first spelling of a mailbox has the account
		if err := freeMailbox(ctx, s.db, "code", email); err != nil {
			return 0, err
		}
	}
	if strings.TrimSpace(in.GivenName) == "" {
		return 0, ErrNameless
	}
	problems := models.Invalid{}
	given := problems.Name("given_name", in.GivenName, 1, 100)
	family := problems.Name("family_name", in.FamilyName, 0, 100)
	given, family = text.SplitName(given, family)
	models.OneOf(problems, "lang", in.Lang, models.Languages)
	if len(problems) > 0 {
		return 0, problems
	}
	box := mailbox.Of(email)
	row := userRow{GivenName: given, FamilyName: family, Email: &email, Mailbox: &box, Level: 1, Lang: in.Lang, CreatedAt: s.core.Now()}
	err = database.Rows[userRow](s.db, orConfirmAddress).Create(ctx, &row)
	return row.ID, err
}

// orConfirmAddress updates the user who has the address already: an appointed user without
// a name, or one that a concurrent request with another code has just created.
var orConfirmAddress = clause.OnConflict{
	Columns: []clause.Column{{Name: "email"}},
	DoUpdates: clause.Assignments(map[string]any{
		"level":       gorm.Expr("greatest(users.level, 1)"),
		"given_name":  gorm.Expr("case when users.given_name = '' then excluded.given_name else users.given_name end"),
		"family_name": gorm.Expr("case when users.given_name = '' then excluded.family_name else users.family_name end"),
	}),
}

// confirmAddress gives the user at least level 1 and clears a bounce: the code arrived, so
// mail reaches the address again.
func (s *Store) confirmAddress(ctx context.Context, user userRow) error {
	if user.Level > 0 && user.BouncedAt == nil {
		return nil
	}
	_, err := database.Rows[userRow](s.db).Where("id = ?", user.ID).Select("level", "bounced_at", "bounced").
		Updates(ctx, userRow{Level: max(user.Level, 1)})
	return err
}

// codeDigits returns the digits of a pasted code and drops all other characters.
func codeDigits(pasted string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text.Comparable(pasted))
}
