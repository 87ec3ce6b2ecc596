package models

import (
	"context"
	"fmt"
	"time"

	"jauap/models/database"
)

// Roles lists the roles; the first two are held for a body.
var Roles = []string{"executor", "head", "moderator", "admin"}

// NewRole is a role to give to a user, for a body where the role is one of a body.
type NewRole struct {
	UserID int64
	Role   string // one of Roles
	BodyID *int64 // of an executor or a head
	Post   Names
	Since  time.Time  // zero: now
	Until  *time.Time // nil: until it is ended
	By     int64      // the administrator, or the user who accepted an invitation; 0: the program
}

// roleRow is a row of roles.
type roleRow struct {
	ID     int64
	UserID int64
	Role   string
	BodyID *int64
	Post   Names `gorm:"embedded;embeddedPrefix:post_"`
	Since  time.Time
	Until  *time.Time
}

func (roleRow) TableName() string { return "roles" }

// GrantRole gives a user a role.
func (s *Store) GrantRole(ctx context.Context, in NewRole) error {
	problems := Invalid{}
	OneOf(problems, "role", in.Role, Roles)
	if (in.Role == "executor" || in.Role == "head") != (in.BodyID != nil) {
		problems["body"] = Problem{Key: "problem.required"}
	}
	if len(problems) > 0 {
		return problems
	}
	if in.Since.IsZero() {
		in.Since = s.Now()
	}
	err := s.tx(ctx, func(tx *Store) error {
		row := roleRow{UserID: in.UserID, Role: in.Role, BodyID: in.BodyID, Post: in.Post, Since: in.Since, Until: in.Until}
		if err := database.Rows[roleRow](tx.db).Create(ctx, &row); err != nil {
			return err
		}
		e := Event{RoleID: row.ID, Kind: RoleGiven, Actor: ByAdmin, BodyID: in.BodyID, UserID: NilIfZero(in.By), Data: EventData{Role: in.Role}}
		switch in.By {
		case 0:
			e.Actor = BySystem
		case in.UserID:
			e.Actor = ByResident
		}
		return tx.record(ctx, e)
	})
	if err != nil {
		return fmt.Errorf("grant role %s to user %d: %w", in.Role, in.UserID, err)
	}
	return nil
}

// EndedRole is a role that ended.
type EndedRole struct {
	ID     int64
	Role   string
	BodyID *int64
}

// RecordRoleEnds records that roles ended; admin is 0 where the account of the holder was removed.
func (s *Store) RecordRoleEnds(ctx context.Context, admin int64, ended ...EndedRole) error {
	for _, r := range ended {
		if err := s.record(ctx, Event{RoleID: r.ID, Kind: RoleEnded, Actor: ByAdmin, BodyID: r.BodyID, UserID: NilIfZero(admin),
			Data: EventData{Role: r.Role}}); err != nil {
			return err
		}
	}
	return nil
}
