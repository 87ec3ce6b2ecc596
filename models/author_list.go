package models

import (
	"context"
	"fmt"
	"time"
)

// OwnCard is an appeal in the list of its author, who sees what the public does not.
type OwnCard struct {
	Card
	Hidden  bool // out of public view
	Private bool
}

// OwnList is one page of the appeals of an author, with the ways on.
type OwnList struct {
	Cards      []OwnCard
	Prev, Next Cursor
}

// OwnAppeals returns one page of all that a user has filed, newest first.
func (s *Store) OwnAppeals(ctx context.Context, user int64, after, before Cursor) (list OwnList, err error) {
	k := keyset{key: "a.received_at", id: "a.id", sqlType: "timestamptz", falls: true, after: after, before: before}
	begin, values, orderBy, err := k.clauses()
	if err != nil {
		return list, err
	}
	where, args := "a.author_id = ?", []any{user}
	if begin != "" {
		where, args = where+" and "+begin, append(args, values...)
	}
	if err = s.read(ctx, &list.Cards, fmt.Sprintf(`
		select %s, a.hidden_at is not null as hidden, a.private
		from appeals a join places p on p.code = a.place_code
		where %s order by %s limit %d`, cardColumns, where, orderBy, PageSize+1), args...); err != nil {
		return list, fmt.Errorf("own appeals: %w", err)
	}
	list.Cards, list.Prev, list.Next = page(k, list.Cards, func(c OwnCard) Cursor {
		return encodeCursor(c.ReceivedAt.UTC().Format(time.RFC3339Nano), c.ID)
	})
	return list, nil
}
