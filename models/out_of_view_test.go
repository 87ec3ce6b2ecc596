package models

import (
	"slices"
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

// TestHiddenCommentNamesNobody: and a name says a name, nothing else.
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
	for _, name := range []string{"Айгүл 87011234567", "aigul@mail.kz", "https://spam.kz", "Айгүл\nХат", "«Әкім»"} {
		err := c.ChangeAccount(c.ctx, c.author, AccountChange{GivenName: name, Lang: "kk"})
		if name == "Айгүл\nХат" {
			c.must(err) // one line
			continue
		}
		wantInvalid(t, name, err, "given_name: problem.name")
	}
	for _, name := range []string{"Айгүл", "Анна-Мария", "О’Нил", "Әл-Фараби Ж."} {
		c.must(c.ChangeAccount(c.ctx, c.author, AccountChange{GivenName: name, FamilyName: name, Lang: "kk"}))
	}
}

// TestBanNamesNoAppeal: a ban is of a person, and the log must not lead to who it is;
// nor does it tell the number of what is not public yet.
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

// TestRecoveryStandsForAFactor: who has only the mailbox makes no codes that would
// outlive the first factor.
func TestRecoveryStandsForAFactor(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	signIn, err := c.OpenSession(c.ctx, c.akim.UserID, "")
	c.must(err)
	_, err = c.NewRecoveryCodes(c.ctx, c.akim.UserID, signIn)
	wantErr(t, "without a factor", err, ErrState)
	if n := c.count(`select count(*) from recovery_codes`); n != 0 {
		t.Errorf("%d codes", n)
	}
}

// TestPictureByItsDigest: who has kept the digest of a picture that is out of view gets
// it back into view by no form, and does not see it by naming it in a text.
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
	_, err = c.SaveAnswerDraft(c.ctx, elsewhere.ID, Official{UserID: c.shet.UserID, BodyID: body}, 0, AnswerForm{Found: digest})
	c.must(err)
	_, _, err = c.DeskPhoto(c.ctx, []int64{body}, digest, true)
	wantErr(t, "an office that names it", err, ErrNotFound)
}
