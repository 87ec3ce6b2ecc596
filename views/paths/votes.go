package paths

import (
	"context"
	"net/url"
	"strconv"

	"jauap/models"
)

// Paths of local votes.

// Votes lists the votes, and is the form target of a new one.
func Votes(ctx context.Context) string { return In(ctx, "/votes") }

// VotesOf lists the votes of a place.
func VotesOf(ctx context.Context, code string) string {
	return Votes(ctx) + "?" + url.Values{"place": {code}}.Encode()
}

// VotesPage is another page of the list, or "" without a cursor.
func VotesPage(ctx context.Context, place string, after, before models.Cursor) string {
	values := url.Values{}
	switch {
	case after != "":
		values.Set("after", string(after))
	case before != "":
		values.Set("before", string(before))
	default:
		return ""
	}
	if place != "" {
		values.Set("place", place)
	}
	return Votes(ctx) + "?" + values.Encode()
}

// NewVote is the form of a new vote.
func NewVote(ctx context.Context) string { return In(ctx, "/votes/new") }

// VotePath is the path of a vote after the language.
func VotePath(id int64) string { return "/votes/" + strconv.FormatInt(id, 10) }

// Vote is the page of a vote.
func Vote(ctx context.Context, id int64) string { return In(ctx, VotePath(id)) }

// VoteBallot is the form target of a ballot.
func VoteBallot(ctx context.Context, id int64) string { return Vote(ctx, id) + "/ballot" }

// VoteReceipt finds a ballot by its code.
func VoteReceipt(ctx context.Context, id int64) string { return Vote(ctx, id) + "/receipt" }

// VoteFile is the published file of a counted vote.
func VoteFile(ctx context.Context, id int64) string {
	return Vote(ctx, id) + "/vote-" + strconv.FormatInt(id, 10) + ".pb"
}

// VoteAction is the form target of an action of the staff.
func VoteAction(ctx context.Context, id int64, act string) string { return Vote(ctx, id) + "/" + act }
