package account

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"time"

	"jauap/models"
)

// InvitationDays is how long an invitation can be accepted.
const InvitationDays = 7

// invitationsShown is how many open offers are listed.
const invitationsShown = 100

const invitationColumns = `i.id, i.email, i.role, i.body_id, i.expires_at,
	coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en`

// Invitation is a role that was offered to a mail address.
type Invitation struct {
	ID        int64
	Email     string
	Role      string
	BodyID    *int64
	BodyName  models.Names `gorm:"embedded;embeddedPrefix:body_"`
	ExpiresAt time.Time
}

// Invite offers a role to a mail address and returns the token that goes there; only
// its hash is kept. An earlier offer of the same ends.
func (s *Store) Invite(ctx context.Context, by *models.Viewer, email, role string, bodyID *int64) (token string, err error) {
	problems := models.Invalid{}
	email = problems.Email("email", email)
	models.OneOf(problems, "role", role, []string{"executor", "head", "moderator", "admin"})
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
		if _, err := tx.db.Exec(ctx, `update invitations set expires_at = ? where email = ? and role = ? and body_id is not distinct from ? and used_at is null and expires_at > ?`,
			tx.core.Now(), email, role, bodyID, tx.core.Now()); err != nil {
			return err
		}
		var id int64
		if err := tx.db.ReadOne(ctx, &id, `
			insert into invitations (email, role, body_id, token_hash, user_id, at, expires_at)
			select ?, ?, ?, ?, ?, ?, ? where ?::bigint is null or exists (select 1 from bodies where id = ?) returning id`,
			email, role, bodyID, tx.secret.Hash("invitation", token), by.UserID, tx.core.Now(), tx.core.Now().AddDate(0, 0, InvitationDays), bodyID, bodyID); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, by.UserID, "invite", strconv.FormatInt(id, 10), map[string]any{"role": role, "body": bodyID})
	})
	if err != nil {
		return "", fmt.Errorf("invite: %w", err)
	}
	return token, nil
}

// Invitations returns the offers that can still be accepted and that the viewer may
// take back, newest first, at most invitationsShown.
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
		where i.used_at is null and i.expires_at > ? and (? or i.role = 'executor' and i.body_id in ?)
		order by i.id desc limit ?`, s.core.Now(), by.Has("admin"), own, invitationsShown)
	if err != nil {
		return nil, fmt.Errorf("invitations: %w", err)
	}
	return list, nil
}

// EndInvitation takes an offer back that went to a wrong address or came too early.
func (s *Store) EndInvitation(ctx context.Context, by *models.Viewer, id int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		var in Invitation
		if err := tx.db.ReadOne(ctx, &in, `
			select i.id, i.role, i.body_id from invitations i where i.id = ? and i.used_at is null and i.expires_at > ? for update`, id, tx.core.Now()); err != nil {
			return err
		}
		var body int64
		if in.BodyID != nil {
			body = *in.BodyID
		}
		if !by.CanInvite(in.Role, body) {
			return models.ErrForbidden
		}
		if _, err := tx.db.Exec(ctx, `update invitations set expires_at = ? where id = ?`, tx.core.Now(), id); err != nil {
			return err
		}
		return tx.core.RecordAudit(ctx, by.UserID, "invite_end", strconv.FormatInt(id, 10), map[string]any{"role": in.Role, "body": in.BodyID})
	})
	if err != nil {
		return fmt.Errorf("end invitation %d: %w", id, err)
	}
	return nil
}

// Invitation returns an offer that can still be accepted; ErrNotFound for any other.
func (s *Store) Invitation(ctx context.Context, token string) (in Invitation, err error) {
	err = s.db.ReadOne(ctx, &in, `
		select `+invitationColumns+` from invitations i left join bodies b on b.id = i.body_id
		where i.token_hash = ? and i.used_at is null and i.expires_at > ?`, s.secret.Hash("invitation", token), s.core.Now())
	if err != nil {
		return in, fmt.Errorf("invitation: %w", err)
	}
	return in, nil
}

// AcceptInvitation gives the role to the user whose mail address it was offered to,
// once. ErrForbidden for somebody else, into whose hands the link has come.
func (s *Store) AcceptInvitation(ctx context.Context, token string, user int64) error {
	err := s.tx(ctx, func(tx *Store) error {
		n, err := tx.db.Exec(ctx, `
			update invitations i set used_at = ? from users u
			where i.token_hash = ? and i.used_at is null and i.expires_at > ? and u.id = ? and u.email = i.email`,
			tx.core.Now(), tx.secret.Hash("invitation", token), tx.core.Now(), user)
		if err != nil {
			return err
		}
		if n == 0 {
			if _, err := tx.Invitation(ctx, token); !errors.Is(err, models.ErrNotFound) {
				return errors.Join(err, models.ErrForbidden)
			}
			return models.ErrNotFound
		}
		var in Invitation
		if err := tx.db.ReadOne(ctx, &in, `select role, body_id from invitations where token_hash = ?`, tx.secret.Hash("invitation", token)); err != nil {
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
