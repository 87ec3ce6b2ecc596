package models

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// mailbox gives a person an address, so that they are mailed too.
func (c *cast) mailbox(user int64) int64 {
	c.t.Helper()
	_, err := c.exec(c.ctx, `update users set email = n.e, mailbox = n.e from (select ?::text as e) n where id = ?`, fmt.Sprintf("person%d@example.kz", user), user)
	c.must(err)
	return user
}

// told is what stands in somebody's inbox, the oldest first, as "source kind" lines.
func (c *cast) told(user int64) []string {
	c.t.Helper()
	var lines []string
	c.must(c.read(c.ctx, &lines, `select source || ' ' || kind from notices where user_id = ? order by id`, user))
	return lines
}

// mails counts the mails in the queue for somebody.
func (c *cast) mails(user int64) int {
	c.t.Helper()
	return c.count(`select count(*) from river_job j join notices n on n.id = (j.args ->> 'notice')::bigint where n.user_id = ?`, user)
}

func (c *cast) notices() {
	c.t.Helper()
	_, err := c.NoticeEvents(c.ctx)
	c.must(err)
}

// receipts lets the receipts of what was filed be, for tests of what comes after.
func (c *cast) receipts() {
	c.t.Helper()
	_, err := c.exec(c.ctx, `update events set noticed_at = at where kind = 'submitted'`)
	c.must(err)
}

