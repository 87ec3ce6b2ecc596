package notice

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPrivateAppealIsAccepted: a private appeal goes to its body; no event or notice calls it
// published, and the moderation log does not show its number.
func TestPrivateAppealIsAccepted(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Author)
	in := c.Pothole()
	in.AuthorID, in.Private = c.Author, true
	own, err := c.SubmitAppeal(c.Ctx, in)
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, own.ID, c.Moderator))
	marked := c.Submitted()
	c.Must(c.MakePrivate(c.Ctx, marked, c.Moderator, "private_matter", ""))
	if diff := cmp.Diff([]string{"author submitted", "moderator accepted"}, c.Story(own.ID)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"author submitted", "moderator accepted", "moderator kept_private"}, c.Story(marked)); diff != "" {
		t.Error(diff)
	}
	open := c.Published() // was public
	c.Must(c.MakePrivate(c.Ctx, open, c.Moderator, "private_matter", ""))
	c.WantStory(open, "moderator private")
	list, err := c.ModerationLog(c.Ctx, "", "")
	c.Must(err)
	var got []string
	for _, m := range list.Acts {
		got = append(got, m.Act+m.Number)
	}
	if diff := cmp.Diff([]string{"private", "publish", "private", "accept", "accept"}, got); diff != "" {
		t.Error(diff)
	}
	c.notices()
	if diff := cmp.Diff([]string{"official accepted", "official accepted", "official published"}, c.told(c.Akim.UserID)); diff != "" {
		t.Error(diff)
	}
	var notice int64
	c.Must(c.Read(c.Ctx, &notice, `select id from notices where user_id = ? and appeal_id = ? and kind = 'accepted'`, c.Author, own.ID))
	if l, err := c.NoticeLetter(c.Ctx, notice); err != nil || !l.Private {
		t.Errorf("the letter: %+v, %v", l, err)
	}
}
