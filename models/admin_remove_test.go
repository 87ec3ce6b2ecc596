package models

import (
	"fmt"
	"testing"
)

// TestRemovePerson: an administrator removes what names somebody, once, with a reason
// and a line in the log of changes.
func TestRemovePerson(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := c.person(2, "")
	id := c.published()
	in := Removal{Reason: "representative", Request: "ЖТ-12, 02.03.2026", Sure: true}

	wantInvalid(t, "an empty form", c.RemovePerson(c.ctx, admin, c.author, Removal{}),
		"reason: problem.unknown", "request: problem.required", "sure: problem.not_sure")
	wantInvalid(t, "personal data in the log", c.RemovePerson(c.ctx, admin, c.author, Removal{Reason: "person", Request: "87011234567", Sure: true}),
		"request: problem.personal_data")
	wantErr(t, "the own", c.RemovePerson(c.ctx, admin, admin, in), ErrForbidden)
	wantErr(t, "of nobody", c.RemovePerson(c.ctx, admin, 999, in), ErrNotFound)
	c.must(c.RemovePerson(c.ctx, admin, c.author, in))
	wantErr(t, "twice", c.RemovePerson(c.ctx, admin, c.author, in), ErrNotFound)

	p, err := c.Person(c.ctx, c.author)
	c.must(err)
	if p.GivenName+p.FamilyName+p.Email != "" || p.RemovedAt == nil || c.appeal(id).AuthorID != nil {
		t.Errorf("%+v", p)
	}
	c.audited(fmt.Sprint("person_removed ", c.author))

	_, err = c.exec(c.ctx, `update users set demo = true where id = ?`, c.neighbour)
	c.must(err)
	wantErr(t, "of the demo", c.RemovePerson(c.ctx, admin, c.neighbour, in), ErrForbidden)
}
