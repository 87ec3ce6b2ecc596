package notice

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/modelstest"
)

// TestNoticesOfComments: the office is notified of a question under its explanation, the
// asker of the answer, and the author and followers of an official comment under the
// appeal, each once. Comments between residents notify no one.
func TestNoticesOfComments(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Neighbour)
	id := c.Published()
	c.Must(c.Follow(c.Ctx, c.Local, models.AppealTarget(id)))
	work, err := c.PublishWork(c.Ctx, c.Akim, models.NewWork{Place: modelstest.Village, Category: "roads", Lang: "kk", Title: "Көше жөндеу", Text: "Басталды.", Stage: models.Planned})
	c.Must(err)
	c.notices()
	_, err = c.Exec(c.Ctx, `delete from notices`)
	c.Must(err)

	add := func(in models.NewComment) int64 {
		t.Helper()
		id, err := c.AddComment(c.Ctx, in)
		c.Must(err)
		return id
	}
	asked := c.Person(1, "")
	add(models.NewComment{AppealID: id, UserID: c.Neighbour, Text: "Бізде де солай."})
	add(models.NewComment{WorkID: work, UserID: c.Neighbour, Text: "Қашан бітеді?"})
	add(models.NewComment{WorkID: work, UserID: asked, Text: "Қанша тұрады?"})
	spam := add(models.NewComment{WorkID: work, UserID: c.Local, Text: "Сатып алыңыз!"})
	c.Must(c.HideComment(c.Ctx, spam, c.Moderator, "advertising"))
	c.notices()
	add(models.NewComment{WorkID: work, UserID: c.Akim.UserID, BodyID: &c.Akim.BodyID, Text: "20 наурызда."})
	add(models.NewComment{AppealID: id, UserID: c.Akim.UserID, BodyID: &c.Akim.BodyID, Text: "Бригада шықты."})
	c.notices()
	c.notices()

	for user, want := range map[int64][]string{
		c.Akim.UserID: {"official question", "official question"},
		c.Neighbour:   {"asker reply"},
		asked:         {"asker reply"},
		c.Author:      {"author reply"},
		c.Local:       {"appeal reply"}, // follows it
		c.Moderator:   nil,
	} {
		if diff := cmp.Diff(want, c.told(user)); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
	in, err := c.Inbox(c.Ctx, c.Neighbour, "", "")
	c.Must(err)
	n := in.Notices[0]
	if n.Data.Text != "20 наурызда." || n.Title != "Көше жөндеу" || n.Actor != models.ByBody || n.Target() != (models.Target{Kind: models.MuteWork, ID: n.TargetID}) || n.BodyName.KK == "" {
		t.Errorf("%+v", n)
	}
	if n := c.mails(c.Neighbour); n != 1 {
		t.Errorf("%d mails", n)
	}
	var notice int64
	c.Must(c.ReadOne(c.Ctx, &notice, `select id from notices where user_id = ?`, c.Neighbour))
	l, err := c.NoticeLetter(c.Ctx, notice)
	c.Must(err)
	if l.About.Title != "Көше жөндеу" {
		t.Errorf("about %+v", l.About)
	}
	c.Must(c.Unsubscribe(c.Ctx, c.UnsubscribeToken(c.Neighbour, l.Target())))
	add(models.NewComment{WorkID: work, UserID: c.Akim.UserID, BodyID: &c.Akim.BodyID, Text: "Ертең бітеді."})
	c.notices()
	if n := c.mails(c.Neighbour); n != 1 || len(c.told(c.Neighbour)) != 2 {
		t.Errorf("%d mails after unsubscribing", n)
	}
}

// TestEveryKindHasReaders: each kind of event is either in audiences or in Silent.
func TestEveryKindHasReaders(t *testing.T) {
	t.Parallel()
	for _, kind := range models.EventKinds {
		_, told := audiences[kind]
		if told == slices.Contains(Silent, kind) {
			t.Errorf("%s: in audiences: %v, in Silent: %v", kind, told, !told)
		}
	}
	for kind := range audiences {
		if !slices.Contains(models.EventKinds, kind) {
			t.Errorf("%s is not a kind of event", kind)
		}
	}
}

