package notice

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// noticeRow is a row of notices, with the columns that change after it was written.
type noticeRow struct {
	ID       int64
	UserID   int64
	AppealID *int64
	ReadAt   *time.Time
	MailedAt *time.Time // accepted by the mail server
}

func (noticeRow) TableName() string { return "notices" }

// Notice is one line of an inbox: an event and why the reader is notified of it.
type Notice struct {
	ID       int64
	Kind     models.EventKind // or one of NoticeWork, NoticeQuestion, NoticeReply, NoticeHanded
	At       time.Time        // of the event
	ToldAt   time.Time        // when it was written to the inbox; the sort key of the list
	ReadAt   *time.Time
	Source   Source
	TargetID string
	Public   bool // otherwise only its author and its office may see it

	AppealID int64 // 0 for a work
	Number   string
	WorkID   int64 // 0 for an appeal
	Comment  int64 // of a question or a reply
	Draft    int64 // of an explanation that needs a signature

	CommentsAfter int64 `gorm:"-"` // the cursor of its page of comments, see CommentPage; only of an opened notice
	Title         string
	Lang          string // of the title
	Actor         models.Actor
	BodyName      models.Names     `gorm:"embedded;embeddedPrefix:body_"`
	ToName        models.Names     `gorm:"embedded;embeddedPrefix:to_"`
	Data          models.EventData `gorm:"serializer:json"`
}

// Target returns what the reader follows or is involved in.
func (n Notice) Target() models.Target {
	switch n.Source {
	case SourceAuthor, SourceVoice:
		return models.Target{Kind: models.FollowAppeal, ID: n.TargetID}
	case SourceOfficial:
		return models.Target{Kind: models.FollowBody, ID: n.TargetID}
	case SourceAsker:
		return models.Target{Kind: models.MuteWork, ID: n.TargetID}
	}
	return models.Target{Kind: models.FollowKind(n.Source), ID: n.TargetID}
}

// HasPart reports whether the reader is the author or an official of the body, who may read
// an appeal that is not public.
func (n Notice) HasPart() bool { return n.Source == SourceAuthor || n.Source == SourceOfficial }

// noticeColumns and noticeNames read a Notice from notices n. The title of an appeal that is
// no longer public is read only for its author and its office.
const noticeColumns = `
	n.id, n.kind, coalesce(e.at, c.at, w.published_at, d.handed_at, y.handed_at) as at, n.at as told_at, n.read_at, n.source, n.target as target_id,
	n.work_id is not null or coalesce(a.public, false) as public,
	coalesce(n.appeal_id, 0) as appeal_id, coalesce(a.number, '') as number, coalesce(n.work_id, 0) as work_id, coalesce(n.comment_id, 0) as comment, coalesce(n.draft_id, 0) as draft,
	coalesce(case when a.public or n.source in ('author', 'official') then a.title end, w.title, d.form ->> 'title', '') as title, coalesce(a.lang, w.lang, d.form ->> 'lang', '') as lang,
	coalesce(e.actor, case when n.kind = 'question' then 'resident' else 'body' end) as actor,
	coalesce(case when a.public or n.source in ('author', 'official') then e.data end, case when c.hidden_at is null and (c.work_id is not null or a.public or n.source = 'author') then jsonb_build_object('text', c.text) end, '{}') as data,
	coalesce(b.name_kk, '') as body_kk, coalesce(b.name_ru, '') as body_ru, coalesce(b.name_en, '') as body_en,
	coalesce(t.name_kk, '') as to_kk, coalesce(t.name_ru, '') as to_ru, coalesce(t.name_en, '') as to_en`

const noticeNames = `
	left join events e on e.id = n.event_id
	left join appeals a on a.id = n.appeal_id
	left join works w on w.id = n.work_id
	left join comments c on c.id = n.comment_id
	left join work_drafts d on d.id = n.draft_id
	left join answer_drafts y on y.appeal_id = n.appeal_id and y.body_id = n.draft_body
	left join bodies b on b.id = coalesce(c.body_id, w.body_id, e.body_id, d.body_id, n.draft_body)
	left join bodies t on t.id = (e.data ->> 'to_body')::bigint`

// Inbox is one page of the notices of a user, the newest first.
type Inbox struct {
	Notices    []Notice
	Prev, Next models.Cursor
}

// Inbox returns the page after or before a cursor; without a cursor the newest.
func (s *Store) Inbox(ctx context.Context, user int64, after, before models.Cursor) (in Inbox, err error) {
	k := database.Keyset{Key: "n.at", ID: "n.id", SQLType: "timestamptz", Descending: true, After: after, Before: before}
	where, values, orderBy, err := k.Clauses()
	if err != nil {
		return in, err
	}
	if where != "" {
		where = "and " + where
	}
	err = s.db.Read(ctx, &in.Notices, fmt.Sprintf(`
		select %s from notices n %s
		where n.user_id = ? %s order by %s limit %d`, noticeColumns, noticeNames, where, orderBy, models.PageSize+1),
		append([]any{user}, values...)...)
	if err != nil {
		return in, fmt.Errorf("inbox of user %d: %w", user, err)
	}
	in.Notices, in.Prev, in.Next = database.Page(k, in.Notices, func(n Notice) models.Cursor {
		return database.TimeCursor(n.ToldAt, n.ID)
	})
	return in, nil
}

// MostUnread is the highest count of unread notices, to bound the query.
const MostUnread = 100

// Unread returns the number of unread notices of a user, up to MostUnread.
func (s *Store) Unread(ctx context.Context, user int64) (n int, err error) {
	err = s.db.Read(ctx, &n, `select count(*) from (select 1 from notices where user_id = ? and read_at is null limit ?) unread`, user, MostUnread)
	if err != nil {
		return 0, fmt.Errorf("unread of user %d: %w", user, err)
	}
	return n, nil
}

// OpenNotice marks a notice of a user as read and returns it; ErrNotFound for a notice of
// another user.
func (s *Store) OpenNotice(ctx context.Context, user, id int64) (n Notice, err error) {
	if err = s.db.ReadOne(ctx, &n, `select `+noticeColumns+` from notices n `+noticeNames+` where n.id = ? and n.user_id = ?`, id, user); err == nil {
		err = s.findComment(ctx, &n)
	}
	if err == nil {
		err = s.markRead(ctx, "id = ?", id)
	}
	if err != nil {
		return n, fmt.Errorf("open notice %d: %w", id, err)
	}
	return n, nil
}

// findComment sets the page of comments that the comment of a notice is on.
func (s *Store) findComment(ctx context.Context, n *Notice) (err error) {
	if n.Comment != 0 {
		n.CommentsAfter, err = s.core.CommentPage(ctx, n.Comment)
	}
	return err
}

// markRead marks the unread notices that match a condition as read.
func (s *Store) markRead(ctx context.Context, where string, args ...any) error {
	return s.tx(ctx, func(tx *Store) error {
		_, err := database.Rows[noticeRow](tx.db).Where("read_at is null").Where(where, args...).Update(ctx, "read_at", tx.core.Now())
		return err
	})
}

// ReadAbout marks the notices of a user about one appeal as read, when the user opens its
// page.
func (s *Store) ReadAbout(ctx context.Context, user, appeal int64) error {
	return s.markRead(ctx, "user_id = ? and appeal_id = ?", user, appeal)
}

// ReadAll marks all notices of a user as read.
func (s *Store) ReadAll(ctx context.Context, user int64) error {
	if err := s.markRead(ctx, "user_id = ?", user); err != nil {
		return fmt.Errorf("read the inbox of user %d: %w", user, err)
	}
	return nil
}
