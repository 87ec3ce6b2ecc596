package models

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models/media"
)

// draftForm returns the pothole of the cast as a form.
func (c *cast) draftForm() DraftForm {
	p := c.pothole()
	return DraftForm{Category: p.Category, Place: p.Place, Kind: p.Kind, Lang: p.Lang, Title: p.Title, Text: p.Text}
}

func (c *cast) draftOf(user int64) string {
	c.t.Helper()
	token, err := c.StartDraft(c.ctx, user, c.draftForm())
	c.must(err)
	return token
}

func TestDraftIsKept(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	token := c.draftOf(0)
	d, err := c.SaveDraft(c.ctx, token, 0, func(f *DraftForm) { f.Title = "Ә \"'\\ 🙂"; f.Text = "" })
	c.must(err)
	want := d.Form
	d, err = c.Draft(c.ctx, token, c.author)
	c.must(err)
	if diff := cmp.Diff(want, d.Form); diff != "" {
		t.Error(diff)
	}
	if n := c.count(`select count(*) from drafts where encode(token_hash, 'escape') like '%' || ? || '%' or form::text like '%' || ? || '%'`, token, token); n != 0 {
		t.Error("the token is stored in the database")
	}

	_, err = c.SaveDraft(c.ctx, token, c.author, func(*DraftForm) {})
	c.must(err)
	for name, who := range map[string]int64{"the neighbour": c.neighbour, "nobody": 0} {
		_, err = c.Draft(c.ctx, token, who)
		wantErr(t, "read by "+name, err, ErrNotFound)
		_, err = c.SaveDraft(c.ctx, token, who, func(*DraftForm) {})
		wantErr(t, "changed by "+name, err, ErrNotFound)
		_, err = c.FileDraft(c.ctx, token, Presence{UserID: who})
		wantErr(t, "filed by "+name, err, ErrNotFound)
	}
	for _, other := range []string{"", "x", strings.ToLower(token)} {
		_, err = c.Draft(c.ctx, other, c.author)
		wantErr(t, "another token", err, ErrNotFound)
	}
	_, err = c.at(2026, 4, 3).Draft(c.ctx, token, c.author)
	wantErr(t, "after thirty days", err, ErrNotFound)
}

// TestOneAppealPerDraft: ten concurrent calls file one appeal and all return it.
func TestOneAppealPerDraft(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	token := c.draftOf(0)
	numbers := make([]string, 10)
	var clicks sync.WaitGroup
	for i := range numbers {
		clicks.Go(func() {
			filed, err := c.FileDraft(c.ctx, token, Presence{UserID: c.author})
			if err != nil {
				t.Error(err)
			}
			numbers[i] = filed.Number
		})
	}
	clicks.Wait()
	for _, n := range numbers {
		if n != "2026-000001" {
			t.Errorf("number %q", n)
		}
	}
	if n := c.count(`select count(*) from appeals`); n != 1 {
		t.Errorf("%d appeals, want 1", n)
	}
	if n := c.count(`select count(*) from events where appeal_id is not null`); n != 1 {
		t.Errorf("%d events, want 1", n)
	}
	_, err := c.SaveDraft(c.ctx, token, c.author, func(f *DraftForm) { f.Title = "Басқа" })
	wantErr(t, "changed after it was filed", err, ErrState)
}

func TestDraftNeedsStanding(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	_, err := c.FileDraft(c.ctx, c.draftOf(0), Presence{UserID: c.nobody})
	wantErr(t, "without a confirmed contact", err, ErrForbidden)
	_, err = c.exec(c.ctx, `insert into bans (kind, value, reason, user_id, at, until) values ('account', ?::bigint::text, 'Спам', ?, ?, ?)`,
		c.author, c.moderator, c.Now(), c.Now().AddDate(0, 0, 7))
	c.must(err)
	_, err = c.FileDraft(c.ctx, c.draftOf(0), Presence{UserID: c.author})
	wantInvalid(t, "banned", err, "file: problem.banned")

	token, err := c.StartDraft(c.ctx, 0, DraftForm{Category: "gold", Place: "999999999", Kind: Message, Lang: "kk", Title: "Үй"})
	c.must(err)
	_, err = c.FileDraft(c.ctx, token, Presence{UserID: c.neighbour})
	wantInvalid(t, "half", err, "body: problem.required", "category: problem.unknown", "place: problem.unknown", "title: problem.too_short")
	if n := c.count(`select count(*) from appeals`); n != 0 {
		t.Errorf("%d appeals, want none", n)
	}
}

