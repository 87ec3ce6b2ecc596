package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// withoutFactor are the account forms that need no second factor: the profile, and giving the
// factor.
var withoutFactor = []string{"/kk/account", "/kk/account/factor", "/kk/account/factor/passkey/ask", "/kk/account/factor/passkey/give"}

// TestAccountFormsNeedFactor sends every account form in the route table from a session
// without the second factor: it changes nothing and redirects to the factor. A new route needs
// the factor unless it is in withoutFactor.
func TestAccountFormsNeedFactor(t *testing.T) {
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
		t.Errorf("%d routes checked, want at least 8", walked)
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
	// with the factor it works
	thief.post("/kk/account/factor", "code", recovery[0], "next", "/kk/account").to("/kk/account")
	thief.post("/kk/account/sessions/others/end").to("/kk/account")
	owner.get("/kk/account").to("/kk/sign-in")
}

// TestOfficialIsRemovedByAdministrator: a user with a role cannot remove their account; an
// administrator can.
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
		t.Error("the role was not ended")
	}
}

// TestFactorTriesOfStranger: an attacker who has the mailbox and guesses the factor does not
// lock the owner out.
func TestFactorTriesOfStranger(t *testing.T) {
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
