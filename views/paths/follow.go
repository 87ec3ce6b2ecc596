package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// The addresses of voices, comments, following and the inbox.

// Voice is where one gives an appeal a voice.
func Voice(ctx context.Context, number string) string { return Appeal(ctx, number) + "/voice" }

// TakeVoiceBack is where one takes it back.
func TakeVoiceBack(ctx context.Context, number string) string {
	return Voice(ctx, number) + "/withdrawal"
}

// Comments is where a comment on an appeal is sent to.
func Comments(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/comments"
}

// Questions is where a question under an explanation of work is sent to.
func Questions(ctx context.Context, work int64) string { return Work(ctx, work) + "/questions" }

// Comment is the page of comments of an appeal or a work that begins after a
// comment, at another one of it.
func Comment(page string, after, comment int64) string {
	if after > 0 {
		page += "?comments=" + strconv.FormatInt(after, 10)
	}
	if comment == 0 {
		return page + "#comments"
	}
	return page + "#comment-" + strconv.FormatInt(comment, 10)
}

// Follow is where one begins to follow something.
func Follow(ctx context.Context) string { return In(ctx, "/follows") }

// Unfollow is where one ends it.
func Unfollow(ctx context.Context) string { return In(ctx, "/follows/removal") }

// Unsubscribe ends the mails of a token; it is written into mails.
func Unsubscribe(ctx context.Context, token string) string { return In(ctx, "/unsubscribe/"+token) }

// Inbox lists what happened.
func Inbox(ctx context.Context) string { return In(ctx, "/inbox") }

// Notice opens one line of the inbox.
func Notice(ctx context.Context, id int64) string {
	return Inbox(ctx) + "/" + strconv.FormatInt(id, 10)
}

// ReadAll marks everything in the inbox as read.
func ReadAll(ctx context.Context) string { return Inbox(ctx) + "/read" }

// InboxPage is the page after or before a cursor; "" where there is none.
func InboxPage(ctx context.Context, after, before models.Cursor) string {
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
	return Inbox(ctx) + "?" + q.Encode()
}
