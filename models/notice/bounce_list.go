package notice

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// BouncedPerson is a user whose address was refused. It holds only the first letter and the
// domain of the address, enough to distinguish a typing error from a server that refuses all
// mail; the page of the user shows the whole address.
type BouncedPerson struct {
	ID        int64
	GivenName string
	Family    string // its initial
	Address   string
	Why       models.Bounce
	BouncedAt time.Time
	RoleNames string // the current roles, joined by spaces: this work depends on mail
}

// BounceList is one page of refused addresses, the newest first.
type BounceList struct {
	People     []BouncedPerson
	Prev, Next models.Cursor
}

// BouncedPeople returns one page of the users whose address was refused.
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
			coalesce((select string_agg(distinct role, ' ') from roles where user_id = u.id and since <= @now and (until is null or until > @now)), '') as role_names
		from users u where %s order by %s limit %d`, where, orderBy, models.PageSize+1), append(args, map[string]any{"now": s.core.Now()})...); err != nil {
		return list, fmt.Errorf("list refused addresses: %w", err)
	}
	list.People, list.Prev, list.Next = database.Page(k, list.People, func(p BouncedPerson) models.Cursor { return database.TimeCursor(p.BouncedAt, p.ID) })
	return list, nil
}
