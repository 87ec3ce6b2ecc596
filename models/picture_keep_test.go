package models

import (
	"strings"
	"testing"
)

// TestPictureDecodedOnce: a file is decoded once for all senders and uses; a file over
// the number allowed is not decoded.
func TestPictureDecodedOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	token := c.draftOf(0)
	for range 3 {
		_, err := c.AddDraftPicture(c.ctx, token, 0, photo(t, 1))
		c.must(err)
	}
	_, err := c.KeepPicture(c.ctx, photo(t, 1))
	c.must(err)
	if n := c.DecodedPictures(); n != 1 {
		t.Errorf("decoded %d times, want once", n)
	}
	for shade := range uint8(AppealPictures + 3) {
		_, _ = c.AddDraftPicture(c.ctx, token, 0, photo(t, shade*30+1))
	}
	if n := c.DecodedPictures(); n != AppealPictures {
		t.Errorf("decoded %d, want %d", n, AppealPictures)
	}
}

// TestPixelBudget: each network has its own budget of pixels.
func TestPixelBudget(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	b := newPixelBudget()
	for i := range burstMegapixels / 100 {
		if wait := b.take("a", 99_000_000, c.Now()); wait != 0 {
			t.Fatalf("picture %d has to wait %v", i, wait)
		}
	}
	if wait := b.take("a", 99_000_000, c.Now()); wait <= 0 {
		t.Error("no bound")
	}
	if wait := b.take("b", 99_000_000, c.Now()); wait != 0 {
		t.Errorf("another network has to wait %v", wait)
	}
	ctx := WithSender(c.ctx, "192.0.2.7")
	for c.pixels.take("192.0.2.7", 999_000_000, c.Now()) == 0 {
	}
	for c.pixels.take("192.0.2.7", 1, c.Now()) == 0 {
	}
	_, err := c.KeepPicture(ctx, photo(t, 5))
	wantInvalid(t, "over the budget", err, "pictures: problem.pictures_slow")
	if n := c.DecodedPictures(); n != 0 {
		t.Errorf("%d decoded", n)
	}
}

// TestRoomForWhatWaits: a network, and all together, have a limit of unused pictures and drafts.
func TestRoomForWhatWaits(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	ctx, other := WithSender(c.ctx, "192.0.2.7"), WithSender(c.ctx, "198.51.100.1")
	c.room = room{networkPictures: 1000, allPictures: 1600, networkDrafts: 4096, allDrafts: 6144}
	small := func(ctx int) []byte { return photo(t, uint8(ctx)) }
	_, err := c.KeepPicture(ctx, small(1))
	c.must(err)
	for i := range 3 {
		_, err = c.KeepPicture(ctx, small(40+40*i))
	}
	wantInvalid(t, "too much of one network", err, "pictures: problem.pictures_full")
	for i := range 3 {
		_, err = c.KeepPicture(other, small(60+40*i))
	}
	wantInvalid(t, "too much of all", err, "pictures: problem.pictures_full")

	for range 2 {
		_, err := c.StartDraft(ctx, 0, DraftForm{})
		c.must(err)
	}
	_, err = c.StartDraft(ctx, 0, DraftForm{})
	wantInvalid(t, "a third draft of one network", err, "draft: problem.drafts_full")
	_, err = c.StartDraft(other, 0, DraftForm{})
	c.must(err)
	_, err = c.StartDraft(WithSender(c.ctx, "203.0.113.1"), 0, DraftForm{})
	wantInvalid(t, "a fourth of all", err, "draft: problem.drafts_full")
}

// TestDraftIsBounded: a draft keeps one letter more than can be filed; a text that is too
// long is then refused, not filed without its end.
func TestDraftIsBounded(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	token := c.draftOf(0)
	d, err := c.SaveDraft(c.ctx, token, 0, func(f *DraftForm) {
		f.Title, f.Text = strings.Repeat("Ә", 60_000), strings.Repeat("Ө", 60_000)
	})
	c.must(err)
	if len([]rune(d.Form.Text)) != 60_000 {
		t.Error("the page that says so has not all that was typed")
	}
	if d, err = c.Draft(c.ctx, token, 0); err != nil || len([]rune(d.Form.Title)) != 201 || len([]rune(d.Form.Text)) != 10_001 {
		t.Errorf("%d and %d letters kept (%v)", len([]rune(d.Form.Title)), len([]rune(d.Form.Text)), err)
	}
	problems, err := c.CheckDraft(c.ctx, d.Form)
	c.must(err)
	wantInvalid(t, "still too long", problems, "body: problem.too_long", "title: problem.too_long")
}

// TestReplacedPictureGoes: a picture that is removed from a draft is deleted, unless another draft
// has it.
func TestReplacedPictureGoes(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	one, two := c.draftOf(0), c.draftOf(0)
	for _, token := range []string{one, two} {
		_, err := c.AddDraftPicture(c.ctx, token, 0, photo(t, 1))
		c.must(err)
	}
	for i, token := range []string{one, two} {
		_, err := c.SaveDraft(c.ctx, token, 0, func(f *DraftForm) { f.Pictures = nil })
		c.must(err)
		if n := c.count(`select count(*) from media`); n != 1-i {
			t.Errorf("%d pictures are kept after %d drafts of two have dropped it", n, i+1)
		}
	}
}

// TestLooseDraftsLiveAWeek: a draft without an account lives seven days.
func TestLooseDraftsLiveAWeek(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	loose, own := c.draftOf(0), c.draftOf(c.author)
	later := c.at(2026, 3, 12)
	_, err := later.Draft(c.ctx, loose, 0)
	wantErr(t, "after more than a week", err, ErrNotFound)
	_, err = later.Draft(c.ctx, own, c.author)
	c.must(err)
	if n, err := later.SweepDrafts(c.ctx); err != nil || n != 1 {
		t.Errorf("%d rows went (%v), want the draft without an account", n, err)
	}
}

// TestAltIsDerived: masking a title leaves no copy of it beside its pictures.
func TestAltIsDerived(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	token := c.draftOf(0)
	_, err := c.AddDraftPicture(c.ctx, token, 0, photo(t, 1))
	c.must(err)
	filed, err := c.FileDraft(c.ctx, token, Presence{UserID: c.author})
	c.must(err)
	if n := c.count(`select count(*) from pictures where alt <> ''`); n != 0 {
		t.Errorf("%d copies of the title are kept", n)
	}
	_, err = c.exec(c.ctx, `update appeals set title = 'Жасырылды' where id = ?`, filed.ID)
	c.must(err)
	own, err := c.AppealPageFor(c.ctx, filed.Number, c.author)
	c.must(err)
	if got := own.Pictures[0].Alt; got != "Жасырылды" {
		t.Errorf("alt %q", got)
	}
}
