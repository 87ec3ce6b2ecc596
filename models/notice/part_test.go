package notice

import (
	"testing"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// mergedPair is an appeal and the duplicate merged into it. The duplicate has a follower
// and the voices of two neighbours; one of them voiced both appeals.
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

// filedBy is a published appeal of a person.
func (c *cast) filedBy(user int64) int64 {
	c.T.Helper()
	in := c.Pothole()
	in.AuthorID = user
	filed, err := c.SubmitAppeal(c.Ctx, in)
	c.Must(err)
	c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	return filed.ID
}

// TestMergeTellsBothSides: both appeals tell the merge, with the voices that came; the
// follower moves along, and the author of the other one and who moved are told.
func TestMergeTellsBothSides(t *testing.T) {
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
		t.Errorf("%d voices came, the event says", e.Data.Voices)
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
			t.Errorf("%s is told %d times of the merge", who, n)
		}
	}
	if n := c.Count(`select count(*) from notices where user_id = ? and kind = 'merged'`, c.Local); n != 1 {
		t.Errorf("the author of the duplicate is told %d times", n)
	}
}

// TestSurvivorGone: whatever takes the other appeal away gives the duplicate its life, its
// days, its voices and its followers back, and tells everybody.
func TestSurvivorGone(t *testing.T) {
	t.Parallel()
	for what, gone := range map[string]func(*cast, int64) error{
		"withdrawn":     func(c *cast, id int64) error { return c.WithdrawAppeal(c.Ctx, id, c.Author) },
		"hidden":        func(c *cast, id int64) error { return c.HideAppeal(c.Ctx, id, c.Moderator, "insult", "") },
		"hidden by own": func(c *cast, id int64) error { return c.HideOwnAppeal(c.Ctx, id, c.Author) },
		"private":       func(c *cast, id int64) error { return c.MakePrivate(c.Ctx, id, c.Moderator, "private_matter", "") },
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
			late := c.at(2026, time.May, 20) // long after the term
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
				t.Errorf("voices left behind: %v", got)
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
					t.Errorf("%s is told %d times of the parting", who, n)
				}
			}
			d, err := late.AppealPage(late.Ctx, a.Number)
			late.Must(err)
			if e := d.Events[len(d.Events)-1]; e.Kind != models.WasParted || e.Data.Number != c.Appeal(m.into).Number || e.Data.Due != a.AnswerDue.String() {
				t.Errorf("the duplicate tells %+v", e)
			}
		})
	}
}

// TestPartChain: what was merged into a duplicate goes on with it to a third appeal, and
// each comes back with its own voices alone.
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
		t.Errorf("%d voices gathered", got)
	}
	if d, err := c.AppealPage(c.Ctx, c.Appeal(first).Number); err != nil || d.MergedNumber != c.Appeal(last).Number {
		t.Errorf("the first leads to %q, %v", d.MergedNumber, err)
	}
	c.Must(c.TakeVoiceBack(c.Ctx, last, ofMiddle)) // for good, not only there
	c.Must(c.PartAppeal(c.Ctx, middle, c.Moderator, "Бұл екі бөлек шұңқыр."))
	c.Must(c.RecountVoices(c.Ctx))
	if got := [3]int{c.VoicesOf(last)[0], c.VoicesOf(middle)[0], c.VoicesOf(first)[0]}; got != [3]int{3, 1, 0} {
		t.Errorf("after the middle one went: %v", got)
	}
	c.Must(c.WithdrawAppeal(c.Ctx, last, c.Neighbour))
	c.Must(c.RecountVoices(c.Ctx))
	if got := [3]int{c.VoicesOf(last)[0], c.VoicesOf(middle)[0], c.VoicesOf(first)[0]}; got != [3]int{1, 1, 2} {
		t.Errorf("after the last one went: %v", got)
	}
	c.WantStatus(middle, models.Registered)
	c.WantStatus(first, models.Registered)
	modelstest.WantErr(t, "parted twice", c.PartAppeal(c.Ctx, first, c.Moderator, "Бұл екі бөлек шұңқыр."), models.ErrState)
	c.Must(c.MergeAppeal(c.Ctx, first, middle, c.Moderator)) // and again
}

// TestPartKeepsDelay: what was late before the merge is as late after it, not later; what
// stood still goes on with the days that were left.
func TestPartKeepsDelay(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	into, overdue, paused := c.Published(), c.filedBy(c.Local), c.filedBy(c.Neighbour)
	c.Must(c.PauseAppeal(c.Ctx, paused, c.Akim, "art76", "Сараптама керек."))
	late := c.at(2026, time.April, 6) // the term was 31 March or 1 April
	late.Must(late.SweepTime(late.Ctx))
	cal := late.Reference().Calendar
	days := cal.WorkingDaysBetween(*late.Appeal(overdue).AnswerDue, late.Today())
	if late.Appeal(overdue).OverdueAt == nil || days < 1 {
		t.Fatal("should be overdue")
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
