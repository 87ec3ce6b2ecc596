package views

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/views/i18n"
)

type unreadKey struct{}

// WithUnread returns a context that carries how many notices the viewer has not read.
func WithUnread(ctx context.Context, n int) context.Context {
	return context.WithValue(ctx, unreadKey{}, n)
}

func unread(ctx context.Context) int {
	n, _ := ctx.Value(unreadKey{}).(int)
	return n
}

// unreadShort is the number in the header, which has little room.
func unreadShort(n int) string {
	if n >= models.MostUnread {
		return strconv.Itoa(models.MostUnread-1) + "+"
	}
	return strconv.Itoa(n)
}

// NoticeTarget is the page that a notice tells of.
func NoticeTarget(ctx context.Context, n models.Notice) string {
	switch {
	case n.WorkID != 0:
		return WorkPath(ctx, n.WorkID)
	case !n.Public && n.Source == models.SourceAuthor:
		return AppealReceiptPath(ctx, n.Number)
	}
	return AppealPath(ctx, n.Number)
}

func noticeText(ctx context.Context, n models.Notice) string {
	if n.Kind == models.NoticeWork {
		return i18n.T(ctx, "event.explained")
	}
	return i18n.T(ctx, "event."+string(n.Kind))
}

// noticeSubject is the number and the title of what a notice is about.
func noticeSubject(n models.Notice) string {
	if n.Number == "" {
		return n.Title
	}
	return strings.TrimSpace("№ " + n.Number + " " + n.Title)
}

func noticeWhy(ctx context.Context, n models.Notice) string {
	switch n.Source {
	case models.SourceAuthor:
		return i18n.T(ctx, "inbox.why_author")
	case models.SourceOfficial:
		return i18n.T(ctx, "inbox.why_official")
	case models.SourceVoice:
		return i18n.T(ctx, "inbox.why_voice")
	}
	return i18n.T(ctx, "inbox.why_follow")
}

// inboxPage is the page after or before a cursor; "" where there is none.
func inboxPage(ctx context.Context, after, before models.Cursor) string {
	q := url.Values{}
	if after != "" {
		q.Set("after", string(after))
	}
	if before != "" {
		q.Set("before", string(before))
	}
	if len(q) == 0 {
		return ""
	}
	return InboxPath(ctx) + "?" + q.Encode()
}

// followedName names something that is followed, with what kind of thing it is.
func followedName(ctx context.Context, f models.Followed) string {
	switch f.Kind {
	case models.FollowAppeal:
		if f.Title == "" {
			return i18n.T(ctx, "appeal.no", "number", f.Number)
		}
		return i18n.T(ctx, "follow.appeal_no", "number", f.Number, "title", f.Title)
	case models.FollowPlace:
		return i18n.T(ctx, "follow.place", "name", name(ctx, f.Name))
	case models.FollowCategory:
		return i18n.T(ctx, "follow.category", "name", name(ctx, f.Name))
	}
	return i18n.T(ctx, "follow.body", "name", name(ctx, f.Name))
}

// followedPath is where it can be seen: a body has no page of its own, but its place has.
func followedPath(ctx context.Context, f models.Followed) string {
	switch f.Kind {
	case models.FollowAppeal:
		return AppealPath(ctx, f.Number)
	case models.FollowPlace:
		return PlacePath(ctx, f.Target.ID)
	case models.FollowCategory:
		return appealsURL(ctx, models.AppealFilter{Category: f.Target.ID})
	}
	if f.Place != "" {
		return PlacePath(ctx, f.Place)
	}
	return PlacesPath(ctx) // the government's place is the whole country
}
