package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// Paths of voices, comments, follows and the inbox.

// Voice is the form target that adds the user's voice to an appeal.
func Voice(ctx context.Context, number string) string { return Appeal(ctx, number) + "/voice" }

// TakeVoiceBack is the form target that withdraws the user's voice.
func TakeVoiceBack(ctx context.Context, number string) string {
	return Voice(ctx, number) + "/withdrawal"
}

// Comments is the form target of a comment on an appeal.
func Comments(ctx context.Context, number string) string {
	return Appeal(ctx, number) + "/comments"
}

// Questions is the form target of a question about a work.
func Questions(ctx context.Context, work int64) string { return Work(ctx, work) + "/questions" }

// Comment is the page of comments of an appeal or a work that starts after a comment (0 for the
// first page), scrolled to another comment.
func Comment(page string, after, comment int64) string {
	if after > 0 {
		page += "?comments=" + strconv.FormatInt(after, 10)
	}
	if comment == 0 {
		return page + "#comments"
	}
	return page + "#comment-" + strconv.FormatInt(comment, 10)
}

// Follow is the form target that follows something.
func Follow(ctx context.Context) string { return In(ctx, "/follows") }

// Unfollow is the form target that ends a follow.
func Unfollow(ctx context.Context) string { return In(ctx, "/follows/removal") }

// Unsubscribe is the link in mails that ends the mails of a token.
func Unsubscribe(ctx context.Context, token string) string { return In(ctx, "/unsubscribe/"+token) }

// Inbox lists the notices of the user.
func Inbox(ctx context.Context) string { return In(ctx, "/inbox") }

// Notice opens one notice of the inbox.
func Notice(ctx context.Context, id int64) string {
	return Inbox(ctx) + "/" + strconv.FormatInt(id, 10)
}

// ReadAll is the form target that marks all notices as read.
func ReadAll(ctx context.Context) string { return Inbox(ctx) + "/read" }

// InboxPage is another page of the inbox, or "" without a cursor.
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
