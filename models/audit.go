package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"jauap/models/database"
)

// Audit is one change that an administrator made.
type Audit struct {
	ID      int64
	At      time.Time
	Who     string // first name and initial; "" for the command line
	Act     string // "audit.<act>" is its word in the locale files
	Subject string // what was changed: a code, a day, an id
	Data    string // what it became, JSON

	// Where the subject is a user, who; where it or the data name a body, its name now.
	UserID   int64
	Given    string
	Family   string
	BodyID   int64
	BodyName Names `gorm:"embedded;embeddedPrefix:body_"`
}

// AuditList is one page of the changes, newest first, with the ways on.
type AuditList struct {
	Audits     []Audit
	Prev, Next Cursor
}

// audit notes what an administrator changes, in the transaction of the change.
// Data never holds a secret or a mail address.
func (s *Store) RecordAudit(ctx context.Context, admin int64, act, subject string, data map[string]any) error {
	if data == nil {
		data = map[string]any{}
	}
	written, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("audit %s: %w", act, err)
	}
	_, err = s.exec(ctx, `insert into audits (user_id, at, act, subject, data) values (?, ?, ?, ?, ?::jsonb)`,
		NilIfZero(admin), s.Now(), act, subject, string(written))
	return err
}

// administer does one change in one transaction, and then renews what every page
// has in memory.
func (s *Store) Administer(ctx context.Context, do func(tx *Store) error) error {
	if err := s.tx(ctx, do); err != nil {
		return err
	}
	return s.LoadReference(ctx)
}

// Audits returns one page of what administrators have changed.
func (s *Store) Audits(ctx context.Context, after, before Cursor) (list AuditList, err error) {
	k := database.Keyset{Key: "a.at", ID: "a.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	begin, args, orderBy, err := k.Clauses()
	if err != nil {
		return list, err
	}
	if begin == "" {
		begin = "true"
	}
	if err = s.read(ctx, &list.Audits, fmt.Sprintf(`
		select a.id, a.at, a.act, a.subject, a.data::text as data,
			coalesce(u.given_name || case when u.family_name <> '' then ' ' || left(u.family_name, 1) || '.' else '' end, '') as who,
			coalesce(p.id, 0) as user_id, coalesce(p.given_name, '') as given, coalesce(p.family_name, '') as family,
			coalesce(b.id, 0) as body_id, coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en
		from audits a left join users u on u.id = a.user_id
		left join users p on p.id = case when a.act in ('role', 'role_accepted', 'role_end', 'factor_reset', 'person_removed') then a.subject::bigint end
		left join bodies b on b.id = case when a.act in ('body', 'body_new') then a.subject::bigint else (a.data ->> 'body')::bigint end
		where %s order by %s limit %d`, begin, orderBy, PageSize+1), args...); err != nil {
		return list, fmt.Errorf("audits: %w", err)
	}
	list.Audits, list.Prev, list.Next = database.Page(k, list.Audits, func(a Audit) Cursor { return database.TimeCursor(a.At, a.ID) })
	return list, nil
}
