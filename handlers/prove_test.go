package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// withoutFactor are the forms of the account that a session may send before the second
// factor is given: the profile, and the factor itself.
var withoutFactor = []string{"/kk/account", "/kk/account/factor", "/kk/account/factor/passkey/ask", "/kk/account/factor/passkey/give"}

// TestMailboxAloneEndsNothing walks every form of the account in the route table: from
// a session that has not given the second factor it changes nothing and leads to the
// factor. A new route is irreversible until it is named above.
func TestMailboxAloneEndsNothing(t *testing.T) {
	s := newSite(t)
	owner := s.visitor()
	owner.signInByMail("a@example.kz")
	_, recovery := owner.enrol(t)
	thief := s.visitor()
	thief.from = "198.51.100.7:1"
	thief.signInByMail("a@example.kz")

	walked := 0
	for _, route := range s.server.Routes() {
		if route.Method != http.MethodPost || !strings.HasPrefix(route.Path, "/kk/account") || slices.Contains(withoutFactor, route.Path) {
			continue
		}
		walked++
		path := strings.ReplaceAll(route.Path, ":id", "1")
		thief.send(http.MethodPost, path, url.Values{"sure": {"1"}, "email": {"thief@example.kz"}}).to("/kk/account/factor?")
	}
	if walked < 8 {
		t.Errorf("%d routes walked", walked)
	}
	for what, query := range map[string]string{
		"the account":        `select count(*) from users where email = 'a@example.kz' and removed_at is null`,
		"the factor":         `select count(*) from factors`,
		"both sessions":      `select count(*) - 1 from sign_ins where ended_at is null`,
		"the recovery codes": `select count(*) / 10 from recovery_codes where used_at is null`,
	} {
		if n := s.number(query); n != 1 {
			t.Errorf("%s: %d", what, n)
		}
	}
	// with the factor it is done at once
	thief.post("/kk/account/factor", "code", recovery[0], "next", "/kk/account").to("/kk/account")
	thief.post("/kk/account/sessions/others/end").to("/kk/account")
	owner.get("/kk/account").to("/kk/sign-in")
}

// TestOfficialIsRemovedByAdministrator: who holds a role cannot vacate it by removing
// the account; an administrator can.
func TestOfficialIsRemovedByAdministrator(t *testing.T) {
	s := newSite(t)
	moderator := s.appointed(t, "m@example.kz", "moderator", nil)
	moderator.get("/kk/account").wants(http.StatusOK).lacks(`form[action="/kk/account/remove"]`)
	moderator.post("/kk/account/remove", "sure", "1").wants(http.StatusForbidden)
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	admin.post("/kk/account/remove", "sure", "1").wants(http.StatusForbidden)
	user := s.id("m@example.kz")
	admin.post(fmt.Sprintf("/kk/admin/users/%d/removal", user), "reason", "person", "request", "№ 1, 14.10.2026", "sure", "1").wants(http.StatusSeeOther)
	if n := s.number(`select count(*) from roles where user_id = ? and until is null`, user); n != 0 {
		t.Error("the role goes on")
	}
}

// TestStrangerUsesUpNoFactorTries: who holds the mailbox and guesses the factor keeps the
// owner out neither in their browser nor in their network.
func TestStrangerUsesUpNoFactorTries(t *testing.T) {
	s := newSite(t)
	owner := s.visitor()
	owner.signInByMail("a@example.kz")
	_, recovery := owner.enrol(t)
	thief := s.visitor()
	thief.from = "198.51.100.7:1"
	thief.signInByMail("a@example.kz")
	for range 10 {
		thief.post("/kk/account/factor", "code", "000000").wants(http.StatusUnprocessableEntity)
	}
	thief.post("/kk/account/factor", "code", recovery[1]).wants(http.StatusUnprocessableEntity).has("#code-problem", "тым көп")
	owner.signInByMail("a@example.kz")
	owner.post("/kk/account/factor", "code", recovery[2], "next", "/kk/account").to("/kk/account")
}
