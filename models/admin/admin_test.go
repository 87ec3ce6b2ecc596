package admin

import (
	"errors"
	"fmt"
	"testing"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/calendar"
	"jauap/models/modelstest"
)

// TestSwitches: each switch stops its actions, and only those, until it is turned off.
func TestSwitches(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.Published()
	file := func() error { _, err := c.SubmitAppeal(c.Ctx, c.Pothole()); return err }
	voice := func() error { return c.CastVoice(c.Ctx, id, c.Neighbour) }
	back := func() error { return c.TakeVoiceBack(c.Ctx, id, c.Neighbour) }
	comment := func() error {
		_, err := c.AddComment(c.Ctx, models.NewComment{AppealID: id, UserID: c.Neighbour, Text: "Рас айтасыз"})
		return err
	}
	stopped := map[models.Switch][]func() error{models.ReadOnly: {file, voice, back, comment}, models.NoAppeals: {file}, models.NoVoices: {voice, back}}
	modelstest.WantInvalid(t, "an unknown switch", c.Turn(c.Ctx, c.Moderator, "light", true), "switch: problem.unknown")
	for name, actions := range stopped {
		for _, on := range []bool{true, true, false} { // the second time changes nothing
			c.Must(c.Turn(c.Ctx, c.Moderator, name, on))
			if c.SwitchOn(c.Ctx, name) != on {
				t.Errorf("%s: on should be %v", name, on)
			}
			for i, action := range actions {
				var off *models.SwitchedOff
				if err := action(); errors.As(err, &off) != on || on && off.Switch != name || !on && err != nil {
					t.Errorf("%s on %v: action %d: %v", name, on, i, err)
				}
			}
		}
	}
	if n := c.Count(`select count(*) from audits`); n != 6 {
		t.Errorf("%d audits, want 6: three switches turned on and off", n)
	}
}

