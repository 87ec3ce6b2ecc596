package account

import (
	"context"
	"crypto/rand"
	"fmt"
	"strconv"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// InvitationDays is how many days an invitation can be accepted.
const InvitationDays = 7

// invitationsShown is the number of invitations in the list.
const invitationsShown = 100

const invitationColumns = `i.id, i.email, i.role, i.body_id, i.expires_at,
	coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en`

// invitationRow is a row of invitations.
type invitationRow struct {
	ID        int64
	Email     string
	Role      string
	BodyID    *int64
	TokenHash []byte
	UserID    int64 // the inviting user
	At        time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

func (invitationRow) TableName() string { return "invitations" }

// Invitation is an offer of a role to a mail address.
type Invitation struct {
	ID        int64
	Email     string
	Role      string
	BodyID    *int64
	BodyName  models.Names `gorm:"embedded;embeddedPrefix:body_"`
	ExpiresAt time.Time
}

// Invite offers a role to a mail address and returns the token for the mail; only its hash
// is stored. An earlier invitation to the same role ends.
func (s *Store) Invite(ctx context.Context, by *models.Viewer, email, role string, bodyID *int64) (token string, err error) {
	problems := models.Invalid{}
	email = problems.Email("email", email)
	models.OneOf(problems, "role", role, models.Roles)
	if (role == "executor" || role == "head") != (bodyID != nil) {
		problems["body"] = models.Problem{Key: "problem.required"}
	}
	if len(problems) > 0 {
		return "", problems
	}
	var body int64
	if bodyID != nil {
		body = *bodyID
	}
	if !by.CanInvite(role, body) {
		return "", models.ErrForbidden
	}
	token = rand.Text()
	err = s.tx(ctx, func(tx *Store) error {
		if bodyID != nil {
			if _, err := tx.core.Body(ctx, *bodyID); err != nil {
				return err
			}
		}
		now := tx.core.Now()
		if _, err := database.Rows[invitationRow](tx.db).
			Where("email = ? and role = ? and body_id is not distinct from ?", email, role, bodyID).
			Where("used_at is null and expires_at > ?", now).Update(ctx, "expires_at", now); err != nil {
			return err
		}
		row := invitationRow{Email: email, Role: role, BodyID: bodyID, TokenHash: tx.secret.Hash("invitation", token),
			UserID: by.UserID, At: now, ExpiresAt: now.AddDate(0, 0, InvitationDays)}
		if err := database.Rows[invitationRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, by.UserID, "invite", strconv.FormatInt(row.ID, 10), map[string]any{"role": role, "body": bodyID})
	})
	if err != nil {
		return "", fmt.Errorf("invite: %w", err)
	}
	return token, nil
}

// Invitations returns the open invitations that the viewer may end, the newest first, at
// most invitationsShown.
func (s *Store) Invitations(ctx context.Context, by *models.Viewer) ([]Invitation, error) {
	own := []int64{0}
	for _, r := range by.Roles {
		if r.Role == "head" {
			own = append(own, r.BodyID)
		}
	}
	var list []Invitation
	err := s.db.Read(ctx, &list, `
		select `+invitationColumns+` from invitations i left join bodies b on b.id = i.body_id
		where i.used_at is null and i.expires_at > @now and (@admin or i.role = 'executor' and i.body_id in @own)
		order by i.id desc limit @shown`,
		map[string]any{"now": s.core.Now(), "admin": by.Has("admin"), "own": own, "shown": invitationsShown})
	if err != nil {
		return nil, fmt.Errorf("invitations: %w", err)
	}
	return list, nil
}

// EndInvitation ends an open invitation, for example one to a wrong address.
func (s *Store) EndInvitation(ctx context.Context, by *models.Viewer, id int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		in, err := database.Rows[invitationRow](tx.db, database.ForUpdate).Where("id = ? and used_at is null and expires_at > ?", id, tx.core.Now()).Take(ctx)
		if err != nil {
			return err
		}
		var body int64
		if in.BodyID != nil {
			body = *in.BodyID
		}
		if !by.CanInvite(in.Role, body) {
			return models.ErrForbidden
		}
		if _, err := database.Rows[invitationRow](tx.db).Where("id = ?", id).Update(ctx, "expires_at", tx.core.Now()); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, by.UserID, "invite_end", strconv.FormatInt(id, 10), map[string]any{"role": in.Role, "body": in.BodyID})
	})
	if err != nil {
		return fmt.Errorf("end invitation %d: %w", id, err)
	}
	return nil
}

// Invitation returns an open invitation; ErrNotFound for an unknown, used or expired one.
func (s *Store) Invitation(ctx context.Context, token string) (in Invitation, err error) {
	err = s.db.ReadOne(ctx, &in, `
		select `+invitationColumns+` from invitations i left join bodies b on b.id = i.body_id
		where i.token_hash = ? and i.used_at is null and i.expires_at > ?`, s.secret.Hash("invitation", token), s.core.Now())
	if err != nil {
		return in, fmt.Errorf("invitation: %w", err)
	}
	return in, nil
}

// AcceptInvitation gives the role, once, to the user with the invited mail address.
// ErrForbidden for a user with another address.
func (s *Store) AcceptInvitation(ctx context.Context, token string, user int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		in, err := database.Rows[invitationRow](tx.db, database.ForUpdate).
			Where("token_hash = ? and used_at is null and expires_at > ?", tx.secret.Hash("invitation", token), tx.core.Now()).Take(ctx)
		if err != nil {
			return err
		}
		u, err := database.Rows[userRow](tx.db).Where("id = ?", user).Take(ctx)
		if err != nil {
			return err
		}
		if u.Email == nil || *u.Email != in.Email {
			return models.ErrForbidden
		}
		if _, err := database.Rows[invitationRow](tx.db).Where("id = ?", in.ID).Update(ctx, "used_at", tx.core.Now()); err != nil {
			return err
		}
		_, err = tx.appoint(ctx, user, "role_accepted", models.NewRole{UserID: user, Role: in.Role, BodyID: in.BodyID})
		return err
	})
	if err != nil {
		return fmt.Errorf("accept invitation: %w", err)
	}
	return nil
}
