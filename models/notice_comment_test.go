package models

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNoticesOfComments: the office is told of a question under its explanation, who
// asked of the answer, the author and the followers of an official word under the
// appeal; once, and nobody of what residents say to each other.
func TestNoticesOfComments(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.neighbour)
	id := c.published()
	c.must(c.Follow(c.ctx, c.local, AppealTarget(id)))
	work, err := c.PublishWork(c.ctx, c.akim, NewWork{Place: village, Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: Planned})
	c.must(err)
	c.notices()
	_, err = c.exec(c.ctx, `delete from notices`)
	c.must(err)

	add := func(in NewComment) int64 {
		t.Helper()
		id, err := c.AddComment(c.ctx, in)
		c.must(err)
		return id
	}
	asked := c.person(1, "")
	add(NewComment{AppealID: id, UserID: c.neighbour, Text: "Бізде де солай."})
	add(NewComment{WorkID: work, UserID: c.neighbour, Text: "Қашан бітеді?"})
	add(NewComment{WorkID: work, UserID: asked, Text: "Қанша тұрады?"})
	spam := add(NewComment{WorkID: work, UserID: c.local, Text: "Сатып алыңыз!"})
	c.must(c.HideComment(c.ctx, spam, c.moderator, "advertising"))
	c.notices()
	add(NewComment{WorkID: work, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "20 наурызда."})
	add(NewComment{AppealID: id, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "Бригада шықты."})
	c.notices()
	c.notices()

	for user, want := range map[int64][]string{
		c.akim.UserID: {"official question", "official question"},
		c.neighbour:   {"asker reply"},
		asked:         {"asker reply"},
		c.author:      {"author reply"},
		c.local:       {"appeal reply"}, // who follows it
		c.moderator:   nil,
	} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
	in, err := c.Inbox(c.ctx, c.neighbour, "", "")
	c.must(err)
	n := in.Notices[0]
	if n.Data.Text != "20 наурызда." || n.Title != "Көше жөндеу" || n.Actor != ByBody || n.Target() != (Target{MuteWork, n.TargetID}) || n.BodyName.KK == "" {
		t.Errorf("%+v", n)
	}
	if n := c.mails(c.neighbour); n != 1 {
		t.Errorf("%d mails", n)
	}
	var notice int64
	c.must(c.readOne(c.ctx, &notice, `select id from notices where user_id = ?`, c.neighbour))
	l, err := c.NoticeLetter(c.ctx, notice)
	c.must(err)
	if l.About.Title != "Көше жөндеу" {
		t.Errorf("about %+v", l.About)
	}
	c.must(c.Unsubscribe(c.ctx, c.UnsubscribeToken(c.neighbour, l.Target())))
	add(NewComment{WorkID: work, UserID: c.akim.UserID, BodyID: &c.akim.BodyID, Text: "Ертең бітеді."})
	c.notices()
	if n := c.mails(c.neighbour); n != 1 || len(c.told(c.neighbour)) != 2 {
		t.Errorf("%d mails to who has unsubscribed", n)
	}
}

// TestEveryKindHasReaders: each kind of event says who is told of it, or that nobody is.
func TestEveryKindHasReaders(t *testing.T) {
	t.Parallel()
	for _, kind := range EventKinds {
		_, told := audiences[kind]
		if told == slices.Contains(Silent, kind) {
			t.Errorf("%s: has readers: %v, tells nobody: %v", kind, told, !told)
		}
	}
	for kind := range audiences {
		if !slices.Contains(EventKinds, kind) {
			t.Errorf("%s is no kind of event", kind)
		}
	}
}