// TestRoles: an administrator gives a role for a period and ends it.
func TestRoles(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := c.Cast.Person(2, "")
	c.Must(c.GrantRole(c.Ctx, models.NewRole{UserID: admin, Role: "admin"}))
	head := models.NewRole{UserID: c.Neighbour, Role: "head", BodyID: &c.Akim.BodyID, Post: models.Names{KK: "Әкім"}}
	unknown := int64(999)
	for name, tc := range map[string]struct {
		role models.NewRole
		p    Period
		want string
	}{
		"ends before it begins": {head, Period{From: modelstest.Day(2026, 4, 1), To: modelstest.Day(2026, 3, 31)}, "to: problem.too_early"},
		"begins yesterday":      {head, Period{From: modelstest.Day(2026, 3, 3)}, "from: problem.too_early"},
		"without a body":        {models.NewRole{UserID: c.Neighbour, Role: "head"}, Period{}, "body: problem.required"},
		"unknown body":          {models.NewRole{UserID: c.Neighbour, Role: "head", BodyID: &unknown}, Period{}, "body: problem.unknown"},
		"unconfirmed address":   {models.NewRole{UserID: c.Nobody, Role: "moderator"}, Period{}, "role: problem.identity"},
	} {
		t.Run(name, func(t *testing.T) {
			modelstest.WantInvalid(t, "GiveRole", c.GiveRole(c.Ctx, admin, tc.role, tc.p), tc.want)
		})
	}
	c.Must(c.GiveRole(c.Ctx, admin, head, Period{From: modelstest.Day(2026, 3, 10), To: modelstest.Day(2026, 3, 20)}))
	for at, want := range map[int]bool{4: false, 9: false, 10: true, 20: true, 21: false} {
		t.Run(fmt.Sprint(at, " March"), func(t *testing.T) {
			now := account.New(c.at(2026, 3, at).Cast.Store)
			session, err := now.OpenSession(c.Ctx, c.Neighbour, "", account.Origin{})
			c.Must(err)
			v, err := now.SessionViewer(c.Ctx, session)
			c.Must(err)
			if v.Holds("head") != want || v.Has("head") {
				t.Errorf("has the role: %v, want %v; usable without a second factor: %v", v.Holds("head"), want, v.Has("head"))
			}
		})
	}
	t.Run("search", func(t *testing.T) {
		found, err := c.FindUsers(c.Ctx, "айгул сейит")
		c.Must(err)
		if want := c.People - 4; len(found) != want { // the author, the moderator and two heads have other names
			t.Errorf("%d found without Kazakh letters, want %d", len(found), want)
		}
		if found, err = c.FindUsers(c.Ctx, ""); err != nil || len(found) != 6 { // four heads, the administrator, and the neighbour
			t.Errorf("%d with a role: %v", len(found), err)
		}
	})
	person, err := c.Store.Person(c.Ctx, c.Neighbour)
	c.Must(err)
	user, err := c.at(2026, 3, 12).EndRole(c.Ctx, admin, person.Roles[0].ID)
	c.Must(err)
	if person, err = c.Store.Person(c.Ctx, user); err != nil || person.Roles[0].Held(modelstest.Day(2026, 3, 13).Time()) {
		t.Errorf("the ended role: %+v, %v", person, err)
	}
	own, err := c.Store.Person(c.Ctx, admin)
	c.Must(err)
	_, err = c.EndRole(c.Ctx, admin, own.Roles[0].ID)
	modelstest.WantErr(t, "own role as administrator", err, models.ErrForbidden)
	c.Audited("role 2", "role_end 2")
	_, err = c.at(2026, 3, 12).EndRole(c.Ctx, admin, person.Roles[0].ID) // again: no change
	c.Must(err)
	c.Audited("role 2", "role_end 2")
	if n := c.Count(`select count(*) from events where kind in ('role_given', 'role_ended') and actor = 'admin' and user_id = ? and body_id = ?`, admin, c.Akim.BodyID); n != 2 {
		t.Errorf("%d events of the role that was given and ended", n)
	}
	c.Must(c.GiveRole(c.Ctx, admin, models.NewRole{UserID: c.Neighbour, Role: "moderator"}, Period{From: modelstest.Day(2026, 4, 1)}))
	person, err = c.Store.Person(c.Ctx, c.Neighbour)
	c.Must(err)
	_, err = c.EndRole(c.Ctx, admin, person.Roles[0].ID)
	c.Must(err)
	if n := c.Count(`select count(*) from events e where role_id = ? and not exists (select 1 from roles where id = e.role_id)`, person.Roles[0].ID); n != 2 {
		t.Errorf("%d events of a role that was ended before it began, and so deleted", n)
	}

	c.Must(c.GiveRole(c.Ctx, admin, head, Period{From: modelstest.Day(2026, 5, 1)}))
	person, err = c.Store.Person(c.Ctx, c.Neighbour)
	c.Must(err)
	_, err = c.EndRole(c.Ctx, admin, person.Roles[0].ID)
	c.Must(err)
	if person, err = c.Store.Person(c.Ctx, c.Neighbour); err != nil || len(person.Roles) != 1 {
		t.Errorf("a role that never began is still stored: %+v, %v", person.Roles, err)
	}
}

// TestAudits: each action of an administrator is in the audit log, the newest first.
func TestAudits(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := c.Moderator
	body := fmt.Sprint("body ", c.Akim.BodyID)
	t.Run("category", func(t *testing.T) { testChangeCategory(t, c, admin) })
	t.Run("calendar", func(t *testing.T) { testCalendarDay(t, c, admin) })
	t.Run("law", func(t *testing.T) {
		law := models.Law{Key: "art76", Name: models.Names{KK: "76-бап", RU: "Статья 76", EN: "Art. 76"}, URL: "javascript:alert(1)"}
		modelstest.WantInvalid(t, "not an https address", c.ChangeLaw(c.Ctx, admin, law), "url: problem.https")
		law.URL = "https://adilet.zan.kz/"
		c.Must(c.ChangeLaw(c.Ctx, admin, law))
	})
	t.Run("body", func(t *testing.T) { testRenameBody(t, c, admin) })
	c.Audited("category roads", "calendar_day 2026-03-11", "calendar_day 2026-03-11", "calendar_drop 2026-03-11", "law art76", body)
	list, err := c.Audits(c.Ctx, "", "")
	c.Must(err)
	if len(list.Audits) != 6 || list.Audits[5].Act != "category" || list.Audits[0].Who != "Ольга Л." {
		t.Errorf("%+v", list.Audits)
	}
}

