package models

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// voicesOf reads the totals: all, checked, local.
func (c *cast) voicesOf(id int64) (v [3]int) {
	c.t.Helper()
	var row struct{ Voices, VoicesChecked, VoicesLocal int }
	c.must(c.readOne(c.ctx, &row, `select voices, voices_checked, voices_local from appeals where id = ?`, id))
	return [3]int{row.Voices, row.VoicesChecked, row.VoicesLocal}
}

// TestVoicesAtOnce: fifty people, and one person fifty times, all at once.
func TestVoicesAtOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	voters := make([]int64, 100)
	for i := range voters {
		voters[i] = c.neighbour
		if i%2 == 0 {
			voters[i] = c.person(1, "")
		}
	}
	var all sync.WaitGroup
	for _, user := range voters {
		all.Go(func() {
			if err := c.CastVoice(c.ctx, id, user); err != nil {
				t.Errorf("voice of %d: %v", user, err)
			}
		})
	}
	all.Wait()
	if got := c.voicesOf(id); got != [3]int{} {
		t.Errorf("counted before the recount: %v", got)
	}
	c.must(c.RecountVoices(c.ctx))
	if got, want := c.voicesOf(id), [3]int{51, 1, 0}; got != want {
		t.Errorf("voices %v, want %v", got, want)
	}
	c.wantStory(id) // who gave a voice is nobody's business
}

func TestVoiceLevels(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	elsewhere := c.person(3, aqadyr)
	for _, user := range []int64{c.author, c.neighbour, c.local, elsewhere} {
		c.must(c.CastVoice(c.ctx, id, user))
	}
	c.must(c.RecountVoices(c.ctx))
	if got, want := c.voicesOf(id), [3]int{4, 3, 1}; got != want {
		t.Errorf("all, checked, local: %v, want %v", got, want)
	}
	c.must(c.TakeVoiceBack(c.ctx, id, c.local))
	c.must(c.TakeVoiceBack(c.ctx, id, c.local))
	c.must(c.RecountVoices(c.ctx))
	if got, want := c.voicesOf(id), [3]int{3, 2, 0}; got != want {
		t.Errorf("after one took it back: %v, want %v", got, want)
	}
}

// TestMergeMovesVoices: one who gave both a voice counts once.
func TestMergeMovesVoices(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	into, duplicate := c.published(), c.published()
	both, one := c.person(2, ""), c.person(1, "")
	c.must(c.CastVoice(c.ctx, into, both))
	for _, user := range []int64{both, one, c.local} {
		c.must(c.CastVoice(c.ctx, duplicate, user))
	}
	c.must(c.RecountVoices(c.ctx))
	c.must(c.MergeAppeal(c.ctx, duplicate, into, c.moderator))
	c.must(c.RecountVoices(c.ctx))
	if got, want := c.voicesOf(into), [3]int{3, 2, 1}; got != want {
		t.Errorf("voices %v, want %v", got, want)
	}
	if got := c.voicesOf(duplicate); got != [3]int{} {
		t.Errorf("voices left behind: %v", got)
	}
	c.wantStory(duplicate, "moderator merged")
	wantErr(t, "into itself", c.MergeAppeal(c.ctx, into, into, c.moderator), ErrState)
	wantErr(t, "into a merged one", c.MergeAppeal(c.ctx, into, duplicate, c.moderator), ErrState)
	d, err := c.Dossier(c.ctx, c.appeal(duplicate).Number)
	c.must(err)
	if d.MergedNumber != c.appeal(into).Number {
		t.Errorf("leads to %q", d.MergedNumber)
	}
}

// TestMergesAtOnce: two merges the other way round; one wins, nobody waits for ever.
func TestMergesAtOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	a, b := c.published(), c.published()
	var both sync.WaitGroup
	results := make([]error, 2)
	both.Go(func() { results[0] = c.MergeAppeal(c.ctx, a, b, c.moderator) })
	both.Go(func() { results[1] = c.MergeAppeal(c.ctx, b, a, c.moderator) })
	both.Wait()
	if (results[0] == nil) == (results[1] == nil) {
		t.Errorf("want one to win: %v, %v", results[0], results[1])
	}
}

func TestComments(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	for _, text := range []string{"", "   ", longText(2001)} {
		if _, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: text}); err == nil {
			t.Errorf("a comment of %d bytes was taken", len(text))
		}
	}
	_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: " Бізде де солай. "})
	c.must(err)
	_, err = c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "Ертең барамыз."})
	c.must(err)
	list, err := c.Comments(c.ctx, id, 0)
	c.must(err)
	var got []string
	for _, comment := range list.Comments {
		got = append(got, comment.Author+comment.BodyName.KK+": "+comment.Text)
	}
	want := []string{"Айгүл С.: Бізде де солай.", "Састөбе ауылдық округі әкімінің аппараты: Ертең барамыз."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("comments (-want +got):\n%s", diff)
	}
	if n := c.count(`select comments from appeals where id = ?`, id); n != 2 {
		t.Errorf("%d counted", n)
	}
}
