package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jauap/models"
	"jauap/models/notice"
)

// TestBounceList: administrators see the users with bounced mail and the reasons, with
// shortened addresses.
func TestBounceList(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	const list, email = "/kk/admin/bounces", "gone@mail.example"
	user := s.newUser(t, email)
	admin.get("/kk/admin").lacks("a[href='" + list + "']")
	admin.get(list).wants(http.StatusOK).has("main", "Мұндай мекенжай жоқ").lacks("tbody")
	if err := notice.New(s.store).MarkBounced(t.Context(), user, email, models.BounceMailbox); err != nil {
		t.Fatal(err)
	}
	admin.get("/kk/admin").has("a[href='"+list+"']", "Хат жетпейтін")
	a := admin.get(list).wants(http.StatusOK).has("tbody", "g…@mail.example").has("tbody", "жабық")
	checkPage(t, list, a.doc())
	if strings.Contains(a.Body.String(), email) {
		t.Error("the list shows a full address")
	}
	admin.get(list + "?after=x").wants(http.StatusBadRequest)
}
