package models

import (
	"context"
	"fmt"

	"jauap/models/calendar"
	"jauap/models/database"
)

// QueueItem is an appeal that waits for moderation.
type QueueItem struct {
	Card
	Kind          Kind
	ModerationDue calendar.Date // the deadline of moderation
	Private       bool
	Pictures      int
	Held          string // the screening rules that flag it, separated by spaces; "" for none
}

// QueueList is one page of the queue, with the numbers of other open matters.
type QueueList struct {
	Items      []QueueItem
	Prev, Next Cursor
	Waiting    int // in the whole queue; at most QueueCounted
	Objections int // undecided; at most QueueCounted
}

// QueueCounted is the limit of the counts of the queue; beyond it they show "and more".
const QueueCounted = 200

const waits = `a.status = 'moderation'`

// ModerationQueue returns one page of the appeals that wait for moderation, in the order of
// receipt, which is that of their deadlines.
func (s *Store) ModerationQueue(ctx context.Context, after, before Cursor) (list QueueList, err error) {
	k := database.Keyset{Key: "a.received_at", ID: "a.id", SQLType: "timestamptz", After: after, Before: before}
	begin, args, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	where := waits
	if begin != "" {
		where += " and " + begin
	}
	if err = s.read(ctx, &list.Items, fmt.Sprintf(`
		select %s, a.kind, a.moderation_due, a.private,
			(select count(*) from pictures where appeal_id = a.id) as pictures,
			coalesce((select string_agg(rule, ' ' order by rule) from holds where appeal_id = a.id), '') as held
		from appeals a join places p on p.code = a.place_code
		where %s order by %s limit %d`, CardColumns, where, orderBy, PageSize+1), args...); err != nil {
		return list, fmt.Errorf("moderation queue: %w", err)
	}
	list.Items, list.Prev, list.Next = database.Page(k, list.Items, func(i QueueItem) Cursor { return database.TimeCursor(i.ReceivedAt, i.ID) })
	var n struct{ Waiting, Objections int }
	err = s.readOne(ctx, &n, `
		select (select count(*) from (select 1 from appeals a where `+waits+` limit ?) w) as waiting,
			(select count(*) from (select 1 from objections where decided_at is null limit ?) o) as objections`, QueueCounted, QueueCounted)
	list.Waiting, list.Objections = n.Waiting, n.Objections
	return list, err
}

// NextInQueue returns the number of the appeal after the given one, or of the first if it is the
// last; "" if no other appeal waits.
func (s *Store) NextInQueue(ctx context.Context, number string) (string, error) {
	var next string
	err := s.read(ctx, &next, `
		select a.number from appeals a left join appeals o on o.number = ?
		where a.status = 'moderation' and a.number <> ?
		order by (a.received_at, a.id) > (o.received_at, o.id) desc nulls last, a.received_at, a.id
		limit 1`, number, number)
	if err != nil {
		return "", fmt.Errorf("next in the moderation queue: %w", err)
	}
	return next, nil
}
