package models

import (
	"testing"
)

// TestOutOfViewInInbox: what was told of an appeal that is out of view now is read no
// more by who only followed it.
func TestOutOfViewInInbox(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	c.must(c.Follow(c.ctx, c.neighbour, AppealTarget(id)))
	c.must(c.TakeUpAppeal(c.ctx, id, c.akim))
	c.must(c.PostUpdate(c.ctx, id, c.akim, "Айгүл Сейітқызының ауласында болдық."))
	_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "Айгүл Сейітқызы, рақмет."})
	c.must(err)
	c.notices()
	texts := func(user int64) (all []string) {
		in, err := c.Inbox(c.ctx, user, "", "")
		c.must(err)
		for _, n := range in.Notices {
			if n.Data.Text != "" {
				all = append(all, n.Data.Text)
			}
		}
		return all
	}
	if got := texts(c.neighbour); len(got) != 2 {
		t.Fatalf("told: %q", got)
	}
	c.must(c.MakePrivate(c.ctx, id, c.moderator, "private_matter", ""))
	if got := texts(c.neighbour); len(got) > 0 {
		t.Errorf("a follower still reads %q", got)
	}
	if got := texts(c.author); len(got) != 2 {
		t.Errorf("the author reads %q", got)
	}
}
