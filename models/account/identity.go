package account

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/screen"
)

// Identity is the data that a gateway to the state registers confirms.
type Identity struct {
	IIN        string
	GivenName  string
	FamilyName string
	PlaceCode  string // KATO code of the registered address; "" if unknown
	Lang       string
	Client     string // the address of the request
}

// ConfirmIdentity returns the user with this identity and creates one where there is none:
// of level 2, or 3 with a registered address in a known place. Only a keyed hash of the
// number is stored, unique among accounts. current is the signed-in user or 0; that account
// gets the identity, unless it has another or another account has this one.
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
		// Lock the identity, so that two concurrent requests cannot give it to two accounts.
		if _, err := tx.db.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('identity ' || ?, 0))`, hex.EncodeToString(hash)); err != nil {
			return err
		}
		found, err := database.Rows[userRow](tx.db).Where("iin_hash = ?", hash).Take(ctx)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		holder := found.ID
		row := userRow{GivenName: given, FamilyName: family, IINHash: hash, Level: level, HomeCode: models.NilIfZero(home), Lang: in.Lang, CreatedAt: tx.core.Now()}
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
			err := database.Rows[userRow](tx.db).Create(ctx, &row)
			user = row.ID
			return err
		}
		// Without a registered address the place that the user chose stays.
		columns := []any{"family_name", "iin_hash", "level"}
		if home != "" {
			columns = append(columns, "home_code")
		}
		n, err := database.Rows[userRow](tx.db).Where("id = ? and removed_at is null and (iin_hash is null or iin_hash = ?)", user, hash).
			Select("given_name", columns...).Updates(ctx, row)
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

// capital changes a name in capitals, as registers write it (АЙГҮЛ), to Айгүл.
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
