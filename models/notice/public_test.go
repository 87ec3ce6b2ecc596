package notice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
)

// privateTitle is the title of appeals that are no longer public.
const privateTitle = "Баламның емі"

// madePrivate publishes an appeal of the village and takes it out of public view.
func (c *cast) madePrivate() int64 {
	c.T.Helper()
	in := c.Pothole()
	in.Title = privateTitle
	filed, err := c.SubmitAppeal(c.Ctx, in)
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	c.Must(c.MakePrivate(c.Ctx, filed.ID, c.Moderator, "private_matter", ""))
	return filed.ID
}

// TestFollowerDigestIsPublic: the digest of a follower neither counts nor names an appeal
// that was public and is no longer.
func TestFollowerDigestIsPublic(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	reader := c.mailbox(c.Person(1, ""))
	for _, target := range []models.Target{models.PlaceTarget(modelstest.Turkistan), models.CategoryTarget("roads"), models.BodyTarget(c.Akim.BodyID)} {
		c.Must(c.Follow(c.Ctx, reader, target))
	}
	monday := c.monday(9)
	monday.digests()
	private := c.madePrivate()
	hidden := c.Published()
	c.Must(c.HideAppeal(c.Ctx, hidden, c.Moderator, "insult", ""))
	for _, kind := range digestEvents {
		c.Event(models.Event{AppealID: private, Kind: kind, Actor: models.ByBody, BodyID: &c.Akim.BodyID})
	}
	if d := monday.digest(models.FollowerDigest, reader); !d.Empty() || len(d.Lines) > 0 {
		t.Errorf("%+v, %+v", d.Around, d.Lines)
	}
	c.Published()
	d := monday.digest(models.FollowerDigest, reader)
	if len(d.Around) != 3 || len(d.Lines) != 1 || strings.Contains(fmt.Sprintf("%+v", d), privateTitle) {
		t.Errorf("with one public appeal: %+v, %+v", d.Around, d.Lines)
	}
	for _, p := range d.Around {
		if p.New != 1 || p.Answered+p.Overdue+p.Kept+p.Broken != 0 {
			t.Errorf("%s %s: %+v, want one new appeal", p.Kind, p.Target.ID, p)
		}
	}
}

// TestDigestWeek: the digest covers Monday 00:00 to Sunday 24:00 in Almaty.
func TestDigestWeek(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	reader := c.mailbox(c.Person(1, ""))
	c.Must(c.Follow(c.Ctx, reader, models.CategoryTarget("roads")))
	monday := c.monday(9)
	monday.digests()
	d := monday.digest(models.FollowerDigest, reader)
	for at, want := range map[string]int{
		"2026-03-01T23:59:59.999999+05:00": 0, "2026-03-02T00:00:00+05:00": 1,
		"2026-03-08T23:59:59.999999+05:00": 1, "2026-03-09T00:00:00+05:00": 0,
	} {
		t.Run(at, func(t *testing.T) {
			id := c.Published()
			_, err := c.Exec(c.Ctx, `update events set at = (?)::timestamptz where appeal_id = ? and kind = 'published'`, at, id)
			c.Must(err)
			if d := monday.digest(models.FollowerDigest, reader); len(d.Lines) != want {
				t.Errorf("%d appeals, want %d", len(d.Lines), want)
			}
			_, err = c.Exec(c.Ctx, `update events set at = '2020-01-01' where appeal_id = ?`, id)
			c.Must(err)
		})
	}
	if d.From() != modelstest.Day(2026, 3, 2) || d.To() != modelstest.Day(2026, 3, 8) {
		t.Errorf("from %s to %s", d.From(), d.To())
	}
}

