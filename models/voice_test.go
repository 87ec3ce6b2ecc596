package models

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// voicesOf reads the totals: all, checked, local.
func (c *cast) voicesOf(id int64) (v [3]int) {
	c.t.Helper()
	var row struct{ Voices, VoicesChecked, VoicesLocal int }
	c.must(c.readOne(c.ctx, &row, `select voices, voices_checked, voices_local from appeals where id = ?`, id))
	return [3]int{row.Voices, row.VoicesChecked, row.VoicesLocal}
}

// TestVoicesAtOnce: fifty users, and one user fifty times, give concurrent voices.
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
	c.wantStory(id) // a voice is no event, so that its user is not public
}

func TestVoiceLevels(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	elsewhere := c.person(3, aqadyr)
	for _, user := range []int64{c.person(1, ""), c.neighbour, c.local, elsewhere} {
		c.must(c.CastVoice(c.ctx, id, user))
	}
	wantErr(t, "the author, who filed it", c.CastVoice(c.ctx, id, c.author), ErrForbidden)
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

// TestMergeMovesVoices: a user who gave a voice to both appeals counts once.
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
	d, err := c.AppealPage(c.ctx, c.appeal(duplicate).Number)
	c.must(err)
	if d.MergedNumber != c.appeal(into).Number {
		t.Errorf("leads to %q", d.MergedNumber)
	}
}

// TestMergeCountsOnce: a user who gave voices to several of the merged appeals counts once, and
// their author does not count.
func TestMergeCountsOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	into, first, second := c.published(), c.published(), c.published()
	all, pair, single := c.person(2, ""), c.person(1, ""), c.person(1, "")
	for id, voters := range map[int64][]int64{into: {all}, first: {all, pair}, second: {all, pair, single, c.local}} {
		for _, user := range voters {
			c.must(c.CastVoice(c.ctx, id, user))
		}
	}
	c.must(c.RecountVoices(c.ctx))
	c.must(c.TakeVoiceBack(c.ctx, second, single)) // not yet subtracted at the time of the merge
	c.must(c.MergeAppeal(c.ctx, first, into, c.moderator))
	c.must(c.MergeAppeal(c.ctx, second, into, c.moderator))
	for range 2 {
		c.must(c.RecountVoices(c.ctx))
		// all, the pair and the local; two of them checked, one of the place
		if got, want := c.voicesOf(into), [3]int{3, 2, 1}; got != want {
			t.Errorf("voices %v, want %v", got, want)
		}
		for _, id := range []int64{first, second} {
			if got := c.voicesOf(id); got != [3]int{} {
				t.Errorf("voices left behind: %v", got)
			}
		}
	}
	wantErr(t, "a voice for the merged one", c.CastVoice(c.ctx, first, single), ErrState)
}

// TestOwnVoiceAtOnce: a user sees the totals with the own voice, or without the withdrawn one,
// before the next count; others see it after the count.
func TestOwnVoiceAtOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	seen := func(c *cast, user int64) [3]int {
		d, err := c.AppealPage(c.ctx, c.appeal(id).Number)
		c.must(err)
		given, err := c.VoicedBy(c.ctx, user, id)
		c.must(err)
		if own, ok := given[id]; ok {
			d.Appeal = d.WithOwn(own)
		}
		taken, err := c.TakenBack(c.ctx, user, id)
		c.must(err)
		if taken != nil {
			d.Appeal = d.Without(*taken)
		}
		return [3]int{d.Voices, d.VoicesChecked, d.VoicesLocal}
	}
	want := func(c *cast, what string, own, public [3]int) {
		t.Helper()
		if got := seen(c, c.local); got != own {
			t.Errorf("%s: the voter sees %v, want %v", what, got, own)
		}
		if got := c.voicesOf(id); got != public {
			t.Errorf("%s: all see %v, want %v", what, got, public)
		}
	}
	zero, one, two := [3]int{}, [3]int{1, 1, 1}, [3]int{2, 2, 1}
	c.must(c.CastVoice(c.ctx, id, c.local))
	want(c, "given", one, zero)
	c.must(c.TakeVoiceBack(c.ctx, id, c.local)) // never counted
	want(c, "taken back before the count", zero, zero)
	c.must(c.CastVoice(c.ctx, id, c.local))
	c.must(c.CastVoice(c.ctx, id, c.neighbour))
	c.must(c.RecountVoices(c.ctx))
	want(c, "counted", two, two)
	later := c.when(wednesday.Add(10 * time.Second))
	later.must(later.TakeVoiceBack(c.ctx, id, c.local))
	later.must(later.TakeVoiceBack(c.ctx, id, c.local))
	want(later, "taken back", [3]int{1, 1, 0}, two)
	again := c.when(wednesday.Add(20 * time.Second))
	again.must(again.CastVoice(c.ctx, id, c.local))
	want(again, "given again", two, two)
	count := c.when(wednesday.Add(time.Minute))
	count.must(count.RecountVoices(c.ctx)) // the same sums, of another time
	want(count, "counted again", two, two)
	count.must(count.TakeVoiceBack(c.ctx, id, c.local))
	count.must(count.RecountVoices(c.ctx))
	want(count, "counted away", [3]int{1, 1, 0}, [3]int{1, 1, 0})
	if n := c.count(`select count(*) from voices_taken`); n != 0 {
		t.Errorf("%d are kept that were counted", n)
	}
}

// TestMergedAuthors: the author of the duplicate is a voice on the target, and the author of the
// target is none, also after voices that they gave before.
func TestMergedAuthors(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	into := c.published()
	in := c.pothole()
	in.AuthorID = c.local
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	c.must(c.CastVoice(c.ctx, filed.ID, c.author))
	c.must(c.CastVoice(c.ctx, filed.ID, c.neighbour))
	c.must(c.MergeAppeal(c.ctx, filed.ID, into, c.moderator))
	c.must(c.RecountVoices(c.ctx))
	if got, want := c.voicesOf(into), [3]int{2, 2, 1}; got != want {
		t.Errorf("voices %v, want %v: the neighbour and the author of the duplicate", got, want)
	}
	if n := c.count(`select count(*) from voices where user_id = ?`, c.author); n != 0 {
		t.Error("the author of the other appeal became a voice on it")
	}
}

// TestMergesAtOnce: of two merges in opposite directions one succeeds, without a deadlock.
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

// TestMergeWinsNoTime: an open appeal is merged neither into a later one, which has a new term, nor
// into a settled one.
func TestMergeWinsNoTime(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	old, settled := c.published(), c.judged(Solved)
	last := c.at(2026, 3, 31)
	filed, err := last.SubmitAppeal(c.ctx, c.pothole())
	c.must(err)
	c.must(last.PublishAppeal(c.ctx, filed.ID, c.moderator))
	wantErr(t, "into one of a later day", last.MergeAppeal(c.ctx, old, filed.ID, c.moderator), ErrNotTaken)
	wantErr(t, "into a settled one", last.MergeAppeal(c.ctx, old, settled, c.moderator), ErrNotTaken)
	c.must(last.MergeAppeal(c.ctx, filed.ID, old, c.moderator))
}