func testChangeCategory(t *testing.T, c *cast, admin int64) {
	modelstest.WantInvalid(t, "a category without names", c.ChangeCategory(c.Ctx, admin, models.Category{Code: "roads", Level: 4, Name: models.Names{KK: "Жол"}}),
		"level: problem.unknown", "name_en: problem.required", "name_ru: problem.required")
	modelstest.WantErr(t, "an unknown category",
		c.ChangeCategory(c.Ctx, admin, models.Category{Code: "moon", Name: models.Names{KK: "а", RU: "а", EN: "a"}}), models.ErrNotFound)
	c.Must(c.ChangeCategory(c.Ctx, admin, models.Category{Code: "roads", Level: 2, Private: true,
		Name: models.Names{KK: "Жол", RU: "Дорога", EN: "Road"}, Law: "31-бап"}))
	if got, _ := c.Reference().Category("roads"); got.Level != 2 || !got.Private || got.Name.RU != "Дорога" || got.Law != "31-бап" {
		t.Errorf("%+v", got)
	}
	body, err := c.CompetentBody(c.Ctx, modelstest.Village, "roads")
	c.Must(err)
	if body.ID != c.District.BodyID {
		t.Errorf("body %d is competent, want the district", body.ID)
	}
}

func testCalendarDay(t *testing.T, c *cast, admin int64) {
	wednesday := modelstest.Day(2026, 3, 11)
	modelstest.WantInvalid(t, "a day without a kind",
		c.SetCalendarDay(c.Ctx, admin, CalendarDay{Day: wednesday, NameKK: "Демалыс", NameRU: "Выходной"}), "kind: problem.unknown")
	off := CalendarDay{Day: wednesday, Kind: calendar.TransferOff, NameKK: "Демалыс", NameRU: "Выходной", Act: "Қаулы № 1"}
	c.Must(c.SetCalendarDay(c.Ctx, admin, off))
	if c.Reference().Calendar.IsWorking(wednesday) {
		t.Error("the day is a working day after it was set as a day off")
	}
	off.Act = "Қаулы № 2"
	c.Must(c.SetCalendarDay(c.Ctx, admin, off))
	days, err := c.CalendarDays(c.Ctx, 2026)
	c.Must(err)
	found := 0
	for _, d := range days {
		if d == off {
			found++
		}
	}
	if found != 1 {
		t.Errorf("the changed day is listed %d times", found)
	}
	c.Must(c.DropCalendarDay(c.Ctx, admin, wednesday))
	modelstest.WantErr(t, "twice", c.DropCalendarDay(c.Ctx, admin, wednesday), models.ErrNotFound)
	if !c.Reference().Calendar.IsWorking(wednesday) {
		t.Error("the day is off after it was deleted")
	}
}

func testRenameBody(t *testing.T, c *cast, admin int64) {
	name, post := models.Names{KK: "Жаңа аппарат", RU: "Новый аппарат", EN: "New office"}, models.Names{KK: "Әкім", RU: "Аким", EN: "Akim"}
	modelstest.WantInvalid(t, "a body without a post", c.RenameBody(c.Ctx, admin, c.Akim.BodyID, name, models.Names{}),
		"post_en: problem.required", "post_kk: problem.required", "post_ru: problem.required")
	modelstest.WantErr(t, "an unknown body", c.RenameBody(c.Ctx, admin, 999, name, post), models.ErrNotFound)
	c.Must(c.RenameBody(c.Ctx, admin, c.Akim.BodyID, name, post))
	bodies, err := c.FindBodies(c.Ctx, "жана аппарат")
	c.Must(err)
	if len(bodies) != 1 || bodies[0].ID != c.Akim.BodyID {
		t.Errorf("%+v", bodies)
	}
}