// TestPrivateAppealNotifiesItsPartiesOnly: no event, comment or explanation of an appeal that
// is no longer public notifies its voices and followers; the author still gets notices.
func TestPrivateAppealNotifiesItsPartiesOnly(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	ofPlace, ofCategory, ofBody := c.Person(1, ""), c.Person(1, ""), c.Person(1, "")
	c.Must(c.Follow(c.Ctx, ofPlace, models.PlaceTarget(modelstest.Turkistan)))
	c.Must(c.Follow(c.Ctx, ofCategory, models.CategoryTarget("roads")))
	c.Must(c.Follow(c.Ctx, ofBody, models.BodyTarget(c.Akim.BodyID)))
	id, merged := c.Published(), c.Published()
	mergedVoice, mergedFollower, voice, follower := c.Person(1, ""), c.Person(1, ""), c.Neighbour, c.Local
	c.Must(c.CastVoice(c.Ctx, id, voice))
	c.Must(c.Follow(c.Ctx, follower, models.AppealTarget(id)))
	c.Must(c.CastVoice(c.Ctx, merged, mergedVoice))
	c.Must(c.Follow(c.Ctx, mergedFollower, models.AppealTarget(merged)))
	work, err := c.PublishWork(c.Ctx, c.Shet, models.NewWork{Place: modelstest.Aqadyr, Category: "heating", Lang: "kk", Title: "Жөндеу", Text: "Басталды.", Stage: models.Planned})
	c.Must(err)
	c.notices()
	_, err = c.Exec(c.Ctx, `delete from notices`)
	c.Must(err)

	c.Must(c.MergeAppeal(c.Ctx, merged, id, c.Moderator))
	for kind := range audiences {
		e := models.Event{AppealID: id, Kind: kind, Actor: models.ByBody, BodyID: &c.Akim.BodyID}
		if kind == models.Explained {
			e.Data.WorkID = work
		}
		if kind != models.TookIn { // written by the merge
			c.Event(e)
		}
	}
	_, err = c.AddComment(c.Ctx, models.NewComment{AppealID: id, UserID: c.Akim.UserID, BodyID: &c.Akim.BodyID, Text: "Бригада шықты."})
	c.Must(err)
	// Not by MakePrivate, which parts the merged appeal, whose own followers are notified then.
	_, err = c.Exec(c.Ctx, `update appeals set hidden_at = ? where id = ?`, c.Now(), id)
	c.Must(err)
	c.notices()
	for name, user := range map[string]int64{"follower of the place": ofPlace, "follower of the category": ofCategory, "follower of the body": ofBody,
		"voice": voice, "follower": follower, "voice of the merged appeal": mergedVoice, "follower of the merged appeal": mergedFollower} {
		if got := c.told(user); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := c.told(c.Author); !slices.Contains(got, "author answered") || !slices.Contains(got, "author work") {
		t.Errorf("author: %v", got)
	}
}

// TestPrivateAppealHasNoTitle: a follower reads the title of an appeal neither in the inbox nor
// in the list of follows nor in a mail once it is no longer public.
func TestPrivateAppealHasNoTitle(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.Pothole()
	in.Title = privateTitle
	filed, err := c.SubmitAppeal(c.Ctx, in)
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	target := models.AppealTarget(filed.ID)
	c.Must(c.Follow(c.Ctx, c.Neighbour, target))
	c.Must(c.TakeUpAppeal(c.Ctx, filed.ID, c.Akim))
	c.notices()
	var notice int64
	c.Must(c.ReadOne(c.Ctx, &notice, `select id from notices where user_id = ?`, c.Neighbour))
	seen := func() string {
		inbox, err := c.Inbox(c.Ctx, c.Neighbour, "", "")
		c.Must(err)
		opened, err := c.OpenNotice(c.Ctx, c.Neighbour, notice)
		c.Must(err)
		letter, err := c.NoticeLetter(c.Ctx, notice)
		c.Must(err)
		all, err := c.AllFollowed(c.Ctx, c.Neighbour)
		c.Must(err)
		about, err := c.Subscription(c.Ctx, c.UnsubscribeToken(c.Neighbour, target))
		c.Must(err)
		return fmt.Sprintf("%+v\n%+v\n%+v\n%+v\n%+v", inbox, opened, letter, all, about)
	}
	if n := strings.Count(seen(), privateTitle); n < 5 {
		t.Fatalf("the title is read in %d of 5 places while the appeal is public", n)
	}
	c.Must(c.MakePrivate(c.Ctx, filed.ID, c.Moderator, "private_matter", ""))
	if text := seen(); strings.Contains(text, privateTitle) {
		t.Errorf("the title is still read:\n%s", text)
	}
	modelstest.WantErr(t, "follow it", c.Follow(c.Ctx, c.Local, target), models.ErrNotFound)
}

// TestNewsDays: an event is news for NewsDays.
func TestNewsDays(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	last, old := c.Published(), c.Published()
	at := c.Now().AddDate(0, 0, -NewsDays)
	for id, at := range map[int64]any{last: at.Add(1000), old: at} { // a microsecond, the precision of stored times
		_, err := c.Exec(c.Ctx, `update events set at = ? where appeal_id = ? and kind = 'published'`, at, id)
		c.Must(err)
	}
	c.receipts()
	c.notices()
	if n := c.Count(`select count(*) from notices where appeal_id = ? and user_id = ?`, last, c.Author); n != 1 {
		t.Errorf("%d notices on the last day", n)
	}
	if n := c.Count(`select count(*) from notices where appeal_id = ?`, old); n != 0 {
		t.Errorf("%d notices of an older event", n)
	}
}
