package models

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models/calendar"
)

// monday is the Monday after the cast's Wednesday, at an hour of Almaty.
func (c *cast) monday(hour int) *cast {
	return c.when(time.Date(2026, time.March, 9, hour, 0, 0, 0, calendar.Zone))
}

func (c *cast) digests() int {
	c.t.Helper()
	n, err := c.QueueDigests(c.ctx)
	c.must(err)
	return n
}

// digest reads what a digest of the week of monday says.
func (c *cast) digest(kind DigestKind, user int64) Digest {
	c.t.Helper()
	d, err := c.Digest(c.ctx, MailDigest{User: user, Digest: kind, Week: day(2026, 3, 9)})
	c.must(err)
	return d
}

// TestDigestsAreQueuedOnce: at its hour on Monday or whenever the program is back
// in that week, one mail a person and kind, however many programs ask.
func TestDigestsAreQueuedOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.akim.UserID)
	c.mailbox(c.neighbour)
	muted, bounced, nowhere := c.mailbox(c.person(1, "")), c.mailbox(c.person(1, "")), c.person(1, "")
	for _, user := range []int64{c.neighbour, muted, bounced, nowhere} {
		c.must(c.Follow(c.ctx, user, PlaceTarget(turkistan)))
	}
	c.must(c.Unsubscribe(c.ctx, c.UnsubscribeToken(muted, DigestTarget(FollowerDigest))))
	c.must(c.MarkBounced(c.ctx, bounced, fmt.Sprintf("person%d@example.kz", bounced), BounceUnknown))

	late := c.monday(10).person(1, "")
	c.must(c.monday(10).Follow(c.ctx, c.mailbox(late), PlaceTarget(turkistan)))
	for _, step := range []struct {
		at   *cast
		want int
	}{
		{c, 0}, // on Monday of this week nobody had a part in anything
		{c.monday(7), 0}, {c.monday(8), 1}, {c.monday(8), 0}, {c.monday(9), 1}, {c.at(2026, 3, 12), 0},
		{c.at(2026, 3, 18), 3}, // back on a Wednesday
	} {
		if n := step.at.digests(); n != step.want {
			t.Errorf("%s: %d digests queued, want %d", step.at.Now(), n, step.want)
		}
	}
	if n := c.count(`select count(*) from river_job where kind = 'mail_digest'`); n != 5 {
		t.Errorf("%d jobs", n)
	}

	var programs sync.WaitGroup
	next := c.at(2026, 3, 25)
	for range 3 {
		programs.Go(func() {
			if _, err := next.QueueDigests(c.ctx); err != nil {
				t.Error(err)
			}
		})
	}
	programs.Wait()
	if n := c.count(`select count(*) from river_job where kind = 'mail_digest'`); n != 8 {
		t.Errorf("%d jobs after three programs at once", n)
	}
}

