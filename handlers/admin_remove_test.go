package handlers_test

import (
	"fmt"
	"net/http"
	"testing"
)

// TestAdminRemovesPersonalData: an administrator removes the personal data of another user,
// but not their own, on the page of that user.
func TestAdminRemovesPersonalData(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	user := s.newUser(t, "away@example.kz")
	page := fmt.Sprint("/kk/admin/users/", user)
	a := admin.get(page).wants(http.StatusOK).has("#removal", "Дербес деректерді жою")
	checkPage(t, page, a.doc())
	admin.post(page+"/removal", "reason", "person", "request", "ЖТ-12").wants(http.StatusUnprocessableEntity).
		has(".field__problem", "келісім белгісін").has("option[selected]", "Адамның өзі сұрады")
	admin.post(page+"/removal", "reason", "person", "request", "ЖТ-12", "sure", "1").to(page)
	admin.get(page).wants(http.StatusOK).has(".notice", "Дербес деректер жойылды").lacks("#removal").lacks("#give")
	admin.get("/kk/admin/audit").has("main", "Адамның өзі сұрады").has("main", "ЖТ-12")
	own := fmt.Sprint("/kk/admin/users/", s.id("admin@example.kz"))
	admin.get(own).lacks("#removal")
	admin.post(own+"/removal", "reason", "person", "request", "ЖТ-12", "sure", "1").wants(http.StatusForbidden)
}
