package notice

import (
	"testing"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// mergedPair is an appeal and the duplicate that is merged into it. The duplicate has a follower
// and the voices of two neighbours; one of them has a voice on both appeals.
type mergedPair struct {
	into, duplicate int64
	both, one, fan  int64
}

func (c *cast) mergedPair() (m mergedPair) {
	c.T.Helper()
	m.into, m.duplicate = c.Published(), c.filedBy(c.Local)
	m.both, m.one, m.fan = c.Person(2, ""), c.Person(1, ""), c.Person(1, "")
	c.Must(c.CastVoice(c.Ctx, m.into, m.both))
	c.Must(c.CastVoice(c.Ctx, m.duplicate, m.both))
	c.Must(c.CastVoice(c.Ctx, m.duplicate, m.one))
	c.Must(c.Follow(c.Ctx, m.fan, models.AppealTarget(m.duplicate)))
	c.Must(c.RecountVoices(c.Ctx))
	c.Must(c.MergeAppeal(c.Ctx, m.duplicate, m.into, c.Moderator))
	c.Must(c.RecountVoices(c.Ctx))
	return m
}

// filedBy publishes an appeal of a user.
func (c *cast) filedBy(user int64) int64 {
	c.T.Helper()
	in := c.Pothole()
	in.AuthorID = user
	filed, err := c.SubmitAppeal(c.Ctx, in)
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	return filed.ID
}

// TestMergeNotifiesBothSides: both appeals have an event of the merge with the number of moved
// voices; the follower moves too, and the authors, moved voices and followers are notified.
func TestMergeNotifiesBothSides(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	m := c.mergedPair()
	c.WantStory(m.into, "moderator took_in")
	c.WantStory(m.duplicate, "moderator merged")
	d, err := c.AppealPage(c.Ctx, c.Appeal(m.into).Number)
	c.Must(err)
	if len(d.Joined) != 1 || d.Joined[0].Number != c.Appeal(m.duplicate).Number {
		t.Errorf("the page names %v", d.Joined)
	}
	if e := d.Events[len(d.Events)-1]; e.Data.Voices != 2 { // the one neighbour and the author of the duplicate
		t.Errorf("the event has %d moved voices, want 2", e.Data.Voices)
	}
	follows, err := c.Follows(c.Ctx, m.fan, models.AppealTarget(m.into), models.AppealTarget(m.duplicate))
	c.Must(err)
	if !follows[models.AppealTarget(m.into)] || follows[models.AppealTarget(m.duplicate)] {
		t.Errorf("the follower follows %v", follows)
	}
	_, err = c.NoticeEvents(c.Ctx)
	c.Must(err)
	for who, user := range map[string]int64{"author": c.Author, "voice": m.one, "follower": m.fan} {
		if n := c.Count(`select count(*) from notices where user_id = ? and kind = 'took_in'`, user); n != 1 {
			t.Errorf("%s: %d notices of the merge", who, n)
		}
	}
	if n := c.Count(`select count(*) from notices where user_id = ? and kind = 'merged'`, c.Local); n != 1 {
		t.Errorf("%d notices of the author of the duplicate", n)
	}
}

// TestSurvivorGone: when the appeal with the merged duplicate is withdrawn, hidden, made private or
// parted, the duplicate is open again with its remaining days, voices and followers, and all
// of them are notified.
func TestSurvivorGone(t *testing.T) {
	t.Parallel()
	for what, gone := range map[string]func(*cast, int64) error{
		"withdrawn":            func(c *cast, id int64) error { return c.WithdrawAppeal(c.Ctx, id, c.Author) },
		"hidden":               func(c *cast, id int64) error { return c.HideAppeal(c.Ctx, id, c.Moderator, "insult", "") },
		"hidden by its author": func(c *cast, id int64) error { return c.HideOwnAppeal(c.Ctx, id, c.Author) },
		"private":              func(c *cast, id int64) error { return c.MakePrivate(c.Ctx, id, c.Moderator, "private_matter", "") },
		"parted": func(c *cast, _ int64) error {
			var duplicate int64
			c.Must(c.ReadOne(c.Ctx, &duplicate, `select appeal_id from merges`))
			return c.PartAppeal(c.Ctx, duplicate, c.Moderator, "Бұл екі бөлек шұңқыр.")
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := newCast(t)
			m := c.mergedPair()
			left := c.Reference().Calendar.WorkingDaysBetween(c.Today(), *c.Appeal(m.duplicate).AnswerDue)
			late := c.at(2026, time.May, 20) // long after the end of the term
			late.Must(late.SweepTime(late.Ctx))
			late.Must(gone(late, m.into))
			late.WantStatus(m.duplicate, models.Registered)
			a := late.Appeal(m.duplicate)
			if got := late.Reference().Calendar.WorkingDaysBetween(late.Today(), *a.AnswerDue); got != left || a.OverdueAt != nil || a.ClockRule != models.RuleParted {
				t.Errorf("%d working days left by %q, want %d", got, a.ClockRule, left)
			}
			late.Must(late.RecountVoices(late.Ctx))
			if got := late.VoicesOf(m.duplicate); got != [3]int{2, 1, 0} {
				t.Errorf("voices of the duplicate: %v", got)
			}
			if got := late.VoicesOf(m.into); got != [3]int{1, 1, 0} {
				t.Errorf("voices of the other appeal: %v", got)
			}
			follows, err := late.Follows(late.Ctx, m.fan, models.AppealTarget(m.into), models.AppealTarget(m.duplicate))
			late.Must(err)
			if follows[models.AppealTarget(m.into)] || !follows[models.AppealTarget(m.duplicate)] {
				t.Errorf("the follower follows %v", follows)
			}
			_, err = late.NoticeEvents(late.Ctx)
			late.Must(err)
			for who, user := range map[string]int64{"author": c.Local, "both": m.both, "voice": m.one, "follower": m.fan, "office": c.Akim.UserID} {
				if n := late.Count(`select count(*) from notices where user_id = ? and kind = 'parted'`, user); n != 1 {
					t.Errorf("%s: %d notices of the parting", who, n)
				}
			}
			d, err := late.AppealPage(late.Ctx, a.Number)
			late.Must(err)
			if e := d.Events[len(d.Events)-1]; e.Kind != models.WasParted || e.Data.Number != c.Appeal(m.into).Number || e.Data.Due != a.AnswerDue.String() {
				t.Errorf("the event of the duplicate: %+v", e)
			}
		})
	}
}

