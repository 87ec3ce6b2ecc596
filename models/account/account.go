package account

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/text"
)

// Account is what the portal knows of somebody, for their own eyes.
type Account struct {
	UserID     int64
	GivenName  string
	FamilyName string
	Email      string // "" for who came through the identity gateway
	Level      int    // 1 contact confirmed, 2 identity checked, 3 registered address in Home
	Lang       string
	HomeCode   string
	NoOffice   bool          // the digest of an official is turned off
	NoFollower bool          // that of what one follows
	Home       *models.Place `gorm:"-"`
	SignIns    []SignIn      `gorm:"-"`
}

// NameChecked: the name was vouched for, so it is not changed by hand.
func (a *Account) NameChecked() bool { return a.Level >= 2 }

// HomeChecked: the place is that of the registered address.
func (a *Account) HomeChecked() bool { return a.Level >= 3 }

// Digests reports whether a weekly digest is turned on.
func (a *Account) Digests(kind models.DigestKind) bool {
	if kind == models.OfficeDigest {
		return !a.NoOffice
	}
	return !a.NoFollower
}

// SignIn is one device that somebody is signed in on.
type SignIn struct {
	ID     int64
	At     time.Time
	SeenAt time.Time // to the hour
	Device string    // what the browser says it is
}

// Account returns what is known of a user.
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

// AccountChange is what somebody may change about themselves.
type AccountChange struct {
	GivenName  string
	FamilyName string
	Lang       string
	HomeCode   string                     // "" for none
	Digests    map[models.DigestKind]bool // which to get; what is not in it stays as it is
}

// ChangeAccount changes what is not vouched for by somebody else; the rest stays.
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
		// the levels again: the gateway may have vouched for more meanwhile
		if _, err := tx.db.Exec(ctx, `
			update users set lang = ?,
				given_name = case when level < 2 then ? else given_name end, family_name = case when level < 2 then ? else family_name end,
				home_code = case when level < 3 then nullif(?, '') else home_code end
			where id = ?`, in.Lang, a.GivenName, a.FamilyName, a.HomeCode, user); err != nil {
			return err
		}
		for kind, on := range in.Digests {
			if err := tx.core.Mute(ctx, user, models.DigestTarget(kind), !on); err != nil {
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

// EndOtherSessions ends every sign-in of a user but one.
func (s *Store) EndOtherSessions(ctx context.Context, user, except int64) error {
	_, err := s.db.Exec(ctx, `update sign_ins set ended_at = ? where user_id = ? and id <> ? and ended_at is null`, s.core.Now(), user, except)
	return err
}
