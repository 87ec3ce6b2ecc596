package models

import (
	"testing"
	"time"

	"jauap/models/calendar"
)

// mergedPair is an appeal of the author with a duplicate of the local resident merged into
// it: the duplicate has the voices of two neighbours, one of whom gave both a voice, and a follower.
type mergedPair struct {
	into, duplicate int64
	both, one, fan  int64
}

func (c *cast) mergedPair() (m mergedPair) {
	c.t.Helper()
	m.into, m.duplicate = c.published(), c.filedBy(c.local)
	m.both, m.one, m.fan = c.person(2, ""), c.person(1, ""), c.person(1, "")
	c.must(c.CastVoice(c.ctx, m.into, m.both))
	c.must(c.CastVoice(c.ctx, m.duplicate, m.both))
	c.must(c.CastVoice(c.ctx, m.duplicate, m.one))
	c.must(c.Follow(c.ctx, m.fan, AppealTarget(m.duplicate)))
	c.must(c.RecountVoices(c.ctx))
	c.must(c.MergeAppeal(c.ctx, m.duplicate, m.into, c.moderator))
	c.must(c.RecountVoices(c.ctx))
	return m
}

// filedBy is a published appeal of a person.
func (c *cast) filedBy(user int64) int64 {
	c.t.Helper()
	in := c.pothole()
	in.AuthorID = user
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	return filed.ID
}

// TestMergeTellsBothSides: both appeals tell the merge, with the voices that came; the
// follower moves along, and the author of the other one and who moved are told.
func TestMergeTellsBothSides(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	m := c.mergedPair()
	c.wantStory(m.into, "moderator took_in")
	c.wantStory(m.duplicate, "moderator merged")
	d, err := c.Dossier(c.ctx, c.appeal(m.into).Number)
	c.must(err)
	if len(d.Joined) != 1 || d.Joined[0].Number != c.appeal(m.duplicate).Number {
		t.Errorf("the page names %v", d.Joined)
	}
	if e := d.Events[len(d.Events)-1]; e.Data.Voices != 2 { // the one neighbour and the author of the duplicate
		t.Errorf("%d voices came, the event says", e.Data.Voices)
	}
	follows, err := c.Follows(c.ctx, m.fan, AppealTarget(m.into), AppealTarget(m.duplicate))
	c.must(err)
	if !follows[AppealTarget(m.into)] || follows[AppealTarget(m.duplicate)] {
		t.Errorf("the follower follows %v", follows)
	}
	_, err = c.NoticeEvents(c.ctx)
	c.must(err)
	for who, user := range map[string]int64{"author": c.author, "voice": m.one, "follower": m.fan} {
		if n := c.count(`select count(*) from notices where user_id = ? and kind = 'took_in'`, user); n != 1 {
			t.Errorf("%s is told %d times of the merge", who, n)
		}
	}
	if n := c.count(`select count(*) from notices where user_id = ? and kind = 'merged'`, c.local); n != 1 {
		t.Errorf("the author of the duplicate is told %d times", n)
	}
}

