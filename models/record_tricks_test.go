package models

import (
	"testing"

	"jauap/models/calendar"
)

// recorded counts the record of a body anew.
func (c *cast) recorded(body int64) Counts {
	c.t.Helper()
	c.must(c.RecountRecords(c.ctx))
	rows, err := c.RecordRows(c.ctx, body, RecordFilter{})
	c.must(err)
	return SumOf(rows)
}

// TestHidingUndoesNothing: what was late, answered or had gone up before moderation hid
// it is counted on; what was in time is not.
func TestHidingUndoesNothing(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	inTime, late := c.published(), c.published()
	answered, refused := c.answered(), c.refused()
	c.must(c.EscalateAppeal(c.ctx, refused, &c.author, ""))
	c.must(c.HideAppeal(c.ctx, inTime, c.moderator, "insult", ""))
	april := c.at(2026, 4, 2)
	_, err := april.MarkOverdue(c.ctx)
	c.must(err)
	for _, id := range []int64{late, answered, refused} {
		c.must(april.HideAppeal(c.ctx, id, c.moderator, "insult", ""))
	}
	if sum := april.recorded(c.akim.BodyID); sum.Appeals != 3 || sum.Timed != 3 || sum.OnTime != 2 || sum.Escalated != 1 {
		t.Errorf("%+v", sum)
	}
}

// TestManySmallPromises: what an answer promises for one day is one promise, kept when all
// of it is, and what it promises for the same day none.
func TestManySmallPromises(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	today, next, later := day(2026, 3, 4), day(2026, 3, 5), day(2026, 3, 20)
	id := c.answered(NewPromise{"Қоңырау шаламыз", today}, NewPromise{"Хабарлаймыз", today}, NewPromise{"Келеміз", next}, NewPromise{"Қараймыз", next},
		NewPromise{"Жамаймыз", later}, NewPromise{"Белгі қоямыз", later})
	var promises []struct {
		ID  int64
		Due calendar.Date
	}
	c.must(c.read(c.ctx, &promises, `select id, due from promises where appeal_id = ? order by id`, id))
	for _, p := range promises[:5] {
		c.must(c.KeepPromise(c.ctx, p.ID, c.akim, "Айтылған іс бүгін түгел атқарылды."))
	}
	if sum := c.recorded(c.akim.BodyID); sum.Kept != 1 || sum.Moved != 0 || sum.Broken != 0 {
		t.Errorf("kept %d, moved %d, broken %d", sum.Kept, sum.Moved, sum.Broken)
	}
	april := c.at(2026, 4, 2)
	c.must(april.SweepTime(c.ctx))
	if sum := april.recorded(c.akim.BodyID); sum.Kept != 1 || sum.Broken != 1 {
		t.Errorf("one of two was not kept: kept %d, broken %d", sum.Kept, sum.Broken)
	}
}

// TestCalendarUndoesNoDelay: a day off that is added afterwards moves a term that has ended
// by a day, and what was late stays so; unless the new term has not ended yet.
func TestCalendarUndoesNoDelay(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	early := c.published() // until 31 March
	tenth := c.at(2026, 3, 10)
	filed, err := tenth.SubmitAppeal(c.ctx, c.pothole())
	c.must(err)
	c.must(tenth.PublishAppeal(c.ctx, filed.ID, c.moderator)) // until 3 April
	monday := c.at(2026, 4, 6)
	_, err = monday.MarkOverdue(c.ctx)
	c.must(err)
	c.must(monday.SetCalendarDay(c.ctx, c.moderator, CalendarDay{Day: day(2026, 3, 18), Kind: calendar.DayOff, NameKK: "Демалыс", NameRU: "Выходной"}))
	_, err = monday.RecomputeClocks(c.ctx, c.moderator)
	c.must(err)
	for _, id := range []int64{early, filed.ID} {
		c.must(monday.WithdrawAppeal(c.ctx, id, c.author))
	}
	if sum := monday.recorded(c.akim.BodyID); sum.Appeals != 1 || sum.Timed != 1 {
		t.Errorf("%+v", sum)
	}
}

// TestAppealsOfSubordinates: what an official beneath the body filed lifts no record.
func TestAppealsOfSubordinates(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.must(c.GrantRole(c.ctx, NewRole{UserID: c.neighbour, Role: "executor", BodyID: &c.shet.BodyID}))
	friday := c.at(2026, 3, 6)
	for _, author := range []int64{c.akim.UserID, c.district.UserID, c.neighbour} {
		in := c.pothole()
		in.Place, in.AuthorID = tulkibas, author
		filed, err := friday.SubmitAppeal(c.ctx, in)
		c.must(err)
		c.must(friday.PublishAppeal(c.ctx, filed.ID, c.moderator))
	}
	if sum := friday.recorded(c.district.BodyID); sum.Appeals != 1 {
		t.Errorf("%d appeals, want that of an official from elsewhere", sum.Appeals)
	}
	monday := c.at(2026, 3, 9)
	c.must(monday.RemovePerson(c.ctx, c.moderator, c.akim.UserID, Removal{Reason: "court", Request: "№ 12, 09.03.2026", Sure: true}))
	if sum := monday.recorded(c.district.BodyID); sum.Appeals != 1 {
		t.Errorf("%d appeals after one of the officials has left", sum.Appeals)
	}
}

// TestCopiedExplanations: the same text for another village explains nothing more.
func TestCopiedExplanations(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.repair()
	for _, place := range []string{village, sastobe} {
		in.Place = place
		_, err := c.PublishWork(c.ctx, c.akim, in)
		c.must(err)
	}
	if sum := c.recorded(c.akim.BodyID); sum.Works != 1 || sum.Ahead != 1 {
		t.Errorf("%d explanations, %d ahead", sum.Works, sum.Ahead)
	}
}
