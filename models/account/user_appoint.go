package account

import (
	"context"
	"fmt"
	"strconv"

	"gorm.io/gorm/clause"

	"jauap/models"
	"jauap/models/database"
	"jauap/models/mailbox"
)

// Appoint gives a role, from now on, to the user with a mail address, and reports whether
// the user had it already. For an unknown address it creates a user, who gives a name at the
// first sign-in. The first administrator is appointed this way.
func (s *Store) Appoint(ctx context.Context, email string, role models.NewRole) (user int64, had bool, err error) {
	problems := models.Invalid{}
	email = problems.Email("email", email)
	if len(problems) > 0 {
		return 0, false, problems
	}
	err = s.tx(ctx, func(tx *Store) error {
		if err := freeMailbox(ctx, tx.db, "email", email); err != nil {
			return err
		}
		box := mailbox.Of(email)
		row := userRow{Email: &email, Mailbox: &box, Lang: "kk", CreatedAt: tx.core.Now()}
		if err := database.Rows[userRow](tx.db, orLockUser).Create(ctx, &row); err != nil {
			return err
		}
		user, role.UserID = row.ID, row.ID
		had, err = tx.appoint(ctx, 0, "role", role)
		return err
	})
	if err != nil {
		return 0, false, fmt.Errorf("appoint: %w", err)
	}
	return user, had, nil
}

// orLockUser makes an insert return the id of the user who has the address already, and
// lock the row.
var orLockUser = clause.OnConflict{
	Columns:   []clause.Column{{Name: "email"}},
	DoUpdates: clause.AssignmentColumns([]string{"email"}),
}

// appoint grants a role unless the user has it now, and records who did so; 0 stands for
// the command line. The row of the user must be locked.
func (s *Store) appoint(ctx context.Context, by int64, act string, role models.NewRole) (had bool, err error) {
	if role.BodyID != nil {
		if _, err := s.core.Body(ctx, *role.BodyID); err != nil {
			return false, err
		}
	}
	err = s.db.Read(ctx, &had, `
		select exists (select 1 from roles
			where user_id = @user and role = @role and body_id is not distinct from @body and (until is null or until > @now))`,
		map[string]any{"user": role.UserID, "role": role.Role, "body": role.BodyID, "now": s.core.Now()})
	if err != nil || had {
		return had, err
	}
	role.By = by
	if err := s.core.GrantRole(ctx, role); err != nil {
		return false, err
	}
	return false, s.core.RecordAudit(ctx, by, act, strconv.FormatInt(role.UserID, 10), map[string]any{"role": role.Role, "body": role.BodyID})
}
