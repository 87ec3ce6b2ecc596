package models

import (
	"slices"
	"testing"
)

// TestHiddenCommentNamesNobody: a hidden comment does not show its author.
func TestHiddenCommentNamesNobody(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	comment, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.author, Text: "Балағат сөз"})
	c.must(err)
	c.must(c.HideComment(c.ctx, comment, c.moderator, "insult"))
	list, err := c.Comments(c.ctx, id, 0)
	c.must(err)
	if len(list.Comments) != 1 || list.Comments[0].Author != "" {
		t.Errorf("%+v", list.Comments)
	}
}

// TestBanNamesNoAppeal: the log of a ban does not identify the banned user, and has no number of an
// appeal that is not public.
func TestBanNamesNoAppeal(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id, waits := c.published(), c.submitted()
	c.must(c.WarnAuthor(c.ctx, waits, c.moderator, "insult", "Балағат сөз жазбаңыз."))
	c.must(c.BanAuthor(c.ctx, id, c.moderator, NewBan{Reason: "insult", Text: "Қайта-қайта қорлау", Until: day(2026, 3, 10)}))
	list, err := c.ModerationLog(c.ctx, "", "")
	c.must(err)
	var got []string
	for _, m := range list.Acts {
		got = append(got, m.Act+m.Number)
	}
	if want := []string{"ban", "warn", "publish" + c.number(id)}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPictureByItsDigest: a known digest of a hidden picture neither publishes the picture through
// a form, nor shows it when a text has the digest.
func TestPictureByItsDigest(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Pictures = []NewPicture{{Image: photo(t, 90), Alt: "Шұңқыр"}}
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	var digest string
	c.must(c.read(c.ctx, &digest, `select digest from pictures where appeal_id = ?`, filed.ID))
	kept := func() int {
		list, err := c.KeptPictures(c.ctx, []KeptPicture{{Digest: digest, Alt: "Шұңқыр"}})
		c.must(err)
		return len(list)
	}
	if kept() != 1 {
		t.Error("a public one may be shown again")
	}
	c.must(c.MakePrivate(c.ctx, filed.ID, c.moderator, "private_matter", ""))
	if kept() != 0 {
		t.Error("it comes back into view")
	}
	other := in
	other.Place, other.Pictures = aqadyr, nil
	elsewhere, err := c.SubmitAppeal(c.ctx, other)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, elsewhere.ID, c.moderator))
	var body int64
	c.must(c.read(c.ctx, &body, `select body_id from appeals where id = ?`, elsewhere.ID))
	_, err = c.SaveAnswerDraft(c.ctx, elsewhere.ID, Official{UserID: c.shet.UserID, BodyID: body}, 0, AnswerForm{AnswerText: AnswerText{Found: digest}})
	c.must(err)
	_, _, err = c.DeskPhoto(c.ctx, []int64{body}, digest, true)
	wantErr(t, "an office that names it", err, ErrNotFound)
}
