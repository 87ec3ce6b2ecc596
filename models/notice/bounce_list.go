package notice

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// BouncedPerson is somebody whom mail does not reach. Of the address only the first
// letter and the domain are read: that tells a typing error from a server that refuses
// everything, and the whole one stands on the page of the user.
type BouncedPerson struct {
	ID        int64
	GivenName string
	Family    string // its initial
	Address   string
	Why       models.Bounce
	BouncedAt time.Time
	RoleNames string // the roles held now, joined by spaces: whose work waits for mail
}

// BounceList is one page of them, the newest first.
type BounceList struct {
	People     []BouncedPerson
	Prev, Next models.Cursor
}

// BouncedPeople returns one page of those whom mail does not reach.
func (s *Store) BouncedPeople(ctx context.Context, after, before models.Cursor) (list BounceList, err error) {
	k := database.Keyset{Key: "u.bounced_at", ID: "u.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	begin, args, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	where := "u.bounced_at is not null"
	if begin != "" {
		where += " and " + begin
	}
	if err = s.db.Read(ctx, &list.People, fmt.Sprintf(`
		select u.id, u.given_name, left(u.family_name, 1) as family, left(u.email, 1) || '…@' || split_part(u.email, '@', 2) as address,
			u.bounced as why, u.bounced_at,
			coalesce((select string_agg(distinct role, ' ') from roles where user_id = u.id and since <= ? and (until is null or until > ?)), '') as role_names
		from users u where %s order by %s limit %d`, where, orderBy, models.PageSize+1), append([]any{s.core.Now(), s.core.Now()}, args...)...); err != nil {
		return list, fmt.Errorf("list refused addresses: %w", err)
	}
	list.People, list.Prev, list.Next = database.Page(k, list.People, func(p BouncedPerson) models.Cursor { return database.TimeCursor(p.BouncedAt, p.ID) })
	return list, nil
}