// TestNoticesOfComplaint: actions of the superior body notify both bodies, the author and the
// followers, but not the actor.
func TestNoticesOfComplaint(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.Published()
	c.Must(c.Follow(c.Ctx, c.Local, models.AppealTarget(id)))
	c.receipts()
	c.notices()
	_, err := c.Exec(c.Ctx, `delete from notices`)
	c.Must(err)
	c.Event(models.Event{AppealID: id, Kind: models.ReturnedDown, Actor: models.ByBody, BodyID: &c.District.BodyID, UserID: &c.District.UserID, Data: models.EventData{ToBody: c.Akim.BodyID}})
	c.Event(models.Event{AppealID: id, Kind: models.ComplaintSilent, Actor: models.BySystem, BodyID: &c.District.BodyID})
	c.Event(models.Event{AppealID: id, Kind: models.DueNear, Actor: models.BySystem, BodyID: &c.Akim.BodyID})
	c.Event(models.Event{AppealID: id, Kind: models.PromiseNear, Actor: models.BySystem, BodyID: &c.Akim.BodyID})
	c.notices()
	for user, want := range map[int64][]string{
		c.Author:          {"author returned", "author complaint_silent", "author promise_near"},
		c.Akim.UserID:     {"official returned", "official complaint_silent", "official due_near", "official promise_near"},
		c.District.UserID: {"official complaint_silent"},
		c.Local:           {"appeal returned", "appeal complaint_silent", "appeal promise_near"},
	} {
		got := c.told(user)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("user %d (-want +got):\n%s", user, diff)
		}
	}
}

// TestReceiptNotice: the author is notified of the own appeal, with the receipt.
func TestReceiptNotice(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Author)
	id := c.Submitted()
	c.notices()
	if diff := cmp.Diff([]string{"author submitted"}, c.told(c.Author)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var notice int64
	c.Must(c.ReadOne(c.Ctx, &notice, `select id from notices where appeal_id = ?`, id))
	l, err := c.NoticeLetter(c.Ctx, notice)
	c.Must(err)
	if r := l.Receipt; r == nil || r.BodyName.KK == "" || r.AnswerDue.IsZero() || l.Number == "" {
		t.Errorf("%+v", l)
	}
}

// TestBounced: after a permanent refusal no mail goes to an address until a code confirms it
// again; mails that were queued before are not sent either.
func TestBounced(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.mailbox(c.Author)
	var email string
	c.Must(c.ReadOne(c.Ctx, &email, `select email from users where id = ?`, c.Author))
	id := c.Published()
	c.notices()
	before := c.mails(c.Author)
	c.Must(c.MarkBounced(c.Ctx, c.Author, "another@example.kz", models.BounceUnknown)) // no longer the address of this user
	if n, err := c.Bounces(c.Ctx); err != nil || n != 0 {
		t.Fatalf("%d, %v", n, err)
	}
	for range 2 {
		c.Must(c.MarkBounced(c.Ctx, c.Author, email, models.BounceMailbox))
	}
	c.Must(c.TakeUpAppeal(c.Ctx, id, c.Akim))
	c.notices()
	if n := c.mails(c.Author); n != before {
		t.Errorf("%d mails after the refusal, %d before", n, before)
	}
	if told := c.told(c.Author); told[len(told)-1] != "author taken_up" {
		t.Errorf("inbox: %v", told)
	}
	var notice int64
	c.Must(c.ReadOne(c.Ctx, &notice, `select max(id) from notices where user_id = ?`, c.Author))
	if l, err := c.NoticeLetter(c.Ctx, notice); err != nil || l.Email != "" {
		t.Errorf("the letter goes to %q, %v", l.Email, err)
	}
	signIn, err := account.New(c.Cast.Store).OpenSession(c.Ctx, c.Author, "", account.Origin{})
	c.Must(err)
	if v, err := account.New(c.Cast.Store).SessionViewer(c.Ctx, signIn); err != nil || v.Bounced != models.BounceMailbox {
		t.Errorf("%q, %v", v.Bounced, err)
	}

	asked, err := account.New(c.Cast.Store).AskCode(c.Ctx, email, account.Origin{})
	c.Must(err)
	_, err = account.New(c.Cast.Store).RedeemCode(c.Ctx, account.Redeem{Token: asked.Token, Digits: asked.Digits, Lang: "kk"})
	c.Must(err)
	if v, err := account.New(c.Cast.Store).SessionViewer(c.Ctx, signIn); err != nil || v.Bounced != "" {
		t.Errorf("%q, %v", v.Bounced, err)
	}
	_, err = c.PublishAnswer(c.Ctx, id, c.Akim, models.NewAnswer{AnswerText: models.AnswerText{Action: "Жамалады."}})
	c.Must(err)
	c.notices()
	if n := c.mails(c.Author); n != before+1 {
		t.Errorf("%d mails after the code, want %d", n, before+1)
	}
}
