package notice

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/modelstest"
)

// mailbox gives a user a mail address.
func (c *cast) mailbox(user int64) int64 {
	c.T.Helper()
	_, err := c.Exec(c.Ctx, `update users set email = n.e, mailbox = n.e from (select ?::text as e) n where id = ?`, fmt.Sprintf("person%d@example.kz", user), user)
	c.Must(err)
	return user
}

// told returns the inbox of a user, the oldest first, as "source kind" lines.
func (c *cast) told(user int64) []string {
	c.T.Helper()
	var lines []string
	c.Must(c.Read(c.Ctx, &lines, `select source || ' ' || kind from notices where user_id = ? order by id`, user))
	return lines
}

// mails returns the number of mails in the queue for a user.
func (c *cast) mails(user int64) int {
	c.T.Helper()
	return c.Count(`select count(*) from river_job j join notices n on n.id = (j.args ->> 'notice')::bigint where n.user_id = ?`, user)
}

// notices writes the notices of all new events.
func (c *cast) notices() {
	c.T.Helper()
	_, err := c.NoticeEvents(c.Ctx)
	c.Must(err)
}

// receipts marks the receipts as handled, for tests of later notices.
func (c *cast) receipts() {
	c.T.Helper()
	_, err := c.Exec(c.Ctx, `update events set noticed_at = at where kind = 'submitted'`)
	c.Must(err)
}

