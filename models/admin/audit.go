package admin

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// Audit is one change that an administrator made.
type Audit struct {
	ID      int64
	At      time.Time
	Who     string // first name and initial; "" for the command line
	Act     string // "audit.<act>" is its word in the locale files
	Subject string // what was changed: a code, a day, an id
	Data    string // the new values, JSON

	// The user that Subject names, if it names one, and the current name of the body that
	// Subject or Data names.
	UserID   int64
	Given    string
	Family   string
	BodyID   int64
	BodyName models.Names `gorm:"embedded;embeddedPrefix:body_"`
}

// AuditList is one page of the changes, newest first.
type AuditList struct {
	Audits     []Audit
	Prev, Next database.Cursor
}

// Audits returns one page of what administrators have changed.
func (s *Store) Audits(ctx context.Context, after, before database.Cursor) (list AuditList, err error) {
	k := database.Keyset{Key: "a.at", ID: "a.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	begin, args, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	if begin == "" {
		begin = "true"
	}
	if err = s.db.Read(ctx, &list.Audits, fmt.Sprintf(`
		select a.id, a.at, a.act, a.subject, a.data::text as data,
			coalesce(u.given_name || case when u.family_name <> '' then ' ' || left(u.family_name, 1) || '.' else '' end, '') as who,
			coalesce(p.id, 0) as user_id, coalesce(p.given_name, '') as given, coalesce(p.family_name, '') as family,
			coalesce(b.id, 0) as body_id, coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en
		from audits a left join users u on u.id = a.user_id
		left join users p on p.id = case when a.act in ('role', 'role_accepted', 'role_end', 'factor_reset', 'person_removed') then a.subject::bigint end
		left join bodies b on b.id = case when a.act in ('body', 'body_new') then a.subject::bigint else (a.data ->> 'body')::bigint end
		where %s order by %s limit %d`, begin, orderBy, database.PageSize+1), args...); err != nil {
		return list, fmt.Errorf("audits: %w", err)
	}
	list.Audits, list.Prev, list.Next = database.Page(k, list.Audits, func(a Audit) database.Cursor { return database.TimeCursor(a.At, a.ID) })
	return list, nil
}
