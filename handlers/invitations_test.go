package handlers_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"jauap/models"
	"jauap/models/account"
)

// proven marks all sign-ins as having given a second factor.
func (s site) proven() { s.sql(`update sign_ins set factor_at = ?`, noon) }

// appointed returns a signed-in user with a role and a second factor.
func (s site) appointed(t *testing.T, email, role string, body *int64) *visitor {
	t.Helper()
	s.newUser(t, email)
	if _, had, err := account.New(s.store).Appoint(t.Context(), email, models.NewRole{Role: role, BodyID: body}); err != nil || had {
		t.Fatal(had, err)
	}
	if _, had, err := account.New(s.store).Appoint(t.Context(), email, models.NewRole{Role: role, BodyID: body}); err != nil || !had {
		t.Fatalf("second appointment: %v, %v", had, err)
	}
	v := s.visitor()
	v.signInByMail(email)
	s.proven()
	return v
}

var invitationLink = regexp.MustCompile(`https://jauap\.example(/kk/invitation\?token=(\S+))`)

func TestInvitation(t *testing.T) {
	s := newSite(t)
	s.places()
	if err := s.store.EnsureBodies(t.Context()); err != nil {
		t.Fatal(err)
	}
	body, err := s.store.BodyOf(t.Context(), "616059000", "")
	if err != nil {
		t.Fatal(err)
	}
	district, err := s.store.BodyOf(t.Context(), "616000000", "")
	if err != nil {
		t.Fatal(err)
	}
	own, other := strconv.FormatInt(body.ID, 10), strconv.FormatInt(district.ID, 10)
	resident := s.visitor()
	resident.signInByMail("r@example.kz")
	head := s.appointed(t, "akim@example.kz", "head", &body.ID)

	s.step("who may invite", func(t *testing.T) {
		s.visitor().get("/kk/invitations/new").to("/kk/sign-in")
		resident.get("/kk/invitations/new").wants(http.StatusForbidden)

		head.get("/kk/invitations/new").wants(http.StatusOK).has("#body", "Шақпақ")
		head.post("/kk/invitations", "email", "x", "role", "executor", "body", own).wants(http.StatusUnprocessableEntity)
		for _, refused := range [][2]string{{"executor", other}, {"head", own}, {"admin", ""}, {"moderator", ""}} {
			head.post("/kk/invitations", "email", "e@example.kz", "role", refused[0], "body", refused[1]).wants(http.StatusForbidden)
		}
	})
	head.post("/kk/invitations", "email", "e@example.kz", "role", "executor", "body", own).to("/kk/invitations/new")
	_, _, text := s.newestMail()
	link := invitationLink.FindStringSubmatch(text)
	if link == nil {
		t.Fatalf("no link in:\n%s", text)
	}
	page, token := link[1], link[2]

	s.step("accept once", func(t *testing.T) {
		s.visitor().get(page).wants(http.StatusOK).has("main", "Орындаушы")
		s.visitor().get("/kk/invitation?token=guess").wants(http.StatusNotFound)
		s.visitor().post("/kk/invitation", "token", token).to("/kk/sign-in")
		resident.post("/kk/invitation", "token", token).wants(http.StatusForbidden) // invited another address
		executor := s.visitor()
		executor.signInByMail("e@example.kz")
		executor.post("/kk/invitation", "token", token).to("/kk/account/factor")
		executor.get("/kk/account").has("#level + p ~ ul", "Орындаушы")
		executor.post("/kk/invitation", "token", token).wants(http.StatusNotFound) // accepted before
		executor.get("/kk/invitation?token="+token).wants(http.StatusNotFound).has("h1", "жарамсыз").has("main a", "")
		// a role without a second factor gives no access
		s.server.Guard("/kk/desk-for-test", "executor")
		executor.get("/kk/desk-for-test").to("/kk/account/factor")
	})

	s.step("expiry", func(t *testing.T) {
		// it expires after seven days, and when it is sent again
		admin := s.appointed(t, "admin@example.kz", "admin", nil)
		admin.post("/kk/invitations", "email", "m@example.kz", "role", "moderator").to("/kk/invitations/new")
		_, _, text = s.newestMail()
		old := invitationLink.FindStringSubmatch(text)[1]
		admin.post("/kk/invitations", "email", "m@example.kz", "role", "moderator").to("/kk/invitations/new")
		s.visitor().get(old).wants(http.StatusNotFound)
		_, _, text = s.newestMail()
		fresh := invitationLink.FindStringSubmatch(text)[1]
		s.visitor().get(fresh).wants(http.StatusOK)
		s.sql(`update invitations set at = at - interval '8 days', expires_at = expires_at - interval '8 days'`)
		s.visitor().get(fresh).wants(http.StatusNotFound)
		admin.post("/kk/invitations", "email", "h@example.kz", "role", "head", "body", "999999").wants(http.StatusUnprocessableEntity).has("#body-problem", "")
	})
}

