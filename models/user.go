package models

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"jauap/models/mailbox"
)

// NewUser is a user to create.
type NewUser struct {
	GivenName  string
	FamilyName string
	Email      string // "" for none
	Level      int    // 0 none, 1 contact confirmed, 2 identity checked, 3 registered address in HomeCode
	HomeCode   string // KATO code; "" if unknown
	Lang       string // "" is kk
	IINHash    []byte // keyed hash, never the number itself; from level 2 on
	Demo       bool
}

// CreateUser creates a user and returns the id. It returns Invalid for an email address or an
// identity of another user.
func (s *Store) CreateUser(ctx context.Context, in NewUser) (id int64, err error) {
	problems := Invalid{}
	in.GivenName = problems.Text("given_name", in.GivenName, 1, 100)
	in.FamilyName = problems.Text("family_name", in.FamilyName, 0, 100)
	if in.Email = strings.TrimSpace(in.Email); in.Email != "" {
		in.Email = problems.Email("email", in.Email)
	}
	if in.Lang == "" {
		in.Lang = "kk"
	}
	OneOf(problems, "lang", in.Lang, Languages)
	OneOf(problems, "level", in.Level, []int{0, 1, 2, 3})
	if (in.Level >= 2) != (len(in.IINHash) > 0) {
		problems["level"] = Problem{Key: "problem.identity"}
	}
	if in.HomeCode != "" || in.Level == 3 {
		if _, err := s.Place(ctx, in.HomeCode); err != nil {
			problems["home"] = Problem{Key: "problem.unknown"}
		}
	}
	if len(problems) > 0 {
		return 0, problems
	}
	var hash any // NULL without a hash: an empty value would not be unique
	if len(in.IINHash) > 0 {
		hash = in.IINHash
	}
	err = s.readOne(ctx, &id, `
		insert into users (given_name, family_name, email, mailbox, iin_hash, level, home_code, lang, demo, created_at)
		values (?, ?, nullif(?, ''), nullif(?, ''), ?, ?, nullif(?, ''), ?, ?, ?)
		on conflict do nothing
		returning id`,
		in.GivenName, in.FamilyName, in.Email, mailbox.Of(in.Email), hash, in.Level, in.HomeCode, in.Lang, in.Demo, s.Now())
	if errors.Is(err, ErrNotFound) {
		return 0, s.whoIsTaken(ctx, in)
	}
	if err != nil {
		return 0, fmt.Errorf("create user: %w", err)
	}
	return id, nil
}

// whoIsTaken returns Invalid for the value of the new user that another user has.
func (s *Store) whoIsTaken(ctx context.Context, in NewUser) error {
	var email bool
	if err := s.read(ctx, &email, `select exists (select 1 from users where mailbox = ?)`, mailbox.Of(in.Email)); err != nil {
		return fmt.Errorf("create user: %w", err)
	}
	if email {
		return Invalid{"email": {Key: "problem.taken"}}
	}
	return Invalid{"iin": {Key: "problem.taken"}}
}

// RequireLevel returns ErrForbidden unless the user has at least the identity level, and
// ErrNotFound for an unknown user.
func (s *Store) RequireLevel(ctx context.Context, user int64, level int) error {
	var has int
	if err := s.readOne(ctx, &has, `select level from users where id = ?`, user); err != nil {
		return fmt.Errorf("user %d: %w", user, err)
	}
	if has < level {
		return ErrForbidden
	}
	return nil
}
