package notice

import (
	"context"
	"fmt"
	"time"

	"jauap/models"
	"jauap/models/database"
)

// Notice is one line of somebody's inbox: what happened, and why they are told.
type Notice struct {
	ID       int64
	Kind     models.EventKind // or one of NoticeWork, NoticeQuestion, NoticeReply, NoticeHanded
	At       time.Time        // when it happened
	ToldAt   time.Time        // when it came to the inbox, by which the list is sorted
	ReadAt   *time.Time
	Source   Source
	TargetID string
	Public   bool // everybody may see it; else only who has a part in it

	AppealID int64 // 0 for a work
	Number   string
	WorkID   int64 // 0 for an appeal
	Comment  int64 // of a question or a reply
	Draft    int64 // of an explanation that waits for a signature

	CommentsAfter int64 `gorm:"-"` // of which page of comments it stands, see CommentPage; only of one notice that was opened
	Title         string
	Lang          string // of the title
	Actor         models.Actor
	BodyName      models.Names     `gorm:"embedded;embeddedPrefix:body_"`
	ToName        models.Names     `gorm:"embedded;embeddedPrefix:to_"`
	Data          models.EventData `gorm:"serializer:json"`
}

// Target is what the reader follows, or has a part in.
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

// HasPart: the reader is the author, or of the body that deals with it, and may read what is not public.
func (n Notice) HasPart() bool { return n.Source == SourceAuthor || n.Source == SourceOfficial }

// noticeColumns and noticeNames read a Notice from notices n. What was taken out of
// public view keeps its title only for who has a part in it.
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

// Inbox returns the page after or before a cursor; with neither the newest.
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

// MostUnread is where counting stops: beyond it the number says nothing more.
const MostUnread = 100

// Unread counts what a user has not read, up to MostUnread.
func (s *Store) Unread(ctx context.Context, user int64) (n int, err error) {
	err = s.db.Read(ctx, &n, `select count(*) from (select 1 from notices where user_id = ? and read_at is null limit ?) unread`, user, MostUnread)
	if err != nil {
		return 0, fmt.Errorf("unread of user %d: %w", user, err)
	}
	return n, nil
}

// OpenNotice marks a notice of a user as read and returns it; ErrNotFound for one
// of somebody else.
func (s *Store) OpenNotice(ctx context.Context, user, id int64) (n Notice, err error) {
	if err = s.db.ReadOne(ctx, &n, `select `+noticeColumns+` from notices n `+noticeNames+` where n.id = ? and n.user_id = ?`, id, user); err == nil {
		err = s.findComment(ctx, &n)
	}
	if err == nil {
		_, err = s.db.Exec(ctx, `update notices set read_at = ? where id = ? and read_at is null`, s.core.Now(), id)
	}
	if err != nil {
		return n, fmt.Errorf("open notice %d: %w", id, err)
	}
	return n, nil
}

// findComment notes where the comment of a notice stands.
func (s *Store) findComment(ctx context.Context, n *Notice) (err error) {
	if n.Comment != 0 {
		n.CommentsAfter, err = s.core.CommentPage(ctx, n.Comment)
	}
	return err
}

// ReadAbout marks the notices of a user about one appeal as read: they are looking at it.
func (s *Store) ReadAbout(ctx context.Context, user, appeal int64) error {
	_, err := s.db.Exec(ctx, `update notices set read_at = ? where user_id = ? and appeal_id = ? and read_at is null`, s.core.Now(), user, appeal)
	return err
}

// ReadAll marks everything in the inbox of a user as read.
func (s *Store) ReadAll(ctx context.Context, user int64) error {
	if _, err := s.db.Exec(ctx, `update notices set read_at = ? where user_id = ? and read_at is null`, s.core.Now(), user); err != nil {
		return fmt.Errorf("read the inbox of user %d: %w", user, err)
	}
	return nil
}