// TestPartChain: appeals merged into a duplicate follow it into a third appeal, and each gets
// only its own voices back.
func TestPartChain(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	last, middle, first := c.filedBy(c.Neighbour), c.filedBy(c.Author), c.filedBy(c.Local)
	ofFirst, ofMiddle, ofAll := c.Person(1, ""), c.Person(1, ""), c.Person(1, "")
	for user, ids := range map[int64][]int64{ofFirst: {first}, ofMiddle: {middle}, ofAll: {first, middle, last}} {
		for _, id := range ids {
			c.Must(c.CastVoice(c.Ctx, id, user))
		}
	}
	c.Must(c.MergeAppeal(c.Ctx, first, middle, c.Moderator))
	c.Must(c.MergeAppeal(c.Ctx, middle, last, c.Moderator))
	c.Must(c.RecountVoices(c.Ctx))
	if got := c.VoicesOf(last)[0]; got != 5 { // three voters and two authors
		t.Errorf("%d voices after the merges, want 5", got)
	}
	if d, err := c.AppealPage(c.Ctx, c.Appeal(first).Number); err != nil || d.MergedNumber != c.Appeal(last).Number {
		t.Errorf("the first appeal refers to %q, %v", d.MergedNumber, err)
	}
	c.Must(c.TakeVoiceBack(c.Ctx, last, ofMiddle)) // also on the parted appeal
	c.Must(c.PartAppeal(c.Ctx, middle, c.Moderator, "Бұл екі бөлек шұңқыр."))
	c.Must(c.RecountVoices(c.Ctx))
	if got := [3]int{c.VoicesOf(last)[0], c.VoicesOf(middle)[0], c.VoicesOf(first)[0]}; got != [3]int{3, 1, 0} {
		t.Errorf("after the middle one was parted: %v", got)
	}
	c.Must(c.WithdrawAppeal(c.Ctx, last, c.Neighbour))
	c.Must(c.RecountVoices(c.Ctx))
	if got := [3]int{c.VoicesOf(last)[0], c.VoicesOf(middle)[0], c.VoicesOf(first)[0]}; got != [3]int{1, 1, 2} {
		t.Errorf("after the last one was withdrawn: %v", got)
	}
	c.WantStatus(middle, models.Registered)
	c.WantStatus(first, models.Registered)
	modelstest.WantErr(t, "part it twice", c.PartAppeal(c.Ctx, first, c.Moderator, "Бұл екі бөлек шұңқыр."), models.ErrState)
	c.Must(c.MergeAppeal(c.Ctx, first, middle, c.Moderator)) // can be merged again
}

// TestPartKeepsDelay: a parted appeal is as late as before the merge, and a paused one has the
// days left that it had.
func TestPartKeepsDelay(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	into, overdue, paused := c.Published(), c.filedBy(c.Local), c.filedBy(c.Neighbour)
	c.Must(c.PauseAppeal(c.Ctx, paused, c.Akim, "art76", "Сараптама керек."))
	late := c.at(2026, time.April, 6) // due on 31 March or 1 April
	late.Must(late.SweepTime(late.Ctx))
	cal := late.Reference().Calendar
	days := cal.WorkingDaysBetween(*late.Appeal(overdue).AnswerDue, late.Today())
	if late.Appeal(overdue).OverdueAt == nil || days < 1 {
		t.Fatal("the appeal is not overdue")
	}
	for _, id := range []int64{overdue, paused} {
		late.Must(late.MergeAppeal(late.Ctx, id, into, c.Moderator))
	}
	after := c.at(2026, time.June, 3)
	for _, id := range []int64{overdue, paused} {
		after.Must(after.PartAppeal(after.Ctx, id, c.Moderator, "Бұл екі бөлек шұңқыр."))
	}
	a := after.Appeal(overdue)
	if got := cal.WorkingDaysBetween(*a.AnswerDue, after.Today()); got != days || a.OverdueAt == nil {
		t.Errorf("%d working days late, was %d", got, days)
	}
	if got := cal.WorkingDaysBetween(after.Today(), *after.Appeal(paused).AnswerDue); got != calendar.AnswerDays {
		t.Errorf("%d working days left of a term that was paused on its first day", got)
	}
}
