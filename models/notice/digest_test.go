package notice

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// monday returns the cast on the Monday after its Wednesday, at an hour in Almaty.
func (c *cast) monday(hour int) *cast {
	return c.when(time.Date(2026, time.March, 9, hour, 0, 0, 0, calendar.Zone))
}

// digests queues the digests that are due and returns their number.
func (c *cast) digests() int {
	c.T.Helper()
	n, err := c.QueueDigests(c.Ctx)
	c.Must(err)
	return n
}

// digest reads a digest of the week of monday.
func (c *cast) digest(kind models.DigestKind, user int64) Digest {
	c.T.Helper()
	d, err := c.Digest(c.Ctx, MailDigest{User: user, Digest: kind, Week: modelstest.Day(2026, 3, 9)})
	c.Must(err)
	return d
}

// TestDigestsAreQueuedOnce: one mail per person and kind, at the hour on Monday or, after a
// downtime, later in that week, also with concurrent calls.
func TestDigestsAreQueuedOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Akim.UserID)
	c.mailbox(c.Neighbour)
	muted, bounced, nowhere := c.mailbox(c.Person(1, "")), c.mailbox(c.Person(1, "")), c.Person(1, "")
	for _, user := range []int64{c.Neighbour, muted, bounced, nowhere} {
		c.Must(c.Follow(c.Ctx, user, models.PlaceTarget(modelstest.Turkistan)))
	}
	c.Must(c.Unsubscribe(c.Ctx, c.UnsubscribeToken(muted, models.DigestTarget(models.FollowerDigest))))
	c.Must(c.MarkBounced(c.Ctx, bounced, fmt.Sprintf("person%d@example.kz", bounced), models.BounceUnknown))

	late := c.monday(10).Person(1, "")
	c.Must(c.monday(10).Follow(c.Ctx, c.mailbox(late), models.PlaceTarget(modelstest.Turkistan)))
	for _, step := range []struct {
		at   *cast
		want int
	}{
		{c, 0}, // all roles and follows are newer than Monday of this week
		{c.monday(7), 0}, {c.monday(8), 1}, {c.monday(8), 0}, {c.monday(9), 1}, {c.at(2026, 3, 12), 0},
		{c.at(2026, 3, 18), 3}, // after a downtime until Wednesday
	} {
		if n := step.at.digests(); n != step.want {
			t.Errorf("%s: %d digests queued, want %d", step.at.Now(), n, step.want)
		}
	}
	if n := c.Count(`select count(*) from river_job where kind = 'mail_digest'`); n != 5 {
		t.Errorf("%d jobs", n)
	}

	var programs sync.WaitGroup
	next := c.at(2026, 3, 25)
	for range 3 {
		programs.Go(func() {
			if _, err := next.QueueDigests(c.Ctx); err != nil {
				t.Error(err)
			}
		})
	}
	programs.Wait()
	if n := c.Count(`select count(*) from river_job where kind = 'mail_digest'`); n != 8 {
		t.Errorf("%d jobs after three concurrent calls", n)
	}
}