// TestNotices: each reader is told for the nearest reason, once, and nobody what they did.
func TestNotices(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, user := range []int64{c.author, c.neighbour, c.akim.UserID, c.district.UserID} {
		c.mailbox(user)
	}
	id := c.submitted()
	ofPlace, ofCategory, ofBody, ofAppeal, elsewhere := c.person(1, ""), c.person(1, ""), c.person(1, ""), c.person(1, ""), c.person(1, "")
	c.must(c.Follow(c.ctx, ofPlace, PlaceTarget(turkistan)))
	c.must(c.Follow(c.ctx, ofPlace, PlaceTarget(village))) // two reasons, one notice
	c.must(c.Follow(c.ctx, ofCategory, CategoryTarget("roads")))
	c.must(c.Follow(c.ctx, ofBody, BodyTarget(c.akim.BodyID)))
	c.must(c.Follow(c.ctx, elsewhere, PlaceTarget(shet)))
	wantErr(t, "follow what is not public", c.Follow(c.ctx, ofAppeal, AppealTarget(id)), ErrNotFound)
	for _, nothing := range []Target{{FollowPlace, "999999999"}, {FollowCategory, "gold"}, {FollowBody, "x"}, {"user", "1"}, AppealTarget(99)} {
		wantErr(t, nothing.ID, c.Follow(c.ctx, ofAppeal, nothing), ErrNotFound)
	}
	c.must(c.PublishAppeal(c.ctx, id, c.moderator))
	c.must(c.Follow(c.ctx, ofAppeal, AppealTarget(id)))
	c.must(c.CastVoice(c.ctx, id, c.neighbour))
	c.must(c.TakeUpAppeal(c.ctx, id, c.akim))
	c.notices()
	c.must(c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", ""))
	_, err := c.PublishAnswer(c.ctx, id, c.district, NewAnswer{Action: "Жамалады.", Promises: []NewPromise{{"Жамау", day(2026, 3, 20)}}})
	c.must(err)
	c.must(c.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Әлі бар."))
	c.notices()
	c.notices()

	want := map[int64][]string{
		c.author:          {"author submitted", "author published", "author taken_up", "author redirected", "author answered"},
		c.neighbour:       {"voice answered", "voice reopened"},
		c.akim.UserID:     {"official published"},
		c.district.UserID: {"official redirected", "official reopened"},
		ofAppeal:          {"appeal taken_up", "appeal redirected", "appeal answered", "appeal reopened"},
		ofPlace:           {"place published", "place answered"},
		ofCategory:        {"category published", "category answered"},
		ofBody:            {"body published"},
		c.moderator:       nil,
		elsewhere:         nil,
	}
	for user, lines := range want {
		if diff := cmp.Diff(lines, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
	for user, n := range map[int64]int{c.author: 5, c.neighbour: 2, c.akim.UserID: 1, c.district.UserID: 2, ofAppeal: 0} {
		if got := c.mails(user); got != n {
			t.Errorf("user %d: %d mails, want %d", user, got, n)
		}
	}
	if n := c.count(`select count(*) from events where noticed_at is null`); n != 0 {
		t.Errorf("%d events still wait", n)
	}
}

// TestNoticesAtOnce: two sweeps at the same moment tell everybody once.
func TestNoticesAtOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.author)
	follower := c.mailbox(c.person(1, ""))
	c.must(c.Follow(c.ctx, follower, PlaceTarget(turkistan)))
	const appeals = 12
	for range appeals {
		c.answered()
	}
	var sweeps sync.WaitGroup
	for range 2 {
		sweeps.Go(func() {
			if _, err := c.NoticeEvents(c.ctx); err != nil {
				t.Error(err)
			}
		})
	}
	sweeps.Wait()
	c.notices()
	if a, f := len(c.told(c.author)), len(c.told(follower)); a != 3*appeals || f != 2*appeals {
		t.Errorf("the author is told %d times and the follower %d times of %d appeals", a, f, appeals)
	}
	if a, f := c.mails(c.author), c.mails(follower); a != 3*appeals || f != 2*appeals {
		t.Errorf("the author is mailed %d times and the follower %d times of %d appeals", a, f, appeals)
	}
}

// TestNoticesOfWork: however many reasons there are, a work is told once.
func TestNoticesOfWork(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	one, two := c.published(), c.published()
	c.must(c.CastVoice(c.ctx, two, c.neighbour))
	c.must(c.Follow(c.ctx, c.neighbour, PlaceTarget(tulkibas)))
	c.must(c.Follow(c.ctx, c.local, AppealTarget(two)))
	c.must(c.Follow(c.ctx, c.akim.UserID, PlaceTarget(sastobe)))
	stranger := c.person(1, "")
	c.must(c.Follow(c.ctx, stranger, BodyTarget(c.akim.BodyID)))
	c.notices()
	users := []int64{c.author, c.neighbour, c.local, stranger, c.akim.UserID}
	before := map[int64]int{}
	for _, user := range users {
		before[user] = len(c.told(user))
	}
	_, err := c.PublishWork(c.ctx, c.akim, NewWork{Place: village, Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: Planned, Appeals: []int64{one, two}})
	c.must(err)
	c.notices()
	c.notices()
	got := map[int64]string{}
	for _, user := range users {
		got[user] = strings.Join(c.told(user)[before[user]:], ", ")
	}
	want := map[int64]string{c.author: "author work", c.neighbour: "voice work", c.local: "appeal work", stranger: "body work", c.akim.UserID: ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("told of the work (-want +got):\n%s", diff)
	}
}

// TestNoNewsOfThePast: what an import or the demo brings from long ago is told nobody.
func TestNoNewsOfThePast(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.answered()
	later := c.when(c.Now().AddDate(0, 0, NewsDays))
	later.notices()
	if got := c.told(c.author); got != nil {
		t.Errorf("told of the past: %v", got)
	}
	if n := c.count(`select count(*) from events where noticed_at is null`); n != 0 {
		t.Errorf("%d events still wait", n)
	}
}

// TestPrivateNotices: of what is not public, who has a part in it is told, and nobody else.
func TestPrivateNotices(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.must(c.Follow(c.ctx, c.neighbour, PlaceTarget(turkistan)))
	id := c.published()
	c.must(c.Follow(c.ctx, c.local, AppealTarget(id)))
	c.must(c.HideAppeal(c.ctx, id, c.moderator, "personal_data", "Телефон бар."))
	c.must(c.TakeUpAppeal(c.ctx, id, c.akim))
	c.notices()
	for user, want := range map[int64][]string{
		c.author: {"author submitted", "author published", "author hidden", "author taken_up"}, c.akim.UserID: {"official published"}, c.neighbour: nil, c.local: nil,
	} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
}

// TestUnsubscribe: a signed token ends mails, and only those it names.
func TestUnsubscribe(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, user := range []int64{c.author, c.akim.UserID, c.neighbour} {
		c.mailbox(user)
	}
	id := c.published()
	c.must(c.Follow(c.ctx, c.neighbour, PlaceTarget(turkistan)))
	tokens := []string{c.UnsubscribeToken(c.author, AppealTarget(id)), c.UnsubscribeToken(c.akim.UserID, BodyTarget(c.akim.BodyID)),
		c.UnsubscribeToken(c.neighbour, PlaceTarget(turkistan))}
	for _, token := range tokens {
		if _, err := c.Subscription(c.ctx, token); err != nil {
			t.Error(err)
		}
		for range 2 {
			c.must(c.Unsubscribe(c.ctx, token))
		}
	}
	for _, forged := range []string{"", ".", tokens[0] + "x", "9" + tokens[0], tokens[0][:len(tokens[0])-4]} {
		if err := c.Unsubscribe(c.ctx, forged); !errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %v", forged, err)
		}
	}
	c.notices()
	for user, want := range map[int64][]string{c.author: {"author submitted", "author published"}, c.akim.UserID: {"official published"}, c.neighbour: nil} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
		if n := c.mails(user); n != 0 {
			t.Errorf("user %d is mailed %d times", user, n)
		}
	}
	c.must(c.Follow(c.ctx, c.author, AppealTarget(id))) // and changes their mind
	c.must(c.TakeUpAppeal(c.ctx, id, c.akim))
	c.notices()
	if n := c.mails(c.author); n != 1 {
		t.Errorf("%d mails after following again", n)
	}
}