// TestOfficeDigest: an official reads what lies with their body, and nothing of what is private
// or was hidden.
func TestOfficeDigest(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.akim.UserID)
	monday := c.monday(8)
	monday.digests()
	if d := monday.digest(OfficeDigest, c.akim.UserID); !d.Empty() || len(d.Bodies) != 1 {
		t.Errorf("of nothing: %+v", d)
	}
	fresh := c.published() // on Wednesday
	old := c.when(wednesday.AddDate(0, 0, -30)).published()
	due := c.when(wednesday.AddDate(0, 0, -13)).published()
	promised := c.answered(NewPromise{"Жамау", day(2026, 3, 13)})
	private := c.pothole()
	private.Private, private.Title = true, "Баламның емі"
	filed, err := c.SubmitAppeal(c.ctx, private)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	hidden := c.published()
	_, err = c.exec(c.ctx, `update appeals set hidden_at = ?, title = 'Көршім Баламның жері' where id = ?`, c.Now(), hidden)
	c.must(err)
	work, err := c.PublishWork(c.ctx, c.akim, NewWork{Place: village, Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: Planned})
	c.must(err)
	_, err = c.AddComment(c.ctx, NewComment{WorkID: work, UserID: c.neighbour, Text: "Қашан бітеді?"})
	c.must(err)
	_, err = monday.MarkOverdue(c.ctx)
	c.must(err)

	lines := func(user int64) (lines []string) {
		d := monday.digest(OfficeDigest, user)
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
		c.must(c.readOne(c.ctx, &number, `select number || ' ' || title from appeals where id = ?`, id))
		return number
	}
	want := []string{"late 1: " + number(old), "due 1: " + number(due), "promise 1: " + number(promised),
		"question 1:  Көше жөндеу", "new 3: " + number(fresh)}
	if diff := cmp.Diff(want, lines(c.akim.UserID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	_, err = c.AddComment(c.ctx, NewComment{WorkID: work, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "20 наурызда."})
	c.must(err)
	_, err = monday.EscalateSilent(c.ctx)
	c.must(err)
	if got := lines(c.akim.UserID); strings.Contains(strings.Join(got, "\n"), "question") {
		t.Errorf("an answered question: %v", got)
	}
	c.mailbox(c.district.UserID)
	_, err = c.exec(c.ctx, `insert into digests (user_id, kind, week, at) values (?, 'office', '2026-03-09', ?) on conflict do nothing`, c.district.UserID, c.Now())
	c.must(err)
	if diff := cmp.Diff([]string{"escalated 1: " + number(old)}, lines(c.district.UserID)); diff != "" {
		t.Errorf("the body above (-want +got):\n%s", diff)
	}
	next := c.monday(8).when(c.monday(8).Now().AddDate(0, 0, 7))
	if d := next.digest(OfficeDigest, c.akim.UserID); !d.Empty() {
		t.Error("a week that has passed still says something")
	}
}

// TestFollowerDigest: what happened in the week where somebody follows, counted once
// for each place, category and body, and nothing of what is private.
func TestFollowerDigest(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	reader := c.mailbox(c.person(1, ""))
	for _, target := range []Target{PlaceTarget(turkistan), CategoryTarget("roads"), PlaceTarget(karaganda)} {
		c.must(c.Follow(c.ctx, reader, target))
	}
	monday := c.monday(9)
	monday.digests()
	if d := monday.digest(FollowerDigest, reader); !d.Empty() {
		t.Errorf("of nothing: %+v", d)
	}
	answered := c.answered(NewPromise{"Жамау", day(2026, 3, 20)})
	c.refused()
	c.published()
	private := c.pothole()
	private.Private, private.Title = true, "Баламның емі"
	filed, err := c.SubmitAppeal(c.ctx, private)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	c.when(wednesday.AddDate(0, 0, -9)).published() // the week before
	c.monday(8).published()                         // and after
	var promise int64
	c.must(c.readOne(c.ctx, &promise, `select id from promises where appeal_id = ?`, answered))

	d := monday.digest(FollowerDigest, reader)
	var got []string
	for _, p := range d.Around {
		got = append(got, fmt.Sprintf("%s %s %s: %d new, %d answered, %d overdue, %d kept, %d broken", p.Kind, p.Target.ID, p.Name.KK, p.New, p.Answered, p.Overdue, p.Kept, p.Broken))
	}
	want := []string{
		"category roads Жолдар: 3 new, 2 answered, 0 overdue, 0 kept, 0 broken",
		"place " + turkistan + " Түркістан облысы: 3 new, 2 answered, 0 overdue, 0 kept, 0 broken",
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
	c.must(monday.MarkDigestMailed(c.ctx, MailDigest{User: reader, Digest: FollowerDigest, Week: d.Week}))
	if d := monday.digest(FollowerDigest, reader); d.MailedAt == nil {
		t.Error("not marked")
	}
}

// TestDigestSetting: it is turned off in the mail or in the account, and on again in the account.
func TestDigestSetting(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	on := func() string {
		a, err := c.Account(c.ctx, c.author)
		c.must(err)
		return fmt.Sprint(a.Digests(OfficeDigest), a.Digests(FollowerDigest))
	}
	change := func(d map[DigestKind]bool) {
		c.must(c.ChangeAccount(c.ctx, c.author, AccountChange{GivenName: "Айгүл", Lang: "kk", Digests: d}))
	}
	if on() != "true true" {
		t.Error(on())
	}
	token := c.UnsubscribeToken(c.author, DigestTarget(FollowerDigest))
	about, err := c.Subscription(c.ctx, token)
	c.must(err)
	if about.Target != DigestTarget(FollowerDigest) {
		t.Errorf("%+v", about)
	}
	c.must(c.Unsubscribe(c.ctx, token))
	if on() != "true false" {
		t.Error(on())
	}
	change(nil)
	if on() != "true false" {
		t.Error("a form without the setting changed it: " + on())
	}
	change(map[DigestKind]bool{FollowerDigest: true, OfficeDigest: false})
	if on() != "false true" {
		t.Error(on())
	}
	wantErr(t, "follow a digest", c.Follow(c.ctx, c.author, DigestTarget(OfficeDigest)), ErrNotFound)
	wantErr(t, "follow a work", c.Follow(c.ctx, c.author, Target{MuteWork, "1"}), ErrNotFound)
}
