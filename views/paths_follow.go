package views

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of voices, comments, following and the inbox.

// VoicePath is where one gives an appeal a voice.
func VoicePath(ctx context.Context, number string) string { return AppealPath(ctx, number) + "/voice" }

// TakeVoiceBackPath is where one takes it back.
func TakeVoiceBackPath(ctx context.Context, number string) string {
	return VoicePath(ctx, number) + "/withdrawal"
}

// CommentsPath is where a comment on an appeal is sent to.
func CommentsPath(ctx context.Context, number string) string {
	return AppealPath(ctx, number) + "/comments"
}

// QuestionsPath is where a question under an explanation of work is sent to.
func QuestionsPath(ctx context.Context, work int64) string { return WorkPath(ctx, work) + "/questions" }

// CommentURL is the page of comments of an appeal or a work that begins after a
// comment, at another one of it.
func CommentURL(page string, after, comment int64) string {
	if after > 0 {
		page += "?comments=" + strconv.FormatInt(after, 10)
	}
	if comment == 0 {
		return page + "#comments"
	}
	return page + "#comment-" + strconv.FormatInt(comment, 10)
}

// FollowPath is where one begins to follow something.
func FollowPath(ctx context.Context) string { return in(ctx, "/follows") }

// UnfollowPath is where one ends it.
func UnfollowPath(ctx context.Context) string { return in(ctx, "/follows/removal") }

// UnsubscribePath ends the mails of a token; it is written into mails.
func UnsubscribePath(ctx context.Context, token string) string { return in(ctx, "/unsubscribe/"+token) }

// InboxPath lists what happened.
func InboxPath(ctx context.Context) string { return in(ctx, "/inbox") }

// NoticePath opens one line of the inbox.
func NoticePath(ctx context.Context, id int64) string {
	return InboxPath(ctx) + "/" + strconv.FormatInt(id, 10)
}

// ReadAllPath marks everything in the inbox as read.
func ReadAllPath(ctx context.Context) string { return InboxPath(ctx) + "/read" }

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
