package models

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// otherEvents returns the events whose subject is not an appeal.
func (c *cast) otherEvents() []string {
	c.t.Helper()
	var lines []string
	c.must(c.read(c.ctx, &lines, `
		select concat_ws(' ', kind, 'by', actor, user_id, 'for', body_id, 'of', 'work ' || work_id, 'role ' || role_id, switch, data ->> 'role')
		from events where appeal_id is null order by id`))
	return lines
}

func (c *cast) wantOtherEvents(want ...string) {
	c.t.Helper()
	if diff := cmp.Diff(want, c.otherEvents()); diff != "" {
		c.t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestEventsOfWorks(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	roles := c.otherEvents()
	one, err := c.PublishWork(c.ctx, c.akim, c.repair())
	c.must(err)
	c.must(c.CorrectWork(c.ctx, one, c.akim, 1, c.repair(), "Мерзім түзетілді"))
	ahead, tomorrow := c.repair(), day(2026, 3, 5)
	ahead.Title, ahead.PublishOn = "Келесі көше", &tomorrow
	two, err := c.PublishWork(c.ctx, c.akim, ahead)
	c.must(err)
	c.must(c.CorrectWork(c.ctx, two, c.akim, 1, ahead, ""))
	by, body := c.akim.UserID, c.akim.BodyID
	want := append(roles, fmt.Sprintf("work_published by body %d for %d of work %d", by, body, one),
		fmt.Sprintf("work_corrected by body %d for %d of work %d", by, body, one))
	c.wantOtherEvents(want...)
	if _, err := c.at(2026, 3, 5).AnnounceWorks(c.ctx); err != nil {
		t.Fatal(err)
	}
	c.wantOtherEvents(append(want, fmt.Sprintf("work_published by body for %d of work %d", body, two))...)
}

func TestEventsOfSwitches(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	roles, admin := c.otherEvents(), c.moderator
	for _, test := range []struct {
		admin       int64
		on, changed bool
	}{{admin, true, true}, {admin, true, false}, {0, false, true}} {
		changed, err := c.SetSwitch(c.ctx, test.admin, NoVoices, test.on)
		c.must(err)
		if changed != test.changed {
			t.Errorf("turned %t: changed %t, want %t", test.on, changed, test.changed)
		}
	}
	c.wantOtherEvents(append(roles, fmt.Sprintf("switched_on by admin %d for of no_voices", admin), "switched_off by admin for of no_voices")...)
}

func TestEventsOfRoles(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	roles, body := c.otherEvents(), c.akim.BodyID
	if len(roles) != 4 {
		t.Errorf("%d events of the roles of four officials: %v", len(roles), roles)
	}
	begins := c.Now().AddDate(0, 0, 3)
	c.must(c.GrantRole(c.ctx, NewRole{UserID: c.local, Role: "executor", BodyID: &body, Since: begins, By: c.moderator}))
	c.must(c.GrantRole(c.ctx, NewRole{UserID: c.local, Role: "moderator", By: c.local}))
	var last int64
	c.must(c.readOne(c.ctx, &last, `select max(id) from roles`))
	c.must(c.RecordRoleEnds(c.ctx, c.moderator, EndedRole{ID: last, Role: "moderator"}))
	c.wantOtherEvents(append(roles,
		fmt.Sprintf("role_given by admin %d for %d of role %d executor", c.moderator, body, last-1),
		fmt.Sprintf("role_given by resident %d for of role %d moderator", c.local, last),
		fmt.Sprintf("role_ended by admin %d for of role %d moderator", c.moderator, last))...)
	if n := c.count(`select count(*) from events where at > ?`, c.Now()); n != 0 {
		t.Errorf("%d events in the future: a role is given now, whenever it begins", n)
	}
}

// TestOneSubject checks that the database refuses an event without a subject, with two, and with a
// kind of another subject.
func TestOneSubject(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	for name, e := range map[string]Event{
		"no subject":                {Kind: TakenUp},
		"appeal and switch":         {AppealID: id, Switch: NoMail, Kind: TurnedOn},
		"switch, kind of an appeal": {Switch: NoMail, Kind: TakenUp},
		"appeal, kind of a role":    {AppealID: id, Kind: RoleGiven},
		"unknown kind":              {AppealID: id, Kind: "forgotten"},
		"unknown switch":            {Switch: "no_rain", Kind: TurnedOn},
		"unknown explanation":       {WorkID: 999, Kind: WorkPublished},
	} {
		e.Actor = BySystem
		if err := c.record(c.ctx, e); err == nil {
			t.Errorf("%s: recorded", name)
		}
	}
}
