package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPrivateAppealIsAccepted: it goes to its body, and nothing calls it published or shows its number.
func TestPrivateAppealIsAccepted(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.author)
	in := c.pothole()
	in.AuthorID, in.Private = c.author, true
	own, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, own.ID, c.moderator))
	marked := c.submitted()
	c.must(c.MakePrivate(c.ctx, marked, c.moderator, "private_matter", ""))
	if diff := cmp.Diff([]string{"author submitted", "moderator accepted"}, c.story(own.ID)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"author submitted", "moderator accepted", "moderator kept_private"}, c.story(marked)); diff != "" {
		t.Error(diff)
	}
	open := c.published() // everybody could read this one
	c.must(c.MakePrivate(c.ctx, open, c.moderator, "private_matter", ""))
	c.wantStory(open, "moderator private")
	list, err := c.ModerationLog(c.ctx, "", "")
	c.must(err)
	var got []string
	for _, m := range list.Acts {
		got = append(got, m.Act+m.Number)
	}
	if diff := cmp.Diff([]string{"private", "publish", "private", "accept", "accept"}, got); diff != "" {
		t.Error(diff)
	}
	c.notices()
	if diff := cmp.Diff([]string{"official accepted", "official accepted", "official published"}, c.told(c.akim.UserID)); diff != "" {
		t.Error(diff)
	}
	var notice int64
	c.must(c.read(c.ctx, &notice, `select id from notices where user_id = ? and appeal_id = ? and kind = 'accepted'`, c.author, own.ID))
	if l, err := c.NoticeLetter(c.ctx, notice); err != nil || !l.Private {
		t.Errorf("the letter: %+v, %v", l, err)
	}
}
