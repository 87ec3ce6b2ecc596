package models

import (
	"errors"
	"fmt"
	"testing"

	"jauap/models/calendar"
)

func TestSwitches(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	file := func() error { _, err := c.SubmitAppeal(c.ctx, c.pothole()); return err }
	voice := func() error { return c.CastVoice(c.ctx, id, c.neighbour) }
	back := func() error { return c.TakeVoiceBack(c.ctx, id, c.neighbour) }
	comment := func() error {
		_, err := c.AddComment(c.ctx, NewComment{AppealID: id, UserID: c.neighbour, Text: "Рас айтасыз"})
		return err
	}
	stops := map[Switch][]func() error{ReadOnly: {file, voice, back, comment}, NoAppeals: {file}, NoVoices: {voice, back}}
	wantInvalid(t, "an unknown switch", c.Turn(c.ctx, c.moderator, "light", true), "switch: problem.unknown")
	for name, acts := range stops {
		for _, on := range []bool{true, true, false} { // twice changes nothing
			c.must(c.Turn(c.ctx, c.moderator, name, on))
			if c.SwitchOn(c.ctx, name) != on {
				t.Errorf("%s: on should be %v", name, on)
			}
			for i, act := range acts {
				var off *SwitchedOff
				if err := act(); errors.As(err, &off) != on || on && off.Switch != name || !on && err != nil {
					t.Errorf("%s on %v: act %d: %v", name, on, i, err)
				}
			}
		}
	}
	if n := c.count(`select count(*) from audits`); n != 6 {
		t.Errorf("%d audits of three switches turned on and off", n)
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := c.person(2, "")
	c.must(c.GrantRole(c.ctx, NewRole{UserID: admin, Role: "admin"}))
	head := NewRole{UserID: c.neighbour, Role: "head", BodyID: &c.akim.BodyID, Post: Names{KK: "Әкім"}}
	nobody := int64(999)
	wantInvalid(t, "ended before begun", c.GiveRole(c.ctx, admin, head, Period{From: day(2026, 4, 1), To: day(2026, 3, 31)}), "to: problem.too_early")
	wantInvalid(t, "begun yesterday", c.GiveRole(c.ctx, admin, head, Period{From: day(2026, 3, 3)}), "from: problem.too_early")
	wantInvalid(t, "of no body", c.GiveRole(c.ctx, admin, NewRole{UserID: c.neighbour, Role: "head"}, Period{}), "body: problem.required")
	wantInvalid(t, "of an unknown body", c.GiveRole(c.ctx, admin, NewRole{UserID: c.neighbour, Role: "head", BodyID: &nobody}, Period{}), "body: problem.unknown")
	wantInvalid(t, "to nobody in particular", c.GiveRole(c.ctx, admin, NewRole{UserID: c.nobody, Role: "moderator"}, Period{}), "role: problem.identity")
	c.must(c.GiveRole(c.ctx, admin, head, Period{From: day(2026, 3, 10), To: day(2026, 3, 20)}))
	for at, want := range map[int]bool{4: false, 10: true, 20: true, 21: false} {
		now := c.at(2026, 3, at)
		session, err := now.OpenSession(c.ctx, c.neighbour, "")
		c.must(err)
		v, err := now.SessionViewer(c.ctx, session)
		c.must(err)
		if v.Holds("head") != want || v.Has("head") {
			t.Errorf("on %d March the role is held: %v; without a second factor it counts: %v", at, !want, v.Has("head"))
		}
	}
	person, err := c.Person(c.ctx, c.neighbour)
	c.must(err)
	user, err := c.at(2026, 3, 12).EndRole(c.ctx, admin, person.Roles[0].ID)
	c.must(err)
	if person, err = c.Person(c.ctx, user); err != nil || person.Roles[0].Held(day(2026, 3, 13).Time()) {
		t.Errorf("ended, and still held: %+v %v", person, err)
	}
	own, err := c.Person(c.ctx, admin)
	c.must(err)
	_, err = c.EndRole(c.ctx, admin, own.Roles[0].ID)
	wantErr(t, "the own role", err, ErrForbidden)
	c.audited("role 2", "role_end 2")

	found, err := c.FindUsers(c.ctx, "айгул сейит")
	c.must(err)
	if len(found) != c.people {
		t.Errorf("%d found without Kazakh letters, want %d", len(found), c.people)
	}
	if found, err = c.FindUsers(c.ctx, ""); err != nil || len(found) != 6 { // four heads, the administrator, and the neighbour for the time being
		t.Errorf("%d hold a role: %v", len(found), err)
	}
}

func TestAdministration(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := c.moderator
	wantInvalid(t, "a nameless category", c.ChangeCategory(c.ctx, admin, Category{Code: "roads", Level: 4, Name: Names{KK: "Жол"}}),
		"level: problem.unknown", "name_en: problem.required", "name_ru: problem.required")
	wantErr(t, "an unknown one", c.ChangeCategory(c.ctx, admin, Category{Code: "moon", Name: Names{"а", "а", "a"}}), ErrNotFound)
	c.must(c.ChangeCategory(c.ctx, admin, Category{Code: "roads", Level: 2, Private: true, Name: Names{"Жол", "Дорога", "Road"}, Law: "31-бап"}))
	if got, _ := c.Reference().Category("roads"); got.Level != 2 || !got.Private || got.Name.RU != "Дорога" || got.Law != "31-бап" {
		t.Errorf("%+v", got)
	}
	body, err := c.CompetentBody(c.ctx, village, "roads")
	c.must(err)
	if body.ID != c.district.BodyID {
		t.Error("now the district should be competent")
	}

	wednesday := day(2026, 3, 11)
	wantInvalid(t, "a day of no kind", c.SetCalendarDay(c.ctx, admin, CalendarDay{Day: wednesday, NameKK: "Демалыс", NameRU: "Выходной"}), "kind: problem.unknown")
	off := CalendarDay{Day: wednesday, Kind: calendar.TransferOff, NameKK: "Демалыс", NameRU: "Выходной", Act: "Қаулы № 1"}
	c.must(c.SetCalendarDay(c.ctx, admin, off))
	if c.Reference().Calendar.IsWorking(wednesday) {
		t.Error("the day should be off")
	}
	off.Act = "Қаулы № 2"
	c.must(c.SetCalendarDay(c.ctx, admin, off))
	days, err := c.CalendarDays(c.ctx, 2026)
	c.must(err)
	found := 0
	for _, d := range days {
		if d == off {
			found++
		}
	}
	if found != 1 {
		t.Errorf("the changed day is listed %d times", found)
	}
	c.must(c.DropCalendarDay(c.ctx, admin, wednesday))
	wantErr(t, "twice", c.DropCalendarDay(c.ctx, admin, wednesday), ErrNotFound)
	if !c.Reference().Calendar.IsWorking(wednesday) {
		t.Error("the day should be worked again")
	}

	law := Law{Key: "art76", Name: Names{"76-бап", "Статья 76", "Art. 76"}, URL: "javascript:alert(1)"}
	wantInvalid(t, "an address that is none", c.ChangeLaw(c.ctx, admin, law), "url: problem.https")
	law.URL = "https://adilet.zan.kz/"
	c.must(c.ChangeLaw(c.ctx, admin, law))

	wantInvalid(t, "a nameless body", c.RenameBody(c.ctx, admin, c.akim.BodyID, Names{"а", "а", "a"}, Names{}),
		"post_en: problem.required", "post_kk: problem.required", "post_ru: problem.required")
	c.must(c.RenameBody(c.ctx, admin, c.akim.BodyID, Names{"Жаңа аппарат", "Новый аппарат", "New office"}, Names{"Әкім", "Аким", "Akim"}))
	bodies, err := c.FindBodies(c.ctx, "жана аппарат")
	c.must(err)
	if len(bodies) != 1 || bodies[0].ID != c.akim.BodyID {
		t.Errorf("%+v", bodies)
	}
	c.audited("category roads", "calendar_day 2026-03-11", "calendar_day 2026-03-11", "calendar_drop 2026-03-11", "law art76", fmt.Sprint("body ", c.akim.BodyID))
	list, err := c.Audits(c.ctx, "", "")
	c.must(err)
	if len(list.Audits) != 6 || list.Audits[5].Act != "category" || list.Audits[0].Who != "Айгүл С." {
		t.Errorf("%+v", list.Audits)
	}
}