// TestSurvivorGone: whatever takes the other appeal away gives the duplicate its life, its
// days, its voices and its followers back, and tells everybody.
func TestSurvivorGone(t *testing.T) {
	t.Parallel()
	for what, gone := range map[string]func(*cast, int64) error{
		"withdrawn":     func(c *cast, id int64) error { return c.WithdrawAppeal(c.ctx, id, c.author) },
		"hidden":        func(c *cast, id int64) error { return c.HideAppeal(c.ctx, id, c.moderator, "insult", "") },
		"hidden by own": func(c *cast, id int64) error { return c.HideOwnAppeal(c.ctx, id, c.author) },
		"private":       func(c *cast, id int64) error { return c.MakePrivate(c.ctx, id, c.moderator, "private_matter", "") },
		"parted": func(c *cast, _ int64) error {
			var duplicate int64
			c.must(c.readOne(c.ctx, &duplicate, `select appeal_id from merges`))
			return c.PartAppeal(c.ctx, duplicate, c.moderator, "Бұл екі бөлек шұңқыр.")
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := newCast(t)
			m := c.mergedPair()
			left := c.Reference().Calendar.WorkingDaysBetween(c.Today(), *c.appeal(m.duplicate).AnswerDue)
			late := c.at(2026, time.May, 20) // long after the term
			late.must(late.SweepTime(late.ctx))
			late.must(gone(late, m.into))
			late.wantStatus(m.duplicate, Registered)
			a := late.appeal(m.duplicate)
			if got := late.Reference().Calendar.WorkingDaysBetween(late.Today(), *a.AnswerDue); got != left || a.OverdueAt != nil || a.ClockRule != RuleParted {
				t.Errorf("%d working days left by %q, want %d", got, a.ClockRule, left)
			}
			late.must(late.RecountVoices(late.ctx))
			if got := late.voicesOf(m.duplicate); got != [3]int{2, 1, 0} {
				t.Errorf("voices of the duplicate: %v", got)
			}
			if got := late.voicesOf(m.into); got != [3]int{1, 1, 0} {
				t.Errorf("voices left behind: %v", got)
			}
			follows, err := late.Follows(late.ctx, m.fan, AppealTarget(m.into), AppealTarget(m.duplicate))
			late.must(err)
			if follows[AppealTarget(m.into)] || !follows[AppealTarget(m.duplicate)] {
				t.Errorf("the follower follows %v", follows)
			}
			_, err = late.NoticeEvents(late.ctx)
			late.must(err)
			for who, user := range map[string]int64{"author": c.local, "both": m.both, "voice": m.one, "follower": m.fan, "office": c.akim.UserID} {
				if n := late.count(`select count(*) from notices where user_id = ? and kind = 'parted'`, user); n != 1 {
					t.Errorf("%s is told %d times of the parting", who, n)
				}
			}
			d, err := late.Dossier(late.ctx, a.Number)
			late.must(err)
			if e := d.Events[len(d.Events)-1]; e.Kind != WasParted || e.Data.Number != c.appeal(m.into).Number || e.Data.Due != a.AnswerDue.String() {
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
	last, middle, first := c.filedBy(c.neighbour), c.filedBy(c.author), c.filedBy(c.local)
	ofFirst, ofMiddle, ofAll := c.person(1, ""), c.person(1, ""), c.person(1, "")
	for user, ids := range map[int64][]int64{ofFirst: {first}, ofMiddle: {middle}, ofAll: {first, middle, last}} {
		for _, id := range ids {
			c.must(c.CastVoice(c.ctx, id, user))
		}
	}
	c.must(c.MergeAppeal(c.ctx, first, middle, c.moderator))
	c.must(c.MergeAppeal(c.ctx, middle, last, c.moderator))
	c.must(c.RecountVoices(c.ctx))
	if got := c.voicesOf(last)[0]; got != 5 { // three voters and two authors
		t.Errorf("%d voices gathered", got)
	}
	if d, err := c.Dossier(c.ctx, c.appeal(first).Number); err != nil || d.MergedNumber != c.appeal(last).Number {
		t.Errorf("the first leads to %q, %v", d.MergedNumber, err)
	}
	c.must(c.TakeVoiceBack(c.ctx, last, ofMiddle)) // for good, not only there
	c.must(c.PartAppeal(c.ctx, middle, c.moderator, "Бұл екі бөлек шұңқыр."))
	c.must(c.RecountVoices(c.ctx))
	if got := [3]int{c.voicesOf(last)[0], c.voicesOf(middle)[0], c.voicesOf(first)[0]}; got != [3]int{3, 1, 0} {
		t.Errorf("after the middle one went: %v", got)
	}
	c.must(c.WithdrawAppeal(c.ctx, last, c.neighbour))
	c.must(c.RecountVoices(c.ctx))
	if got := [3]int{c.voicesOf(last)[0], c.voicesOf(middle)[0], c.voicesOf(first)[0]}; got != [3]int{1, 1, 2} {
		t.Errorf("after the last one went: %v", got)
	}
	c.wantStatus(middle, Registered)
	c.wantStatus(first, Registered)
	wantErr(t, "parted twice", c.PartAppeal(c.ctx, first, c.moderator, "Бұл екі бөлек шұңқыр."), ErrState)
	c.must(c.MergeAppeal(c.ctx, first, middle, c.moderator)) // and again
}

// TestPartKeepsDelay: what was late before the merge is as late after it, not later; what
// stood still goes on with the days that were left.
func TestPartKeepsDelay(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	into, overdue, paused := c.published(), c.filedBy(c.local), c.filedBy(c.neighbour)
	c.must(c.PauseAppeal(c.ctx, paused, c.akim, "art76", "Сараптама керек."))
	late := c.at(2026, time.April, 6) // the term was 31 March or 1 April
	late.must(late.SweepTime(late.ctx))
	cal := late.Reference().Calendar
	days := cal.WorkingDaysBetween(*late.appeal(overdue).AnswerDue, late.Today())
	if late.appeal(overdue).OverdueAt == nil || days < 1 {
		t.Fatal("should be overdue")
	}
	for _, id := range []int64{overdue, paused} {
		late.must(late.MergeAppeal(late.ctx, id, into, c.moderator))
	}
	after := c.at(2026, time.June, 3)
	for _, id := range []int64{overdue, paused} {
		after.must(after.PartAppeal(after.ctx, id, c.moderator, "Бұл екі бөлек шұңқыр."))
	}
	a := after.appeal(overdue)
	if got := cal.WorkingDaysBetween(*a.AnswerDue, after.Today()); got != days || a.OverdueAt == nil {
		t.Errorf("%d working days late, was %d", got, days)
	}
	if got := cal.WorkingDaysBetween(after.Today(), *after.appeal(paused).AnswerDue); got != calendar.AnswerDays {
		t.Errorf("%d working days left of a term that was paused on its first day", got)
	}
}