// TestNotices: each reader is notified once, for the closest relation, and not of their own
// actions.
func TestNotices(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, user := range []int64{c.Author, c.Neighbour, c.Akim.UserID, c.District.UserID} {
		c.mailbox(user)
	}
	id := c.Submitted()
	ofPlace, ofCategory, ofBody, ofAppeal, elsewhere := c.Person(1, ""), c.Person(1, ""), c.Person(1, ""), c.Person(1, ""), c.Person(1, "")
	c.Must(c.Follow(c.Ctx, ofPlace, models.PlaceTarget(modelstest.Turkistan)))
	c.Must(c.Follow(c.Ctx, ofPlace, models.PlaceTarget(modelstest.Village))) // two reasons, one notice
	c.Must(c.Follow(c.Ctx, ofCategory, models.CategoryTarget("roads")))
	c.Must(c.Follow(c.Ctx, ofBody, models.BodyTarget(c.Akim.BodyID)))
	c.Must(c.Follow(c.Ctx, elsewhere, models.PlaceTarget(modelstest.Shet)))
	modelstest.WantErr(t, "follow what is not public", c.Follow(c.Ctx, ofAppeal, models.AppealTarget(id)), models.ErrNotFound)
	for _, nothing := range []models.Target{{Kind: models.FollowPlace, ID: "999999999"}, {Kind: models.FollowCategory, ID: "gold"}, {Kind: models.FollowBody, ID: "x"}, {Kind: "user", ID: "1"}, models.AppealTarget(99)} {
		modelstest.WantErr(t, nothing.ID, c.Follow(c.Ctx, ofAppeal, nothing), models.ErrNotFound)
	}
	c.Must(c.PublishAppeal(c.Ctx, id, c.Moderator))
	c.Must(c.Follow(c.Ctx, ofAppeal, models.AppealTarget(id)))
	c.Must(c.CastVoice(c.Ctx, id, c.Neighbour))
	c.Must(c.TakeUpAppeal(c.Ctx, id, c.Akim))
	c.notices()
	c.Must(c.RedirectAppeal(c.Ctx, id, c.Akim, c.District.BodyID, "not_competent", ""))
	_, err := c.PublishAnswer(c.Ctx, id, c.District, models.NewAnswer{AnswerText: models.AnswerText{Action: "Жамалады."}, Promises: []models.NewPromise{{Text: "Жамау", Due: modelstest.Day(2026, 3, 20)}}})
	c.Must(err)
	c.Must(c.JudgeAnswer(c.Ctx, id, c.Author, models.Unsolved, "Әлі бар."))
	c.notices()
	c.notices()

	want := map[int64][]string{
		c.Author:          {"author submitted", "author published", "author taken_up", "author redirected", "author answered"},
		c.Neighbour:       {"voice answered", "voice reopened"},
		c.Akim.UserID:     {"official published"},
		c.District.UserID: {"official redirected", "official reopened"},
		ofAppeal:          {"appeal taken_up", "appeal redirected", "appeal answered", "appeal reopened"},
		ofPlace:           {"place published", "place answered"},
		ofCategory:        {"category published", "category answered"},
		ofBody:            {"body published"},
		c.Moderator:       nil,
		elsewhere:         nil,
	}
	for user, lines := range want {
		if diff := cmp.Diff(lines, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
	for user, n := range map[int64]int{c.Author: 5, c.Neighbour: 2, c.Akim.UserID: 1, c.District.UserID: 2, ofAppeal: 0} {
		if got := c.mails(user); got != n {
			t.Errorf("user %d: %d mails, want %d", user, got, n)
		}
	}
	if n := c.Count(`select count(*) from events where noticed_at is null`); n != 0 {
		t.Errorf("%d events are not handled", n)
	}
}

// TestNoticesAtOnce: concurrent sweeps notify each reader once.
func TestNoticesAtOnce(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Author)
	follower := c.mailbox(c.Person(1, ""))
	c.Must(c.Follow(c.Ctx, follower, models.PlaceTarget(modelstest.Turkistan)))
	const appeals = 12
	for range appeals {
		c.Answered()
	}
	var sweeps sync.WaitGroup
	for range 2 {
		sweeps.Go(func() {
			if _, err := c.NoticeEvents(c.Ctx); err != nil {
				t.Error(err)
			}
		})
	}
	sweeps.Wait()
	c.notices()
	if a, f := len(c.told(c.Author)), len(c.told(follower)); a != 3*appeals || f != 2*appeals {
		t.Errorf("%d notices of the author and %d of the follower for %d appeals", a, f, appeals)
	}
	if a, f := c.mails(c.Author), c.mails(follower); a != 3*appeals || f != 2*appeals {
		t.Errorf("%d mails to the author and %d to the follower for %d appeals", a, f, appeals)
	}
}

// TestNoticesOfWork: a reader with several relations to a work gets one notice of it.
func TestNoticesOfWork(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	one, two := c.Published(), c.Published()
	c.Must(c.CastVoice(c.Ctx, two, c.Neighbour))
	c.Must(c.Follow(c.Ctx, c.Neighbour, models.PlaceTarget(modelstest.Tulkibas)))
	c.Must(c.Follow(c.Ctx, c.Local, models.AppealTarget(two)))
	c.Must(c.Follow(c.Ctx, c.Akim.UserID, models.PlaceTarget(modelstest.Sastobe)))
	stranger := c.Person(1, "")
	c.Must(c.Follow(c.Ctx, stranger, models.BodyTarget(c.Akim.BodyID)))
	c.notices()
	users := []int64{c.Author, c.Neighbour, c.Local, stranger, c.Akim.UserID}
	before := map[int64]int{}
	for _, user := range users {
		before[user] = len(c.told(user))
	}
	_, err := c.PublishWork(c.Ctx, c.Akim, models.NewWork{Place: modelstest.Village, Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: models.Planned, Appeals: []int64{one, two}})
	c.Must(err)
	c.notices()
	c.notices()
	got := map[int64]string{}
	for _, user := range users {
		got[user] = strings.Join(c.told(user)[before[user]:], ", ")
	}
	want := map[int64]string{c.Author: "author work", c.Neighbour: "voice work", c.Local: "appeal work", stranger: "body work", c.Akim.UserID: ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notices of the work (-want +got):\n%s", diff)
	}
}

// TestNoNewsOfThePast: old events, as of an import or the demo, cause no notices.
func TestNoNewsOfThePast(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.Answered()
	later := c.when(c.Now().AddDate(0, 0, NewsDays))
	later.notices()
	if got := c.told(c.Author); got != nil {
		t.Errorf("notices of old events: %v", got)
	}
	if n := c.Count(`select count(*) from events where noticed_at is null`); n != 0 {
		t.Errorf("%d events are not handled", n)
	}
}

// TestPrivateNotices: an appeal that is not public notifies only its author and its office.
func TestPrivateNotices(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.Must(c.Follow(c.Ctx, c.Neighbour, models.PlaceTarget(modelstest.Turkistan)))
	id := c.Published()
	c.Must(c.Follow(c.Ctx, c.Local, models.AppealTarget(id)))
	c.Must(c.HideAppeal(c.Ctx, id, c.Moderator, "personal_data", "Телефон бар."))
	c.Must(c.TakeUpAppeal(c.Ctx, id, c.Akim))
	c.notices()
	for user, want := range map[int64][]string{
		c.Author: {"author submitted", "author published", "author hidden", "author taken_up"}, c.Akim.UserID: {"official published"}, c.Neighbour: nil, c.Local: nil,
	} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
}

// TestUnsubscribe: a signed token ends the mails about its target, and no others.
func TestUnsubscribe(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, user := range []int64{c.Author, c.Akim.UserID, c.Neighbour} {
		c.mailbox(user)
	}
	id := c.Published()
	c.Must(c.Follow(c.Ctx, c.Neighbour, models.PlaceTarget(modelstest.Turkistan)))
	tokens := []string{c.UnsubscribeToken(c.Author, models.AppealTarget(id)), c.UnsubscribeToken(c.Akim.UserID, models.BodyTarget(c.Akim.BodyID)),
		c.UnsubscribeToken(c.Neighbour, models.PlaceTarget(modelstest.Turkistan))}
	for _, token := range tokens {
		if _, err := c.Subscription(c.Ctx, token); err != nil {
			t.Error(err)
		}
		for range 2 {
			c.Must(c.Unsubscribe(c.Ctx, token))
		}
	}
	for _, forged := range []string{"", ".", tokens[0] + "x", "9" + tokens[0], tokens[0][:len(tokens[0])-4]} {
		if err := c.Unsubscribe(c.Ctx, forged); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%q: %v", forged, err)
		}
	}
	c.notices()
	for user, want := range map[int64][]string{c.Author: {"author submitted", "author published"}, c.Akim.UserID: {"official published"}, c.Neighbour: nil} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
		if n := c.mails(user); n != 0 {
			t.Errorf("user %d: %d mails", user, n)
		}
	}
	c.Must(c.Follow(c.Ctx, c.Author, models.AppealTarget(id))) // mails start again
	c.Must(c.TakeUpAppeal(c.Ctx, id, c.Akim))
	c.notices()
	if n := c.mails(c.Author); n != 1 {
		t.Errorf("%d mails after following again", n)
	}
}

