package account

import (
	"context"
	"time"

	"jauap/models/database"
)

// userRow is a row of users, with the columns that this package writes.
type userRow struct {
	ID         int64
	GivenName  string // "" until the first sign-in of an appointed user
	FamilyName string
	Email      *string
	Mailbox    *string
	IINHash    []byte // keyed hash; nil below level 2
	Level      int
	HomeCode   *string
	Lang       string
	CreatedAt  time.Time
	BouncedAt  *time.Time
	Bounced    string
	RemovedAt  *time.Time
}

func (userRow) TableName() string { return "users" }

// lockUser reads a user and locks the row; ErrNotFound for an unknown id.
func (s *Store) lockUser(ctx context.Context, id int64) (userRow, error) {
	return database.Rows[userRow](s.db, database.ForUpdate).Where("id = ?", id).Take(ctx)
}
