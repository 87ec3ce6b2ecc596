package account

import (
	"context"
	"fmt"
	"strconv"

	"jauap/models"
	"jauap/models/mailbox"
)

// Appoint gives a role to whoever has a mail address, from now on; somebody unknown
// becomes a user, who says their name at the first sign-in. Whether the role was
// held already is told. It is how the first administrator comes about.
func (s *Store) Appoint(ctx context.Context, email string, role models.NewRole) (user int64, had bool, err error) {
	problems := models.Invalid{}
	email = problems.Email("email", email)
	if len(problems) > 0 {
		return 0, false, problems
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := tx.core.FreeMailbox(ctx, "email", email); err != nil {
			return err
		}
		if err := tx.db.ReadOne(ctx, &user, `
			insert into users (given_name, email, mailbox, level, created_at) values ('', ?, ?, 0, ?)
			on conflict (email) do update set email = excluded.email -- locks the one that is there
			returning id`, email, mailbox.Of(email), tx.core.Now()); err != nil {
			return err
		}
		role.UserID = user
		had, err = tx.appoint(ctx, 0, "role", role)
		return err
	})
	if err != nil {
		return 0, false, fmt.Errorf("appoint: %w", err)
	}
	return user, had, nil
}

// appoint grants a role unless it is held now, and notes who did it: 0 is the command
// line. The user must be locked.
func (s *Store) appoint(ctx context.Context, by int64, act string, role models.NewRole) (had bool, err error) {
	if role.BodyID != nil {
		var body int64
		if err := s.db.ReadOne(ctx, &body, `select id from bodies where id = ?`, *role.BodyID); err != nil {
			return false, fmt.Errorf("body %d: %w", *role.BodyID, err)
		}
	}
	err = s.db.Read(ctx, &had, `
		select exists (select 1 from roles where user_id = ? and role = ? and body_id is not distinct from ? and (until is null or until > ?))`,
		role.UserID, role.Role, role.BodyID, s.core.Now())
	if err != nil || had {
		return had, err
	}
	if err := s.core.GrantRole(ctx, role); err != nil {
		return false, err
	}
	return false, s.core.RecordAudit(ctx, by, act, strconv.FormatInt(role.UserID, 10), map[string]any{"role": role.Role, "body": role.BodyID})
}
