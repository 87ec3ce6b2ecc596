package parts

import (
	"context"
	"strconv"
	"strings"

	"jauap/models"
	"jauap/models/notice"
	"jauap/views/i18n"
	"jauap/views/paths"
)

type unreadKey struct{}

// WithUnread returns a context with the number of unread notices of the user.
func WithUnread(ctx context.Context, n int) context.Context {
	return context.WithValue(ctx, unreadKey{}, n)
}

// Unread returns the number of unread notices of the user.
func Unread(ctx context.Context) int {
	n, _ := ctx.Value(unreadKey{}).(int)
	return n
}

// unreadShort returns the number for the header, with "+" above the limit.
func unreadShort(n int) string {
	if n >= notice.MostUnread {
		return strconv.Itoa(notice.MostUnread-1) + "+"
	}
	return strconv.Itoa(n)
}

// NoticeTarget returns the path of the page that a notice is about.
func NoticeTarget(ctx context.Context, n notice.Notice) string {
	page := paths.Appeal(ctx, n.Number)
	switch {
	case n.Draft != 0:
		page = paths.DeskWorkDraft(ctx, n.Draft, "preview")
	case n.Kind == notice.NoticeHanded:
		page = paths.Case(ctx, n.Number, "answer/preview")
	case n.WorkID != 0:
		page = paths.Work(ctx, n.WorkID)
	case !n.Public && n.Source == notice.SourceAuthor:
		page = paths.AppealReceipt(ctx, n.Number)
	}
	if n.Comment != 0 {
		page = paths.Comment(page, n.CommentsAfter, n.Comment)
	}
	return page
}

// NoticeText returns the sentence of a notice. It differs from the public timeline if the user
// needs other information.
func NoticeText(ctx context.Context, n notice.Notice) string {
	switch n.Kind {
	case models.Asked, models.AuthorWarned, models.ObjectionUpheld:
		if n.Source == notice.SourceAuthor {
			return i18n.T(ctx, "notice.own_"+string(n.Kind))
		}
	case models.Updated:
		if n.Actor == models.ByAuthor {
			return i18n.T(ctx, "mine.event_added")
		}
	case models.Submitted, models.DueNear, models.ComplaintNear, models.PromiseNear, notice.NoticeWork, notice.NoticeQuestion:
		return i18n.T(ctx, "notice."+string(n.Kind))
	case notice.NoticeReply:
		if n.WorkID != 0 {
			return i18n.T(ctx, "notice.reply_work")
		}
		return i18n.T(ctx, "notice.reply")
	case notice.NoticeHanded:
		if n.Draft != 0 {
			return i18n.T(ctx, "notice.handed_work")
		}
		return i18n.T(ctx, "notice.handed")
	}
	return i18n.T(ctx, "event."+string(n.Kind))
}

// FollowedName returns the name of something followed or muted, with its kind.
func FollowedName(ctx context.Context, f notice.Followed) string {
	switch f.Kind {
	case models.FollowAppeal:
		if f.Title == "" {
			return i18n.T(ctx, "appeal.no", "number", f.Number)
		}
		return i18n.T(ctx, "follow.appeal_no", "number", f.Number, "title", f.Title)
	case models.MuteWork:
		return f.Title
	case models.MuteDigest:
		return i18n.T(ctx, "digest.name_"+f.ID)
	case models.FollowPlace:
		return i18n.T(ctx, "follow.place", "name", Name(ctx, f.Name))
	case models.FollowCategory:
		return i18n.T(ctx, "follow.category", "name", Name(ctx, f.Name))
	}
	return i18n.T(ctx, "follow.body", "name", Name(ctx, f.Name))
}

// NoticeSubject returns the number and the title of the page that a notice is about.
func NoticeSubject(n notice.Notice) string {
	if n.Number == "" {
		return n.Title
	}
	return strings.TrimSpace("№\u00a0" + n.Number + " " + n.Title)
}