// TestNoticesOfComplaint: what the body above does is told to both bodies, the
// author and who follows, and to nobody who did it.
func TestNoticesOfComplaint(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	c.must(c.Follow(c.ctx, c.local, AppealTarget(id)))
	c.receipts()
	c.notices()
	_, err := c.exec(c.ctx, `delete from notices`)
	c.must(err)
	c.event(Event{AppealID: id, Kind: ReturnedDown, Actor: ByBody, BodyID: &c.district.BodyID, UserID: &c.district.UserID, Data: EventData{ToBody: c.akim.BodyID}})
	c.event(Event{AppealID: id, Kind: ComplaintSilent, Actor: BySystem, BodyID: &c.district.BodyID})
	c.event(Event{AppealID: id, Kind: DueNear, Actor: BySystem, BodyID: &c.akim.BodyID})
	c.event(Event{AppealID: id, Kind: PromiseNear, Actor: BySystem, BodyID: &c.akim.BodyID})
	c.notices()
	for user, want := range map[int64][]string{
		c.author:          {"author returned", "author complaint_silent", "author promise_near"},
		c.akim.UserID:     {"official returned", "official complaint_silent", "official due_near", "official promise_near"},
		c.district.UserID: {"official complaint_silent"},
		c.local:           {"appeal returned", "appeal complaint_silent", "appeal promise_near"},
	} {
		got := c.told(user)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
}

// TestReceiptNotice: who files is told so themselves, with what the receipt says.
func TestReceiptNotice(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.author)
	id := c.submitted()
	c.notices()
	if diff := cmp.Diff([]string{"author submitted"}, c.told(c.author)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var notice int64
	c.must(c.readOne(c.ctx, &notice, `select id from notices where appeal_id = ?`, id))
	l, err := c.NoticeLetter(c.ctx, notice)
	c.must(err)
	if r := l.Receipt; r == nil || r.BodyName.KK == "" || r.AnswerDue.IsZero() || l.Number == "" {
		t.Errorf("%+v", l)
	}
}

// TestBounced: an address that is refused for good gets nothing more until it is
// proven by a code, and what was queued before ends unsent.
func TestBounced(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.author)
	var email string
	c.must(c.readOne(c.ctx, &email, `select email from users where id = ?`, c.author))
	id := c.published()
	c.notices()
	before := c.mails(c.author)
	c.must(c.MarkBounced(c.ctx, c.author, "another@example.kz", BounceUnknown)) // theirs no longer
	if n, err := c.Bounces(c.ctx); err != nil || n != 0 {
		t.Fatalf("%d, %v", n, err)
	}
	for range 2 {
		c.must(c.MarkBounced(c.ctx, c.author, email, BounceMailbox))
	}
	c.must(c.TakeUpAppeal(c.ctx, id, c.akim))
	c.notices()
	if n := c.mails(c.author); n != before {
		t.Errorf("%d mails after the refusal, %d before", n, before)
	}
	if told := c.told(c.author); told[len(told)-1] != "author taken_up" {
		t.Errorf("the inbox says %v", told)
	}
	var notice int64
	c.must(c.readOne(c.ctx, &notice, `select max(id) from notices where user_id = ?`, c.author))
	if l, err := c.NoticeLetter(c.ctx, notice); err != nil || l.Email != "" {
		t.Errorf("still mailed to %q, %v", l.Email, err)
	}
	signIn, err := c.OpenSession(c.ctx, c.author, "")
	c.must(err)
	if v, err := c.SessionViewer(c.ctx, signIn); err != nil || v.Bounced != BounceMailbox {
		t.Errorf("%q, %v", v.Bounced, err)
	}

	asked, err := c.AskCode(c.ctx, email, "")
	c.must(err)
	_, err = c.RedeemCode(c.ctx, Redeem{Token: asked.Token, Digits: asked.Digits, Lang: "kk"})
	c.must(err)
	if v, err := c.SessionViewer(c.ctx, signIn); err != nil || v.Bounced != "" {
		t.Errorf("%q, %v", v.Bounced, err)
	}
	_, err = c.PublishAnswer(c.ctx, id, c.akim, NewAnswer{Action: "Жамалады."})
	c.must(err)
	c.notices()
	if n := c.mails(c.author); n != before+1 {
		t.Errorf("%d mails after the proof, want %d", n, before+1)
	}
}