func TestDraftPictures(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	token := c.draftOf(0)
	_, err := c.AddDraftPicture(c.ctx, token, 0, []byte("%PDF-1.7"))
	wantInvalid(t, "no picture", err, "pictures: problem.picture_type")
	for shade := range uint8(AppealPictures) {
		_, err = c.AddDraftPicture(c.ctx, token, 0, photo(t, shade*40))
		c.must(err)
	}
	d, err := c.AddDraftPicture(c.ctx, token, 0, photo(t, 0))
	c.must(err)
	if len(d.Form.Pictures) != AppealPictures {
		t.Fatalf("%d pictures: the same one counts once", len(d.Form.Pictures))
	}
	_, err = c.AddDraftPicture(c.ctx, token, 0, photo(t, 250))
	wantInvalid(t, "one too many", err, "pictures: problem.pictures_too_many")

	first := d.Form.Pictures[0].Digest
	if _, _, err = c.DraftPhoto(c.ctx, token, 0, first, true); err != nil {
		t.Error(err)
	}
	other, err := c.StartDraft(c.ctx, 0, DraftForm{})
	c.must(err)
	_, _, err = c.DraftPhoto(c.ctx, other, 0, first, true)
	wantErr(t, "a picture of another draft", err, ErrNotFound)
	_, _, err = c.Photo(c.ctx, first, true)
	wantErr(t, "seen by the public", err, ErrNotFound)

	_, err = c.SaveDraft(c.ctx, token, 0, func(f *DraftForm) { f.Pictures[1].Alt = "Шұңқыр" })
	c.must(err)
	filed, err := c.FileDraft(c.ctx, token, Presence{UserID: c.author})
	c.must(err)
	own, err := c.AppealPageFor(c.ctx, filed.Number, c.author)
	c.must(err)
	if len(own.Pictures) != AppealPictures || own.Cover != first || own.Pictures[0].Alt != own.Title || own.Pictures[1].Alt != "Шұңқыр" {
		t.Errorf("cover %q, pictures %+v", own.Cover, own.Pictures)
	}
	_, _, err = c.OwnPhoto(c.ctx, c.author, first, false)
	c.must(err)
	_, _, err = c.OwnPhoto(c.ctx, c.neighbour, first, false)
	wantErr(t, "a picture of somebody else's appeal", err, ErrNotFound)
}

// TestSweepDrafts: the sweep deletes old drafts and their pictures, and keeps pictures of pages and
// of newer drafts.
func TestSweepDrafts(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	filed, old := c.draftOf(0), c.draftOf(0)
	_, err := c.AddDraftPicture(c.ctx, filed, 0, photo(t, 10))
	c.must(err)
	_, err = c.AddDraftPicture(c.ctx, old, 0, photo(t, 20))
	c.must(err)
	_, err = c.FileDraft(c.ctx, filed, Presence{UserID: c.author})
	c.must(err)

	later := c.at(2026, 3, 20)
	fresh := later.draftOf(c.author)
	_, err = later.AddDraftPicture(c.ctx, fresh, c.author, photo(t, 30))
	c.must(err)
	later = c.at(2026, 4, 10)
	_, err = later.SaveDraft(c.ctx, fresh, c.author, func(*DraftForm) {})
	c.must(err)
	later = c.at(2026, 4, 25) // the picture is older than thirty days, its draft is not
	if n, err := later.SweepDrafts(c.ctx); err != nil || n != 3 {
		t.Errorf("%d rows went (%v), want two drafts and one picture", n, err)
	}
	if n, err := later.SweepDrafts(c.ctx); err != nil || n != 0 {
		t.Errorf("again %d rows went (%v)", n, err)
	}
	for shade, want := range map[uint8]int{10: 1, 20: 0, 30: 1} {
		p, err := media.Prepare(photo(t, shade))
		c.must(err)
		if n := c.count(`select count(*) from media where digest = ?`, p.Digest); n != want {
			t.Errorf("picture %d: kept %d times, want %d", shade, n, want)
		}
	}
}

func TestPrivateByCategory(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	yes, no := true, false
	for _, v := range []struct {
		category string
		said     *bool
		want     bool
	}{{"roads", nil, false}, {"roads", &yes, true}, {"healthcare", nil, true}, {"healthcare", &no, false}} {
		if got := c.IsPrivate(DraftForm{Category: v.category, Private: v.said}); got != v.want {
			t.Errorf("%s: private %v", v.category, got)
		}
	}
}

func TestWhoAnswers(t *testing.T) {
	t.Parallel()
	c := newCast(t).at(2026, 3, 21) // a Saturday before Наурыз: registered on the 26th
	d, err := c.WhoAnswers(c.ctx, village, "roads")
	c.must(err)
	if d.Body.ID != c.akim.BodyID || d.RegisteredOn.String() != "2026-03-26" || d.AnswerDue.String() != "2026-04-16" {
		t.Errorf("body %d, registered %s, answer by %s", d.Body.ID, d.RegisteredOn, d.AnswerDue)
	}
	_, err = c.WhoAnswers(c.ctx, "999999999", "roads")
	wantErr(t, "no such place", err, ErrNotFound)
}
