package notice

import (
	"testing"

	"jauap/models"
)

// TestOutOfViewInInbox: followers cannot read earlier notices of an appeal that is no
// longer public.
func TestOutOfViewInInbox(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.Published()
	c.Must(c.Follow(c.Ctx, c.Neighbour, models.AppealTarget(id)))
	c.Must(c.TakeUpAppeal(c.Ctx, id, c.Akim))
	c.Must(c.PostUpdate(c.Ctx, id, c.Akim, "Айгүл Сейітқызының ауласында болдық."))
	_, err := c.AddComment(c.Ctx, models.NewComment{AppealID: id, UserID: c.Akim.UserID, BodyID: &c.Akim.BodyID, Text: "Айгүл Сейітқызы, рақмет."})
	c.Must(err)
	c.notices()
	texts := func(user int64) (all []string) {
		in, err := c.Inbox(c.Ctx, user, "", "")
		c.Must(err)
		for _, n := range in.Notices {
			if n.Data.Text != "" {
				all = append(all, n.Data.Text)
			}
		}
		return all
	}
	if got := texts(c.Neighbour); len(got) != 2 {
		t.Fatalf("texts while public: %q", got)
	}
	c.Must(c.MakePrivate(c.Ctx, id, c.Moderator, "private_matter", ""))
	if got := texts(c.Neighbour); len(got) > 0 {
		t.Errorf("a follower still reads %q", got)
	}
	if got := texts(c.Author); len(got) != 2 {
		t.Errorf("the author reads %q", got)
	}
}
