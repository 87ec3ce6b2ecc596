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
	"jauap/models/text"
)

// usersShown is how many users a search shows.
const usersShown = 30

// Person is a user as an administrator sees one.
type Person struct {
	ID         int64
	GivenName  string
	FamilyName string
	Email      string
	Level      int
	CreatedAt  time.Time
	Demo       bool
	RemovedAt  *time.Time // when the personal data was removed
	Factors    int        // second factors; of one person
	Roles      []HeldRole `gorm:"-"`
	RoleNames  string     // the roles held now, joined by spaces; of a search
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

// Held reports whether the role is held, or will be.
func (r HeldRole) Held(now time.Time) bool { return r.Until == nil || r.Until.After(now) }

const personColumns = `u.id, u.given_name, u.family_name, coalesce(u.email, '') as email, u.level, u.created_at, u.demo, u.removed_at`

// FindUsers returns the users whose name or mail address holds what is typed;
// without a word those who hold a role.
func (s *Store) FindUsers(ctx context.Context, q string) ([]Person, error) {
	where, args := `exists (select 1 from roles where user_id = u.id and (until is null or until > ?))`, []any{s.core.Now()}
	if q = strings.TrimSpace(q); q != "" {
		where, args = `fold(u.given_name || ' ' || u.family_name || ' ' || coalesce(u.email, '')) like ?`, []any{models.LikeContaining(text.Fold(q))}
	}
	var users []Person
	err := s.db.Read(ctx, &users, `
		select `+personColumns+`,
			coalesce((select string_agg(distinct role, ' ') from roles where user_id = u.id and since <= ? and (until is null or until > ?)), '') as role_names
		from users u where `+where+` order by u.id desc limit ?`, append(append([]any{s.core.Now(), s.core.Now()}, args...), usersShown)...)
	if err != nil {
		return nil, fmt.Errorf("find users: %w", err)
	}
	return users, nil
}

// Person returns a user with every role that is or was held.
func (s *Store) Person(ctx context.Context, id int64) (a Person, err error) {
	if err = s.db.ReadOne(ctx, &a, `select `+personColumns+`, (select count(*) from factors where user_id = u.id) as factors from users u where u.id = ?`, id); err == nil {
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

// Period is when a role is held: from now or a later day, to the end of a day or
// until it is ended.
type Period struct{ From, To calendar.Date }

// GiveRole gives a user a role for a period. Somebody without a proven address
// holds none, since nobody could reach them.
func (s *Store) GiveRole(ctx context.Context, admin int64, in models.NewRole, p Period) error {
	problems := models.Invalid{}
	in.Post = models.Names{KK: problems.Text("post_kk", in.Post.KK, 0, 300), RU: problems.Text("post_ru", in.Post.RU, 0, 300), EN: problems.Text("post_en", in.Post.EN, 0, 300)}
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

// EndRole ends a role now; one that has ended is no error. An administrator does
// not end the own role as one, so that there is always somebody left.
func (s *Store) EndRole(ctx context.Context, admin, id int64) (user int64, err error) {
	err = s.tx(ctx, func(tx *Store) error {
		var r struct {
			UserID int64
			Role   string
			BodyID *int64
			Since  time.Time
		}
		if err := tx.db.ReadOne(ctx, &r, `select user_id, role, body_id, since from roles where id = ? for update`, id); err != nil {
			return err
		}
		if user = r.UserID; r.UserID == admin && r.Role == "admin" {
			return models.ErrForbidden
		}
		// a role that was to begin later never was held
		sql, args := `update roles set until = ? where id = ? and (until is null or until > ?)`, []any{tx.core.Now(), id, tx.core.Now()}
		if !r.Since.Before(tx.core.Now()) {
			sql, args = `delete from roles where id = ?`, []any{id}
		}
		ended, err := tx.db.Exec(ctx, sql, args...)
		if err != nil || ended == 0 {
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
