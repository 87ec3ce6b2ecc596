package admin

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/text"
)

// usersShown is the number of results of a search for users.
const usersShown = 30

// userRow is a row of users, with the columns that this package reads.
type userRow struct {
	ID        int64
	Demo      bool
	RemovedAt *time.Time
}

func (userRow) TableName() string { return "users" }

// lockUser reads a user and locks the row; ErrNotFound for an unknown or removed one.
func (s *Store) lockUser(ctx context.Context, id int64) (userRow, error) {
	return database.Rows[userRow](s.db, database.ForUpdate).Where("id = ? and removed_at is null", id).Take(ctx)
}

// roleRow is a row of roles.
type roleRow struct {
	ID     int64
	UserID int64
	Role   string
	BodyID *int64
	Since  time.Time
	Until  *time.Time
}

func (roleRow) TableName() string { return "roles" }

// Person is a user as shown to an administrator.
type Person struct {
	ID         int64
	GivenName  string
	FamilyName string
	Email      string
	Level      int
	CreatedAt  time.Time
	Demo       bool
	RemovedAt  *time.Time // when the personal data was removed
	Factors    int        // number of second factors; only from Person
	Roles      []HeldRole `gorm:"-"`
	RoleNames  string     // the current roles, joined by spaces; only from FindUsers
}

// HeldRole is a role with its period.
type HeldRole struct {
	ID       int64
	Role     string
	BodyID   int64
	BodyName models.Names `gorm:"embedded;embeddedPrefix:body_"`
	Post     models.Names `gorm:"embedded;embeddedPrefix:post_"`
	Since    time.Time
	Until    *time.Time
}

// Held reports whether the role has not ended; it may begin later.
func (r HeldRole) Held(now time.Time) bool { return r.Until == nil || r.Until.After(now) }

const personColumns = `u.id, u.given_name, u.family_name, coalesce(u.email, '') as email, u.level, u.created_at, u.demo, u.removed_at`

// FindUsers returns the users whose name or mail address contains q; for an empty q those
// with a role.
func (s *Store) FindUsers(ctx context.Context, q string) ([]Person, error) {
	where := `exists (select 1 from roles where user_id = u.id and (until is null or until > @now))`
	if q = strings.TrimSpace(q); q != "" {
		where = `fold(u.given_name || ' ' || u.family_name || ' ' || coalesce(u.email, '')) like @like`
	}
	var users []Person
	err := s.db.Read(ctx, &users, `
		select `+personColumns+`,
			coalesce((select string_agg(distinct role, ' ') from roles where user_id = u.id and since <= @now and (until is null or until > @now)), '') as role_names
		from users u where `+where+` order by u.id desc limit @shown`,
		map[string]any{"now": s.core.Now(), "like": models.LikeContaining(text.Fold(q)), "shown": usersShown})
	if err != nil {
		return nil, fmt.Errorf("find users: %w", err)
	}
	return users, nil
}

// Person returns a user with all roles, also those that have ended.
func (s *Store) Person(ctx context.Context, id int64) (a Person, err error) {
	if err = s.db.ReadOne(ctx, &a, `
		select `+personColumns+`, (select count(*) from factors where user_id = u.id) as factors
		from users u where u.id = ?`, id); err == nil {
		err = s.db.Read(ctx, &a.Roles, `
			select r.id, r.role, coalesce(r.body_id, 0) as body_id, r.since, r.until, r.post_kk, r.post_ru, r.post_en,
				coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en
			from roles r left join bodies b on b.id = r.body_id where r.user_id = ? order by r.until is not null, r.until desc, r.id`, id)
	}
	if err != nil {
		return a, fmt.Errorf("person %d: %w", id, err)
	}
	return a, nil
}

// Period is the time of a role: from From, or from now, to the end of To, or without end.
type Period struct{ From, To calendar.Date }

// GiveRole gives a user a role for a period. A user without a confirmed mail address cannot
// have one, since no mail would reach them.
func (s *Store) GiveRole(ctx context.Context, admin int64, in models.NewRole, p Period) error {
	problems := models.Invalid{}
	in.Post = models.Names{KK: problems.Text("post_kk", in.Post.KK, 0, 300), RU: problems.Text("post_ru", in.Post.RU, 0, 300),
		EN: problems.Text("post_en", in.Post.EN, 0, 300)}
	since := s.core.Now()
	if !p.From.IsZero() {
		problems.NotBefore("from", p.From, s.core.Today())
		if p.From.After(s.core.Today()) {
			since = p.From.Time()
		}
	}
	var until *time.Time
	if !p.To.IsZero() {
		problems.NotBefore("to", p.To, calendar.Of(since))
		end := p.To.AddDays(1).Time()
		until = &end
	}
	if len(problems) > 0 {
		return problems
	}
	err := s.tx(ctx, func(tx *Store) error {
		if err := tx.core.RequireLevel(ctx, in.UserID, 1); errors.Is(err, models.ErrForbidden) {
			return models.Invalid{"role": {Key: "problem.identity"}}
		} else if err != nil {
			return err
		}
		if in.BodyID != nil {
			if _, err := tx.core.Body(ctx, *in.BodyID); errors.Is(err, models.ErrNotFound) {
				return models.Invalid{"body": {Key: "problem.unknown"}}
			} else if err != nil {
				return err
			}
		}
		in.Since, in.Until, in.By = since, until, admin
		if err := tx.core.GrantRole(ctx, in); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "role", strconv.FormatInt(in.UserID, 10), map[string]any{
			"role": in.Role, "body": in.BodyID, "from": calendar.Of(since).String(), "to": p.To.String()})
	})
	if err != nil {
		return fmt.Errorf("give role %s to user %d: %w", in.Role, in.UserID, err)
	}
	return nil
}

// EndRole ends a role now; a role that has ended already is not an error. Administrators
// cannot end their own role as administrator, so that one always remains.
func (s *Store) EndRole(ctx context.Context, admin, id int64) (user int64, err error) {
	err = s.tx(ctx, func(tx *Store) error {
		r, err := database.Rows[roleRow](tx.db, database.ForUpdate).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		if user = r.UserID; r.UserID == admin && r.Role == "admin" {
			return models.ErrForbidden
		}
		now, row := tx.core.Now(), database.Rows[roleRow](tx.db).Where("id = ?", id)
		switch {
		case !r.Since.Before(now): // it has never begun
			_, err = row.Delete(ctx)
		case r.Until == nil || r.Until.After(now):
			_, err = row.Update(ctx, "until", now)
		default: // it has ended already
			return nil
		}
		if err != nil {
			return err
		}
		if err := tx.core.RecordRoleEnds(ctx, admin, models.EndedRole{ID: id, Role: r.Role, BodyID: r.BodyID}); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, admin, "role_end", strconv.FormatInt(r.UserID, 10), map[string]any{"role": r.Role, "body": r.BodyID})
	})
	if err != nil {
		return 0, fmt.Errorf("end role %d: %w", id, err)
	}
	return user, nil
}
