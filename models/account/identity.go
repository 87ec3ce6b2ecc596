package account

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"jauap/models"
	"jauap/models/screen"
)

// Identity is what a gateway to the state's registers vouches for.
type Identity struct {
	IIN        string
	GivenName  string
	FamilyName string
	PlaceCode  string // KATO code of the registered address; "" when not told
	Lang       string
	Client     string // the address that the request came from
}

// ConfirmIdentity returns the user with this identity, made where there is none:
// level 2, and 3 with a registered address in a known place. Of the number only a
// keyed hash is kept, one account for each. With current, the user who is signed in
// (0 for nobody), that account gets the identity, unless it has another
// or another account has it.
func (s *Store) ConfirmIdentity(ctx context.Context, in Identity, current int64) (user int64, err error) {
	problems := models.Invalid{}
	if !screen.ValidIIN(in.IIN) {
		problems["identity"] = models.Problem{Key: "problem.iin"}
	}
	given := problems.Text("given_name", in.GivenName, 1, 100)
	family := problems.Text("family_name", in.FamilyName, 0, 100)
	models.OneOf(problems, "lang", in.Lang, models.Languages)
	if len(problems) > 0 {
		return 0, problems
	}
	given, family = capital(given), capital(family)
	level, home := 2, ""
	if _, err := s.core.Place(ctx, in.PlaceCode); err == nil {
		level, home = 3, in.PlaceCode
	} else if !errors.Is(err, models.ErrNotFound) {
		return 0, err
	}
	hash := s.secret.Hash("iin", in.IIN)
	err = s.tx(ctx, func(tx *Store) error {
		// one at a time for an identity, so that two accounts cannot both get it
		if _, err := tx.db.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('identity ' || ?, 0))`, hex.EncodeToString(hash)); err != nil {
			return err
		}
		var holder int64
		if err := tx.db.ReadOne(ctx, &holder, `select id from users where iin_hash = ?`, hash); err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		if err := tx.core.CheckBan(ctx, "identity", models.Presence{UserID: max(holder, current), Client: in.Client}); err != nil {
			return err
		}
		switch {
		case current != 0 && holder != 0 && holder != current:
			return models.Invalid{"identity": {Key: "problem.identity_taken"}}
		case holder != 0:
			user = holder
		case current != 0:
			user = current
		default:
			return tx.db.ReadOne(ctx, &user, `
				insert into users (given_name, family_name, iin_hash, level, home_code, lang, created_at)
				values (?, ?, ?, ?, nullif(?, ''), ?, ?) returning id`, given, family, hash, level, home, in.Lang, tx.core.Now())
		}
		n, err := tx.db.Exec(ctx, `
			update users set given_name = ?, family_name = ?, iin_hash = ?, level = ?, home_code = coalesce(nullif(?, ''), home_code)
			where id = ? and removed_at is null and (iin_hash is null or iin_hash = ?)`, given, family, hash, level, home, user, hash)
		if err == nil && n == 0 {
			return models.Invalid{"identity": {Key: "problem.identity_other"}}
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("confirm identity: %w", err)
	}
	return user, nil
}

// capital writes a name as people do; registers shout: АЙГҮЛ.
func capital(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	runes := []rune(strings.ToLower(name))
	for i := range runes {
		if i == 0 || runes[i-1] == '-' || runes[i-1] == ' ' {
			runes[i] = []rune(strings.ToUpper(string(runes[i])))[0]
		}
	}
	return string(runes)
}
