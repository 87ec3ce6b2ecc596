package models

import (
	"context"
	"fmt"

	"jauap/models/database"
)

// ModerationList is one page of the public log of moderation, newest first.
type ModerationList struct {
	Acts       []ModerationAct
	Prev, Next Cursor
}

// ModerationLog returns one page of all actions of moderation. It has no personal data: no
// moderator, no author and no text, and no number of a private appeal.
func (s *Store) ModerationLog(ctx context.Context, after, before Cursor) (list ModerationList, err error) {
	k := database.Keyset{Key: "m.at", ID: "m.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	begin, args, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	if begin == "" {
		begin = "true"
	}
	if err = s.read(ctx, &list.Acts, fmt.Sprintf(`
		select m.id, m.at, m.act, m.reason_code as reason, coalesce(case when not a.private and m.act <> 'ban' and (a.public or a.published_at is not null or a.status = 'rejected') then a.number end, '') as number, coalesce(a.public, false) as public,
			coalesce(m.work_id, 0) as work_id
		from moderations m left join appeals a on a.id = m.appeal_id
		where %s order by %s limit %d`, begin, orderBy, PageSize+1), args...); err != nil {
		return list, fmt.Errorf("moderation log: %w", err)
	}
	list.Acts, list.Prev, list.Next = database.Page(k, list.Acts, func(m ModerationAct) Cursor { return database.TimeCursor(m.At, m.ID) })
	return list, nil
}
