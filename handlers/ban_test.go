package handlers_test

import (
	"fmt"
	"net/http"
	"testing"

	"jauap/models"
	"jauap/models/calendar"
)

// TestBanOfOpenSession: a ban of a network or a mail domain takes effect in open sessions, and
// other users are not affected.
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
			s.sql(`update users set email = n.e, mailbox = n.e from (select ?::text as e) n where email = ?`, email, "resident51@example.kz")
		}
		own := s.waiting(t, s.id(email), "Жолда шұңқыр бар, "+ban.Kind)[0]
		add := "/kk/appeals/" + own + "/author/add"
		banned.post(add, "text", "Шұңқыр тереңдеп барады.").to("/kk/appeals/" + own)

		if ban.Kind == "domain" {
			one := 1
			ban.Accounts = &one
		}
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

// TestBanOfDomain: a mail domain is banned only after the moderator has confirmed the number
// of its accounts, and never if officials use it.
func TestBanOfDomain(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	moderator := s.appointed(t, "moderator@example.kz", "moderator", nil)
	for _, email := range []string{"a@big.example", "b@big.example", "c@mail.big.example", "d@notbig.example"} {
		s.newUser(t, email)
	}
	form := []string{"ban-kind", "domain", "ban-value", "Big.example", "ban-reason", "spam", "ban-text", "Спам", "ban-until", "2026-10-20"}
	asked := moderator.post("/ru/moderation/bans", form...).wants(http.StatusUnprocessableEntity).has("main", "Учётных записей с этим доменом: 3")
	n, _ := asked.doc().Find("#ban-accounts").Attr("value")
	s.newUser(t, "e@big.example") // the confirmed number is outdated now
	asked = moderator.post("/ru/moderation/bans", append(form, "ban-accounts", n)...).wants(http.StatusUnprocessableEntity).has("main", "Учётных записей с этим доменом: 4")
	n, _ = asked.doc().Find("#ban-accounts").Attr("value")
	moderator.post("/ru/moderation/bans", append(form, "ban-accounts", n)...).to("/ru/moderation/bans")
	form[3] = "example.kz"
	moderator.post("/ru/moderation/bans", append(form, "ban-accounts", "1")...).wants(http.StatusUnprocessableEntity).has("#ban-value-problem", "служебной ролью")
}

// TestBanOfCast: the one-click sign-in of the demo shows a ban like the sign-in by mail.
func TestBanOfCast(t *testing.T) {
	s := demoSite(t)
	user := s.id("aigerim@demo.example")
	if err := s.store.AddBan(t.Context(), s.id("olga@demo.example"), models.NewBan{Kind: "account", Value: fmt.Sprint(user), Reason: "spam", Text: "Спам", Until: calendar.NewDate(2026, 10, 20)}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.sql(`delete from bans`) }) // all tests share the demo
	s.visitor().post("/kk/sign-in/cast", "user", fmt.Sprint(user)).wants(http.StatusForbidden).has("main", "уақытша шектелген").has("main", "Спам")
}