// TestOfficeDigest: the digest of an official lists the tasks of the body, without the titles of
// private and hidden appeals.
func TestOfficeDigest(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Akim.UserID)
	monday := c.monday(8)
	monday.digests()
	if d := monday.digest(models.OfficeDigest, c.Akim.UserID); !d.Empty() || len(d.Bodies) != 1 {
		t.Errorf("without events: %+v", d)
	}
	fresh := c.Published() // on Wednesday
	old := c.when(modelstest.Wednesday.AddDate(0, 0, -30)).Published()
	due := c.when(modelstest.Wednesday.AddDate(0, 0, -13)).Published()
	promised := c.Answered(models.NewPromise{Text: "Жамау", Due: modelstest.Day(2026, 3, 13)})
	private := c.Pothole()
	private.Private, private.Title = true, "Баламның емі"
	filed, err := c.SubmitAppeal(c.Ctx, private)
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	hidden := c.Published()
	_, err = c.Exec(c.Ctx, `update appeals set hidden_at = ?, title = 'Көршім Баламның жері' where id = ?`, c.Now(), hidden)
	c.Must(err)
	work, err := c.PublishWork(c.Ctx, c.Akim, models.NewWork{Place: modelstest.Village, Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: models.Planned})
	c.Must(err)
	_, err = c.AddComment(c.Ctx, models.NewComment{WorkID: work, UserID: c.Neighbour, Text: "Қашан бітеді?"})
	c.Must(err)
	_, err = monday.MarkOverdue(c.Ctx)
	c.Must(err)

	lines := func(user int64) (lines []string) {
		d := monday.digest(models.OfficeDigest, user)
		for _, p := range d.Parts {
			line := fmt.Sprintf("%s %d:", p.Kind, p.Total)
			for _, l := range p.Lines {
				line += " " + l.Number + " " + l.Title
			}
			lines = append(lines, line)
		}
		if strings.Contains(fmt.Sprintf("%+v", d), "Баламның") {
			t.Error("an appeal that is private or hidden is named")
		}
		return lines
	}
	number := func(id int64) (number string) {
		c.Must(c.ReadOne(c.Ctx, &number, `select number || ' ' || title from appeals where id = ?`, id))
		return number
	}
	want := []string{"late 1: " + number(old), "due 1: " + number(due), "promise 1: " + number(promised),
		"question 1:  Көше жөндеу", "new 3: " + number(fresh)}
	if diff := cmp.Diff(want, lines(c.Akim.UserID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	_, err = c.AddComment(c.Ctx, models.NewComment{WorkID: work, UserID: c.Akim.UserID, BodyID: &c.Akim.BodyID, Text: "20 наурызда."})
	c.Must(err)
	_, err = monday.EscalateSilent(c.Ctx)
	c.Must(err)
	if got := lines(c.Akim.UserID); strings.Contains(strings.Join(got, "\n"), "question") {
		t.Errorf("an answered question: %v", got)
	}
	c.mailbox(c.District.UserID)
	_, err = c.Exec(c.Ctx, `insert into digests (user_id, kind, week, at) values (?, 'office', '2026-03-09', ?) on conflict do nothing`, c.District.UserID, c.Now())
	c.Must(err)
	if diff := cmp.Diff([]string{"escalated 1: " + number(old)}, lines(c.District.UserID)); diff != "" {
		t.Errorf("superior body (-want +got):\n%s", diff)
	}
	next := c.monday(8).when(c.monday(8).Now().AddDate(0, 0, 7))
	if d := next.digest(models.OfficeDigest, c.Akim.UserID); !d.Empty() {
		t.Error("the digest of an earlier week is not empty")
	}
}

// TestFollowerDigest: the events of the week, counted once for each followed place, category and
// body, without private appeals.
func TestFollowerDigest(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	reader := c.mailbox(c.Person(1, ""))
	for _, target := range []models.Target{models.PlaceTarget(modelstest.Turkistan), models.CategoryTarget("roads"), models.PlaceTarget(modelstest.Karaganda)} {
		c.Must(c.Follow(c.Ctx, reader, target))
	}
	monday := c.monday(9)
	monday.digests()
	if d := monday.digest(models.FollowerDigest, reader); !d.Empty() {
		t.Errorf("without events: %+v", d)
	}
	answered := c.Answered(models.NewPromise{Text: "Жамау", Due: modelstest.Day(2026, 3, 20)})
	c.Refused()
	c.Published()
	private := c.Pothole()
	private.Private, private.Title = true, "Баламның емі"
	filed, err := c.SubmitAppeal(c.Ctx, private)
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	c.when(modelstest.Wednesday.AddDate(0, 0, -9)).Published() // the week before
	c.monday(8).Published()                                    // the week after
	var promise int64
	c.Must(c.ReadOne(c.Ctx, &promise, `select id from promises where appeal_id = ?`, answered))

	d := monday.digest(models.FollowerDigest, reader)
	var got []string
	for _, p := range d.Around {
		got = append(got, fmt.Sprintf("%s %s %s: %d new, %d answered, %d overdue, %d kept, %d broken", p.Kind, p.Target.ID, p.Name.KK, p.New, p.Answered, p.Overdue, p.Kept, p.Broken))
	}
	want := []string{
		"category roads Жолдар: 3 new, 2 answered, 0 overdue, 0 kept, 0 broken",
		"place " + modelstest.Turkistan + " Түркістан облысы: 3 new, 2 answered, 0 overdue, 0 kept, 0 broken",
	}
	for i := range want {
		if i >= len(got) || strings.SplitN(got[i], ":", 2)[1] != strings.SplitN(want[i], ":", 2)[1] || strings.Fields(got[i])[1] != strings.Fields(want[i])[1] {
			t.Errorf("(-want +got):\n%s", cmp.Diff(want, got))
			break
		}
	}
	if len(d.Lines) != 3 || strings.Contains(fmt.Sprintf("%+v", d), "Баламның") {
		t.Errorf("%+v", d.Lines)
	}
	c.Must(monday.MarkDigestMailed(c.Ctx, MailDigest{User: reader, Digest: models.FollowerDigest, Week: d.Week}))
	if d := monday.digest(models.FollowerDigest, reader); d.MailedAt == nil {
		t.Error("the digest is not marked as mailed")
	}
}

// TestDigestSetting: a digest is turned off by its mail or in the account, and on in the account.
func TestDigestSetting(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	on := func() string {
		a, err := account.New(c.Cast.Store).Account(c.Ctx, c.Author)
		c.Must(err)
		return fmt.Sprint(a.Digests(models.OfficeDigest), a.Digests(models.FollowerDigest))
	}
	change := func(d map[models.DigestKind]bool) {
		c.Must(account.New(c.Cast.Store).ChangeAccount(c.Ctx, c.Author, account.AccountChange{GivenName: "Айгүл", Lang: "kk", Digests: d}))
	}
	if on() != "true true" {
		t.Error(on())
	}
	token := c.UnsubscribeToken(c.Author, models.DigestTarget(models.FollowerDigest))
	about, err := c.Subscription(c.Ctx, token)
	c.Must(err)
	if about.Target != models.DigestTarget(models.FollowerDigest) {
		t.Errorf("%+v", about)
	}
	c.Must(c.Unsubscribe(c.Ctx, token))
	if on() != "true false" {
		t.Error(on())
	}
	change(nil)
	if on() != "true false" {
		t.Error("a form without the setting changed it: " + on())
	}
	change(map[models.DigestKind]bool{models.FollowerDigest: true, models.OfficeDigest: false})
	if on() != "false true" {
		t.Error(on())
	}
	modelstest.WantErr(t, "follow a digest", c.Follow(c.Ctx, c.Author, models.DigestTarget(models.OfficeDigest)), models.ErrNotFound)
	modelstest.WantErr(t, "follow a work", c.Follow(c.Ctx, c.Author, models.Target{Kind: models.MuteWork, ID: "1"}), models.ErrNotFound)
}