func TestInbox(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for i := range models.PageSize + 3 {
		at := c.when(c.Now().Add(time.Duration(i) * time.Minute))
		at.Published()
		at.receipts()
		at.notices()
	}
	if n, err := c.Unread(c.Ctx, c.Author); err != nil || n != models.PageSize+3 {
		t.Fatalf("%d unread, %v", n, err)
	}
	first, err := c.Inbox(c.Ctx, c.Author, "", "")
	c.Must(err)
	second, err := c.Inbox(c.Ctx, c.Author, first.Next, "")
	c.Must(err)
	back, err := c.Inbox(c.Ctx, c.Author, "", second.Prev)
	c.Must(err)
	if len(first.Notices) != models.PageSize || len(second.Notices) != 3 || second.Next != "" || first.Prev != "" {
		t.Errorf("pages of %d and %d", len(first.Notices), len(second.Notices))
	}
	if diff := cmp.Diff(first.Notices, back.Notices); diff != "" {
		t.Errorf("next page and back (-want +got):\n%s", diff)
	}
	newest := first.Notices[0]
	if newest.Title == "" || newest.BodyName.KK == "" || newest.Target() != models.AppealTarget(newest.AppealID) {
		t.Errorf("%+v", newest)
	}
	_, err = c.OpenNotice(c.Ctx, c.Neighbour, newest.ID)
	modelstest.WantErr(t, "open that of another", err, models.ErrNotFound)
	opened, err := c.OpenNotice(c.Ctx, c.Author, newest.ID)
	c.Must(err)
	c.Must(c.ReadAbout(c.Ctx, c.Author, second.Notices[0].AppealID))
	c.Must(c.ReadAll(c.Ctx, c.Neighbour))
	if n, err := c.Unread(c.Ctx, c.Author); err != nil || n != models.PageSize+1 || opened.Number == "" {
		t.Errorf("%d unread after two were read, %v", n, err)
	}
	c.Must(c.ReadAll(c.Ctx, c.Author))
	if n, err := c.Unread(c.Ctx, c.Author); err != nil || n != 0 {
		t.Errorf("%d unread after all were read, %v", n, err)
	}
}

// TestNoNoticesOfOtherSubjects checks that the sweep takes events of explanations, roles and switches off
// its queue and notifies no one, also where they name a body that has followers.
func TestNoNoticesOfOtherSubjects(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.Must(c.Follow(c.Ctx, c.Local, models.BodyTarget(c.Akim.BodyID)))
	c.notices()
	before := c.Count(`select count(*) from notices`)
	if _, err := c.SetSwitch(c.Ctx, c.Moderator, models.NoMail, true); err != nil {
		t.Fatal(err)
	}
	c.Must(c.GrantRole(c.Ctx, models.NewRole{UserID: c.Neighbour, Role: "executor", BodyID: &c.Akim.BodyID}))
	c.notices()
	if n := c.Count(`select count(*) from notices`); n != before {
		t.Errorf("%d notices", n-before)
	}
	if n := c.Count(`select count(*) from events where noticed_at is null`); n != 0 {
		t.Errorf("%d events still wait", n)
	}
}
