package account

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/text"
)

// Account is the data of a user, as shown to that user.
type Account struct {
	UserID     int64
	GivenName  string
	FamilyName string
	Email      string // "" for users of the identity gateway
	Level      int    // 1 contact confirmed, 2 identity checked, 3 registered address in Home
	Lang       string
	HomeCode   string
	NoOffice   bool          // the weekly digest for officials is off
	NoFollower bool          // the weekly digest for followers is off
	Home       *models.Place `gorm:"-"`
	SignIns    []SignIn      `gorm:"-"`
}

// NameChecked reports whether the identity gateway confirmed the name; the user cannot
// change it then.
func (a *Account) NameChecked() bool { return a.Level >= 2 }

// HomeChecked reports whether the place is that of the registered address.
func (a *Account) HomeChecked() bool { return a.Level >= 3 }

// Digests reports whether a weekly digest is on.
func (a *Account) Digests(kind models.DigestKind) bool {
	if kind == models.OfficeDigest {
		return !a.NoOffice
	}
	return !a.NoFollower
}

// SignIn is one device on which a user is signed in.
type SignIn struct {
	ID     int64
	At     time.Time
	SeenAt time.Time // updated once an hour
	Device string    // the User-Agent, shortened
}

// Account returns the data of a user.
func (s *Store) Account(ctx context.Context, user int64) (a Account, err error) {
	err = s.db.ReadOne(ctx, &a, `
		select id as user_id, given_name, family_name, coalesce(email, '') as email, level, lang, coalesce(home_code, '') as home_code,
			exists (select 1 from mutes where user_id = users.id and kind = 'digest' and target = 'office') as no_office,
			exists (select 1 from mutes where user_id = users.id and kind = 'digest' and target = 'follower') as no_follower
		from users where id = ? and removed_at is null`, user)
	if err != nil {
		return a, fmt.Errorf("account %d: %w", user, err)
	}
	if a.HomeCode != "" {
		home, err := s.core.Place(ctx, a.HomeCode)
		if err != nil {
			return a, fmt.Errorf("account %d: %w", user, err)
		}
		a.Home = &home
	}
	if err = s.db.Read(ctx, &a.SignIns, `
		select id, at, seen_at, device from sign_ins
		where user_id = ? and ended_at is null and seen_at > ? order by seen_at desc, id desc`,
		user, s.core.Now().AddDate(0, 0, -SessionDays)); err != nil {
		return a, fmt.Errorf("sign-ins of user %d: %w", user, err)
	}
	return a, nil
}

// AccountChange is the data that users may change themselves.
type AccountChange struct {
	GivenName  string
	FamilyName string
	Lang       string
	HomeCode   string                     // "" removes it
	Digests    map[models.DigestKind]bool // on or off; kinds that are not in the map do not change
}

// ChangeAccount changes the fields that the identity gateway has not confirmed, and
// ignores the others.
func (s *Store) ChangeAccount(ctx context.Context, user int64, in AccountChange) error {
	a, err := s.Account(ctx, user)
	if err != nil {
		return err
	}
	problems := models.Invalid{}
	if !a.NameChecked() {
		a.GivenName = problems.Name("given_name", in.GivenName, 1, 100)
		a.FamilyName = problems.Name("family_name", in.FamilyName, 0, 100)
		a.GivenName, a.FamilyName = text.SplitName(a.GivenName, a.FamilyName)
	}
	if !a.HomeChecked() {
		if a.HomeCode = in.HomeCode; a.HomeCode != "" {
			if _, err := s.core.Place(ctx, a.HomeCode); err != nil {
				problems["home"] = models.Problem{Key: "problem.place"}
			}
		}
	}
	models.OneOf(problems, "lang", in.Lang, models.Languages)
	if len(problems) > 0 {
		return problems
	}
	err = s.tx(ctx, func(tx *Store) error {
		row, err := tx.lockUser(ctx, user)
		if err != nil {
			return err
		}
		row.Lang = in.Lang
		// Look at the level again: the gateway may have confirmed more since the read above.
		if row.Level < 2 {
			row.GivenName, row.FamilyName = a.GivenName, a.FamilyName
		}
		if row.Level < 3 {
			row.HomeCode = models.NilIfZero(a.HomeCode)
		}
		if _, err := database.Rows[userRow](tx.db).Where("id = ?", user).
			Select("lang", "given_name", "family_name", "home_code").Updates(ctx, row); err != nil {
			return err
		}
		for kind, on := range in.Digests {
			if err := models.SetMuted(ctx, tx.db, user, models.DigestTarget(kind), !on, tx.core.Now()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("change account %d: %w", user, err)
	}
	return nil
}

// EndOtherSessions ends every sign-in of a user except one.
func (s *Store) EndOtherSessions(ctx context.Context, user, except int64) error {
	return s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[signInRow](tx.db).Where("user_id = ? and id <> ? and ended_at is null", user, except).
			Update(ctx, "ended_at", tx.core.Now())
		return err
	})
}
