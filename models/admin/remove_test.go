package admin

import (
	"fmt"
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
)

// TestRemovePerson: an administrator removes the personal data of a user once, with a reason
// and an entry in the audit log.
func TestRemovePerson(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	admin := c.Cast.Person(2, "")
	id := c.Published()
	in := Removal{Reason: "representative", Request: "ЖТ-12, 02.03.2026", Sure: true}

	modelstest.WantInvalid(t, "an empty form", c.RemovePerson(c.Ctx, admin, c.Author, Removal{}),
		"reason: problem.unknown", "request: problem.required", "sure: problem.not_sure")
	modelstest.WantInvalid(t, "personal data in the log", c.RemovePerson(c.Ctx, admin, c.Author, Removal{Reason: "person", Request: "87011234567", Sure: true}),
		"request: problem.personal_data")
	modelstest.WantErr(t, "own account", c.RemovePerson(c.Ctx, admin, admin, in), models.ErrForbidden)
	modelstest.WantErr(t, "unknown user", c.RemovePerson(c.Ctx, admin, 999, in), models.ErrNotFound)
	c.Must(c.RemovePerson(c.Ctx, admin, c.Author, in))
	modelstest.WantErr(t, "twice", c.RemovePerson(c.Ctx, admin, c.Author, in), models.ErrNotFound)

	c.Must(c.RemovePerson(c.Ctx, admin, c.Akim.UserID, in))
	if n := c.Count(`select count(*) from events e join roles r on r.id = e.role_id where e.kind = 'role_ended' and r.user_id = ?`, c.Akim.UserID); n != 1 {
		t.Errorf("%d events of the role that ended with its account", n)
	}

	p, err := c.Store.Person(c.Ctx, c.Author)
	c.Must(err)
	if p.GivenName+p.FamilyName+p.Email != "" || p.RemovedAt == nil || c.Appeal(id).AuthorID != nil {
		t.Errorf("%+v", p)
	}
	c.Audited(fmt.Sprint("person_removed ", c.Author), fmt.Sprint("person_removed ", c.Akim.UserID))

	_, err = c.Exec(c.Ctx, `update users set demo = true where id = ?`, c.Neighbour)
	c.Must(err)
	modelstest.WantErr(t, "demo user", c.RemovePerson(c.Ctx, admin, c.Neighbour, in), models.ErrForbidden)
}
