package account

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// SessionDays is how many days a sign-in lasts without being used.
const SessionDays = 30

// signInRow is a row of sign_ins.
type signInRow struct {
	ID          int64
	UserID      int64
	At          time.Time
	SeenAt      time.Time // updated once an hour
	Device      string
	EndedAt     *time.Time
	FactorAt    *time.Time // when the second factor was given
	NetworkHash []byte
	BrowserHash []byte
}

func (signInRow) TableName() string { return "sign_ins" }

// deviceLetters is the stored length of a User-Agent.
const deviceLetters = 120

// OpenSession records that a user signed in on a device and returns the id of the sign-in.
func (s *Store) OpenSession(ctx context.Context, user int64, device string, from Origin) (id int64, err error) {
	network, browser := s.originHashes(from)
	if runes := []rune(device); len(runes) > deviceLetters {
		device = string(runes[:deviceLetters])
	}
	row := signInRow{UserID: user, At: s.core.Now(), SeenAt: s.core.Now(), Device: device, NetworkHash: network, BrowserHash: browser}
	if err = s.tx(ctx, func(tx *Store) error { return database.Rows[signInRow](tx.db).Create(ctx, &row) }); err != nil {
		return 0, fmt.Errorf("open session: %w", err)
	}
	return row.ID, nil
}

// SessionViewer returns the user of a sign-in; ErrNotFound if it was ended, was not used for
// SessionDays, or the account is banned.
func (s *Store) SessionViewer(ctx context.Context, signIn int64) (v models.Viewer, err error) {
	var row struct {
		models.Viewer
		SeenAt time.Time
	}
	if err = s.db.ReadOne(ctx, &row, `
		select i.seen_at, i.id as sign_in_id, u.id as user_id, u.level, coalesce(u.home_code, '') as home_code, u.lang, u.demo, u.bounced, i.factor_at,
			exists (select 1 from factors where user_id = u.id) as guarded,
			u.mailbox_of is not null and u.level < 2 as twin,
			u.given_name || case when u.family_name <> '' then ' ' || left(u.family_name, 1) || '.' else '' end as name
		from sign_ins i join users u on u.id = i.user_id
		where i.id = @sign_in and i.ended_at is null and i.seen_at > @since
			and not exists (select 1 from bans where kind = 'account' and value = u.id::text and lifted_at is null and until > @now)`,
		map[string]any{"sign_in": signIn, "since": s.core.Now().AddDate(0, 0, -SessionDays), "now": s.core.Now()}); err != nil {
		return v, fmt.Errorf("session %d: %w", signIn, err)
	}
	v = row.Viewer
	if err = s.db.Read(ctx, &v.Roles, `
		select r.role, coalesce(r.body_id, 0) as body_id,
			coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en
		from roles r left join bodies b on b.id = r.body_id
		where r.user_id = @user and r.since <= @now and (r.until is null or r.until > @now)
		order by r.id`, map[string]any{"user": v.UserID, "now": s.core.Now()}); err != nil {
		return v, fmt.Errorf("roles of user %d: %w", v.UserID, err)
	}
	if !v.Proven(s.core.Now()) {
		v.Roles, v.Dormant = nil, v.Roles
	}
	// Once an hour is exact enough for a list of devices, and saves a transaction per page.
	if row.SeenAt.After(s.core.Now().Add(-time.Hour)) {
		return v, nil
	}
	err = s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[signInRow](tx.db).Where("id = ?", signIn).Update(ctx, "seen_at", tx.core.Now())
		return err
	})
	if database.Unavailable(err) {
		err = nil // the page works without it; a standby refuses writes
	}
	return v, err
}

// EndSession ends a sign-in of a user; ending it twice is no error.
func (s *Store) EndSession(ctx context.Context, user, signIn int64) error {
	return s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[signInRow](tx.db).Where("id = ? and user_id = ? and ended_at is null", signIn, user).
			Update(ctx, "ended_at", tx.core.Now())
		return err
	})
}

// CastMember is a demo user. Visitors of the demo sign in as one of them with one click.
type CastMember struct {
	UserID   int64
	Name     string
	Role     string       // "" for a resident
	BodyName models.Names `gorm:"embedded;embeddedPrefix:body_"`
	Place    models.Names `gorm:"embedded;embeddedPrefix:place_"` // the home of a resident
}

// Cast returns the demo users to sign in as: all with a role, and the first resident of
// level 3.
func (s *Store) Cast(ctx context.Context) ([]CastMember, error) {
	var cast []CastMember
	err := s.db.Read(ctx, &cast, `
		select u.id as user_id, u.given_name || case when u.family_name <> '' then ' ' || left(u.family_name, 1) || '.' else '' end as name,
			coalesce(r.role, '') as role,
			coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en,
			coalesce(p.name_kk, '') as place_kk, coalesce(p.name_ru, '') as place_ru, coalesce(p.name_en, '') as place_en
		from users u
		left join roles r on r.user_id = u.id
		left join bodies b on b.id = r.body_id
		left join places p on p.code = u.home_code
		where u.demo and u.email is not null and (r.id is not null or u.id = (select min(id) from users where demo and level = 3))
		order by r.role is not null, u.id`)
	if err != nil {
		return nil, fmt.Errorf("cast of the demo: %w", err)
	}
	return cast, nil
}
