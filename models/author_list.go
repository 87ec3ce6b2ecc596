package models

import (
	"context"
	"fmt"

	"jauap/models/database"
)

// OwnCard is an appeal in the list of its author, with fields that the public does not see.
type OwnCard struct {
	Card
	Hidden  bool // out of public view
	Private bool
}

// OwnList is one page of the appeals of an author, with its cursors.
type OwnList struct {
	Cards      []OwnCard
	Prev, Next Cursor
}

// OwnAppeals returns one page of the appeals that a user filed, newest first.
func (s *Store) OwnAppeals(ctx context.Context, user int64, after, before Cursor) (list OwnList, err error) {
	k := database.Keyset{Key: "a.received_at", ID: "a.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	begin, values, orderBy, err := k.Clauses()
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
		where %s order by %s limit %d`, CardColumns, where, orderBy, PageSize+1), args...); err != nil {
		return list, fmt.Errorf("own appeals: %w", err)
	}
	list.Cards, list.Prev, list.Next = database.Page(k, list.Cards, func(c OwnCard) Cursor {
		return database.TimeCursor(c.ReceivedAt, c.ID)
	})
	return list, nil
}
