package account

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jauap/models"
	"jauap/models/mailbox"
	"jauap/models/secret"
	"jauap/models/text"
)

// Redeem is what somebody types who was sent a code.
type Redeem struct {
	Token      string
	Digits     string
	GivenName  string // at the first sign-in
	FamilyName string // may be empty
	Lang       string
	Client     string // the address that the request came from
}

// ErrNameless: the code is right, and is not spent yet: the person is new and
// has to say what to call them.
var ErrNameless = errors.New("a name is needed")

// RedeemCode spends a one-time code and returns who may sign in with it. Somebody new becomes a user of
// level 1, since the address is theirs. Of two who bring the same code at
// once, one wins.
func (s *Store) RedeemCode(ctx context.Context, in Redeem) (user int64, err error) {
	var refusal error // kept apart: a wrong try is counted, so the transaction must stand
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

// tryCode locks the code and compares; a wrong try is counted.
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
		Alive     bool
	}
	err = s.db.ReadOne(ctx, &code, `
		select c.id, c.email, c.mailbox, c.known, sent.token_hash, sent.hash, c.tries, c.used_at is null and sent.used_at is null and c.expires_at > ? as alive
		from codes c join codes sent on sent.id = coalesce(c.sent_id, c.id) where c.token_hash = ? for update`, s.core.Now(), s.secret.Hash("code token", in.Token))
	switch {
	case errors.Is(err, models.ErrNotFound) || err == nil && !code.Alive:
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
	if _, err := s.db.Exec(ctx, `update codes set tries = tries + 1 where id = ?`, code.ID); err != nil {
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

// admit finds or makes the user of a mail address that was just proven.
func (s *Store) admit(ctx context.Context, email string, in Redeem) (user int64, err error) {
	var found struct {
		ID   int64
		Name string
	}
	err = s.db.ReadOne(ctx, &found, `select id, given_name as name from users where email = ? for update`, email)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return 0, err
	}
	if err := s.core.CheckBan(ctx, "code", models.Presence{UserID: found.ID, Email: email, Client: in.Client}); err != nil {
		return 0, err
	}
	if found.Name != "" {
		// the code came through, so mail reaches the address again
		_, err = s.db.Exec(ctx, `update users set level = greatest(level, 1), bounced_at = null, bounced = '' where id = ? and (level = 0 or bounced_at is not null)`, found.ID)
		return found.ID, err
	}
	if found.ID == 0 { // of several spellings of one mailbox the first has the account
		if err := s.core.FreeMailbox(ctx, "code", email); err != nil {
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
	// the address may have got its user since, through another code
	err = s.db.ReadOne(ctx, &user, `
		insert into users (given_name, family_name, email, mailbox, level, lang, created_at) values (?, ?, ?, ?, 1, ?, ?)
		on conflict (email) do update set level = greatest(users.level, 1),
			given_name  = case when users.given_name = '' then excluded.given_name  else users.given_name end,
			family_name = case when users.given_name = '' then excluded.family_name else users.family_name end
		returning id`, given, family, email, mailbox.Of(email), in.Lang, s.core.Now())
	return user, err
}

// codeDigits are the digits of what was pasted for a code, in whatever words and signs it came.
func codeDigits(pasted string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text.Comparable(pasted))
}
