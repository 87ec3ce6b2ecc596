package record

import (
	"testing"

	"jauap/models"
	"jauap/models/admin"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// recorded recounts all records and returns the counts of one body.
func (c *cast) recorded(body int64) Counts {
	c.T.Helper()
	c.Must(c.RecountRecords(c.Ctx))
	rows, err := c.RecordRows(c.Ctx, body, RecordFilter{})
	c.Must(err)
	return SumOf(rows)
}

// TestHiddenAppealsStayInRecord: an appeal that was late, answered or escalated before
// moderation hid it still counts; one that was not does not.
func TestHiddenAppealsStayInRecord(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	inTime, late := c.Published(), c.Published()
	answered, refused := c.Answered(), c.Refused()
	c.Must(c.EscalateAppeal(c.Ctx, refused, &c.Author, ""))
	c.Must(c.HideAppeal(c.Ctx, inTime, c.Moderator, "insult", ""))
	april := c.at(2026, 4, 2)
	_, err := april.MarkOverdue(c.Ctx)
	c.Must(err)
	for _, id := range []int64{late, answered, refused} {
		c.Must(april.HideAppeal(c.Ctx, id, c.Moderator, "insult", ""))
	}
	if sum := april.recorded(c.Akim.BodyID); sum.Appeals != 3 || sum.Timed != 3 || sum.OnTime != 2 || sum.Escalated != 1 {
		t.Errorf("%+v", sum)
	}
}

// TestManySmallPromises: all promises of an answer for one date count as one, which is kept if
// all are; promises for the date of the answer do not count.
func TestManySmallPromises(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	today, next, later := modelstest.Day(2026, 3, 4), modelstest.Day(2026, 3, 5), modelstest.Day(2026, 3, 20)
	id := c.Answered(models.NewPromise{Text: "Қоңырау шаламыз", Due: today}, models.NewPromise{Text: "Хабарлаймыз", Due: today}, models.NewPromise{Text: "Келеміз", Due: next}, models.NewPromise{Text: "Қараймыз", Due: next},
		models.NewPromise{Text: "Жамаймыз", Due: later}, models.NewPromise{Text: "Белгі қоямыз", Due: later})
	var promises []struct {
		ID  int64
		Due calendar.Date
	}
	c.Must(c.Read(c.Ctx, &promises, `select id, due from promises where appeal_id = ? order by id`, id))
	for _, p := range promises[:5] {
		c.Must(c.KeepPromise(c.Ctx, p.ID, c.Akim, "Айтылған іс бүгін түгел атқарылды."))
	}
	if sum := c.recorded(c.Akim.BodyID); sum.Kept != 1 || sum.Moved != 0 || sum.Broken != 0 {
		t.Errorf("kept %d, moved %d, broken %d", sum.Kept, sum.Moved, sum.Broken)
	}
	april := c.at(2026, 4, 2)
	c.Must(april.SweepTime(c.Ctx))
	if sum := april.recorded(c.Akim.BodyID); sum.Kept != 1 || sum.Broken != 1 {
		t.Errorf("with one of two not kept: kept %d, broken %d, want 1 and 1", sum.Kept, sum.Broken)
	}
}

// TestDelayStaysAfterCalendarChange: a day off that is added later moves a term by a day. An
// overdue appeal stays late in the record, unless its new term has not ended yet.
func TestDelayStaysAfterCalendarChange(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	early := c.Published() // due on 31 March
	tenth := c.at(2026, 3, 10)
	filed, err := tenth.SubmitAppeal(c.Ctx, c.Pothole())
	c.Must(err)
	c.Must(tenth.PublishAppeal(c.Ctx, filed.ID, c.Moderator)) // due on 3 April
	monday := c.at(2026, 4, 6)
	_, err = monday.MarkOverdue(c.Ctx)
	c.Must(err)
	c.Must(admin.New(monday.Cast.Store).SetCalendarDay(c.Ctx, c.Moderator, admin.CalendarDay{Day: modelstest.Day(2026, 3, 18), Kind: calendar.DayOff, NameKK: "Демалыс", NameRU: "Выходной"}))
	_, err = monday.RecomputeClocks(c.Ctx, c.Moderator)
	c.Must(err)
	for _, id := range []int64{early, filed.ID} {
		c.Must(monday.WithdrawAppeal(c.Ctx, id, c.Author))
	}
	if sum := monday.recorded(c.Akim.BodyID); sum.Appeals != 1 || sum.Timed != 1 {
		t.Errorf("%+v", sum)
	}
}

// TestAppealsOfSubordinates: appeals filed by officials of subordinate bodies do not count.
func TestAppealsOfSubordinates(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	c.Must(c.GrantRole(c.Ctx, models.NewRole{UserID: c.Neighbour, Role: "executor", BodyID: &c.Shet.BodyID}))
	friday := c.at(2026, 3, 6)
	for _, author := range []int64{c.Akim.UserID, c.District.UserID, c.Neighbour} {
		in := c.Pothole()
		in.Place, in.AuthorID = modelstest.Tulkibas, author
		filed, err := friday.SubmitAppeal(c.Ctx, in)
		c.Must(err)
		c.Must(friday.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	}
	if sum := friday.recorded(c.District.BodyID); sum.Appeals != 1 {
		t.Errorf("%d appeals, want 1, of the official of another district", sum.Appeals)
	}
	monday := c.at(2026, 3, 9)
	c.Must(admin.New(monday.Cast.Store).RemovePerson(c.Ctx, c.Moderator, c.Akim.UserID, admin.Removal{Reason: "court", Request: "№ 12, 09.03.2026", Sure: true}))
	if sum := monday.recorded(c.District.BodyID); sum.Appeals != 1 {
		t.Errorf("%d appeals after the account of an official was removed, want 1", sum.Appeals)
	}
}

// TestCopiedExplanations: the same text for another village does not count.
func TestCopiedExplanations(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.Repair()
	for _, place := range []string{modelstest.Village, modelstest.Sastobe} {
		in.Place = place
		_, err := c.PublishWork(c.Ctx, c.Akim, in)
		c.Must(err)
	}
	if sum := c.recorded(c.Akim.BodyID); sum.Works != 1 || sum.Ahead != 1 {
		t.Errorf("%d explanations, %d ahead", sum.Works, sum.Ahead)
	}
}
