package account

import (
	"context"

	"jauap/models"
	"jauap/models/notice"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// noticeKindIcon returns the icon of a notice.
func noticeKindIcon(k models.EventKind) string {
	switch k {
	case notice.NoticeWork:
		return "work"
	case notice.NoticeQuestion:
		return "question"
	case notice.NoticeReply, notice.NoticeHanded:
		return "answer"
	}
	return parts.EventIcon(k)
}

// noticeWhy returns why the user got a notice.
func noticeWhy(ctx context.Context, n notice.Notice) string {
	switch n.Source {
	case notice.SourceAuthor:
		return i18n.T(ctx, "inbox.why_author")
	case notice.SourceOfficial:
		return i18n.T(ctx, "inbox.why_official")
	case notice.SourceAsker:
		return i18n.T(ctx, "inbox.why_asker")
	case notice.SourceVoice:
		return i18n.T(ctx, "inbox.why_voice")
	}
	return i18n.T(ctx, "inbox.why_follow")
}

// followedPath returns the page of something followed. For a body it is the page of its place.
func followedPath(ctx context.Context, f notice.Followed) string {
	switch f.Kind {
	case models.FollowAppeal:
		return paths.Appeal(ctx, f.Number)
	case models.FollowPlace:
		return paths.Place(ctx, f.Target.ID)
	case models.FollowCategory:
		return paths.AppealsWhere(ctx, models.AppealFilter{Category: f.Target.ID})
	}
	if f.Place != "" {
		return paths.Place(ctx, f.Place)
	}
	return paths.Places(ctx) // the place of the government is the whole country
}

// bounced returns the reason why mail to the user bounces.
func bounced(ctx context.Context, why models.Bounce) string {
	switch why {
	case models.BounceUnknown:
		return i18n.T(ctx, "account.bounced_unknown")
	case models.BounceMailbox:
		return i18n.T(ctx, "account.bounced_mailbox")
	}
	return i18n.T(ctx, "account.bounced_refused")
}