func TestInbox(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for i := range PageSize + 3 {
		at := c.when(c.Now().Add(time.Duration(i) * time.Minute))
		at.published()
		at.receipts()
		at.notices()
	}
	if n, err := c.Unread(c.ctx, c.author); err != nil || n != PageSize+3 {
		t.Fatalf("%d unread, %v", n, err)
	}
	first, err := c.Inbox(c.ctx, c.author, "", "")
	c.must(err)
	second, err := c.Inbox(c.ctx, c.author, first.Next, "")
	c.must(err)
	back, err := c.Inbox(c.ctx, c.author, "", second.Prev)
	c.must(err)
	if len(first.Notices) != PageSize || len(second.Notices) != 3 || second.Next != "" || first.Prev != "" {
		t.Errorf("pages of %d and %d", len(first.Notices), len(second.Notices))
	}
	if diff := cmp.Diff(first.Notices, back.Notices); diff != "" {
		t.Errorf("there and back (-want +got):\n%s", diff)
	}
	newest := first.Notices[0]
	if newest.Title == "" || newest.BodyName.KK == "" || newest.Target() != AppealTarget(newest.AppealID) {
		t.Errorf("%+v", newest)
	}
	_, err = c.OpenNotice(c.ctx, c.neighbour, newest.ID)
	wantErr(t, "open that of another", err, ErrNotFound)
	opened, err := c.OpenNotice(c.ctx, c.author, newest.ID)
	c.must(err)
	c.must(c.ReadAbout(c.ctx, c.author, second.Notices[0].AppealID))
	c.must(c.ReadAll(c.ctx, c.neighbour))
	if n, err := c.Unread(c.ctx, c.author); err != nil || n != PageSize+1 || opened.Number == "" {
		t.Errorf("%d unread after two were read, %v", n, err)
	}
	c.must(c.ReadAll(c.ctx, c.author))
	if n, err := c.Unread(c.ctx, c.author); err != nil || n != 0 {
		t.Errorf("%d unread after all were read, %v", n, err)
	}
}