// TestInvitationsOpen: pending invitations are listed for those who may send them, and can be
// withdrawn. Each step is in the audit log. The body is found by its name.
func TestInvitationsOpen(t *testing.T) {
	s := newSite(t)
	s.places()
	if err := s.store.EnsureBodies(t.Context()); err != nil {
		t.Fatal(err)
	}
	body, err := s.store.BodyOf(t.Context(), "616059000", "")
	if err != nil {
		t.Fatal(err)
	}
	district, err := s.store.BodyOf(t.Context(), "616000000", "")
	if err != nil {
		t.Fatal(err)
	}
	admin, head := s.appointed(t, "admin@example.kz", "admin", nil), s.appointed(t, "akim@example.kz", "head", &body.ID)
	other := s.appointed(t, "district@example.kz", "head", &district.ID)
	const page = "/kk/invitations/new"
	admin.get("/kk/admin/users").has(`a[href="`+page+`"]`, "Рөлге шақыру")
	admin.post("/kk/invitations", "email", "h@example.kz", "role", "head", "body", "жоқ").wants(http.StatusUnprocessableEntity).has("#body-problem", "табылмады")
	admin.post("/kk/invitations", "email", "h@example.kz", "role", "head", "body", "ө").wants(http.StatusUnprocessableEntity).has("select#body", "Түлкібас ауданы әкімдігі").has("#email[value]", "")
	admin.post("/kk/invitations", "email", "wrong@example.kz", "role", "head", "body", "түлкібас ауданы").to(page)
	_, _, text := s.newestMail()
	link := invitationLink.FindStringSubmatch(text)[1]
	head.post("/kk/invitations", "email", "e@example.kz", "role", "executor", "body", strconv.FormatInt(body.ID, 10)).to(page)

	head.get(page).wants(http.StatusOK).has(".rows", "e@example.kz").lacks(".rows tbody tr:nth-child(2)")
	other.get(page).wants(http.StatusOK).lacks(".rows")
	a := admin.get(page).wants(http.StatusOK).has(".rows", "e@example.kz").has(".rows", "wrong@example.kz")
	checkPage(t, page, a.doc())
	wrong, _ := a.doc().Find(".rows tr:contains('wrong@') form").Attr("action")
	for _, v := range []*visitor{head, other} {
		v.post(wrong).wants(http.StatusForbidden)
	}
	admin.post(wrong).to(page)
	admin.post(wrong).wants(http.StatusNotFound)
	s.visitor().get(link).wants(http.StatusNotFound)
	admin.get(page).lacks(".rows tbody tr:nth-child(2)")

	_, _, text = s.newestMail()
	executor := s.visitor()
	executor.signInByMail("e@example.kz")
	executor.post("/kk/invitation", "token", invitationLink.FindStringSubmatch(text)[2]).to("/kk/account/factor")
	audit := admin.get("/kk/admin/audit").wants(http.StatusOK)
	for _, word := range []string{"Рөлге шақыру жіберілді", "Рөлге шақыру қайтарып алынды", "Рөлге шақыру қабылданды", "Рөл: Орындаушы", "Командалық жол", "№ 1 шақыру"} {
		audit.has(".rows", word)
	}
	if strings.Contains(audit.Body.String(), "@example.kz") {
		t.Error("the audit log shows a mail address")
	}
}
