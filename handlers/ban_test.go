package handlers_test

import (
	"net/http"
	"testing"

	"jauap/models"
	"jauap/models/calendar"
)

// TestBanOfOpenSession: a ban of a network, a mail domain or an account holds
// for who is signed in already, and for nobody else.
func TestBanOfOpenSession(t *testing.T) {
	s := newSite(t)
	public := "/kk/appeals/" + s.fillAppeals(1)
	s.appointed(t, "moderator@example.kz", "moderator", nil)
	moderator := s.id("moderator@example.kz")
	for i, ban := range []models.NewBan{
		{Kind: "range", Value: "198.51.100.41"},
		{Kind: "domain", Value: "spam.example"},
	} {
		banned, other := s.resident(t, 41+10*i), s.resident(t, 42+10*i)
		email := "resident41@example.kz"
		if ban.Kind == "domain" {
			email = "r@spam.example"
			s.sql(`update users set email = ? where email = ?`, email, "resident51@example.kz")
		}
		own := s.waiting(t, s.id(email), "Жолда шұңқыр бар, "+ban.Kind)[0]
		add := "/kk/appeals/" + own + "/author/add"
		banned.post(add, "text", "Шұңқыр тереңдеп барады.").to("/kk/appeals/" + own)

		ban.Reason, ban.Text, ban.Until = "spam", "Спам", calendar.NewDate(2026, 10, 20)
		if err := s.store.AddBan(t.Context(), moderator, ban); err != nil {
			t.Fatal(err)
		}
		banned.post(public+"/voice").wants(http.StatusForbidden).has("main", "уақытша шектелген").has("main", "қазан")
		banned.post(public+"/comments", "text", "Рас айтасыз").wants(http.StatusForbidden).has("main", "уақытша шектелген")
		banned.post("/kk/works/1/questions", "text", "Қашан бітеді?").wants(http.StatusForbidden)
		banned.post(add, "text", "Тағы бір шұңқыр бар.").wants(http.StatusUnprocessableEntity).has("#text-problem", "уақытша шектелген").has("#text", "Тағы бір")
		other.post(public + "/voice").to(public)
		banned.post("/kk/appeals/" + own + "/author/withdraw").to("/kk/appeals/" + own)
	}
}
