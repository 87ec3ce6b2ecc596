package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"jauap/models"
	"jauap/models/account"
)

func TestAccount(t *testing.T) {
	s := newSite(t)
	s.places()
	v := s.visitor()
	v.get("/kk/account").to("/kk/sign-in?next=%2Fkk%2Faccount")
	v.signInByMail("a@example.kz")
	page := v.get("/kk/account").wants(http.StatusOK).has("main", "1-деңгей").has("main", "a@example.kz")
	if c := page.Header().Get("Cache-Control"); c != "no-store" {
		t.Errorf("Cache-Control %q", c)
	}
	a := v.post("/kk/account", "given_name", " ", "family_name", "Х", "lang", "ru", "place_name", "Шақпақ").wants(http.StatusUnprocessableEntity).has("#given_name-problem", "толтырыңыз")
	if got, _ := a.doc().Find("#family_name").Attr("value"); got != "Х" {
		t.Errorf("submitted Х, shown %q", got)
	}
	v.post("/kk/account", "given_name", "Асан", "lang", "kk", "place_name", "Жоқжер").wants(http.StatusUnprocessableEntity).has("#home-problem", "табылмады")
	// if several places have the name, the user selects one, without script too
	several := v.post("/kk/account", "given_name", "Асан", "lang", "kk", "place_name", "т").wants(http.StatusUnprocessableEntity).has("#home-problem", "Бірнеше жер")
	choice, _ := several.doc().Find("input[name=home_choice]").Last().Attr("value")
	v.post("/kk/account", "given_name", "Асан", "lang", "kk", "place_name", "т", "home_choice", choice).to("/kk/account")
	if got, _ := v.get("/kk/account").doc().Find("#home-code").Attr("value"); got != choice || choice == "" {
		t.Errorf("selected %q, saved %q", choice, got)
	}
	v.post("/kk/account", "given_name", "Асан", "lang", "de").wants(http.StatusUnprocessableEntity)
	v.post("/kk/account", "given_name", "Асан", "family_name", "Үсенов", "lang", "ru", "place_name", "Шақпақ").to("/ru/account")
	v.get("/ru/account").has(".viewer", "Асан Ү.").has(".notice", "Данные сохранены")
	if got, _ := v.get("/ru/account").doc().Find("#home").Attr("value"); got != "Чакпак" {
		t.Errorf("home is %q", got)
	}
}

// TestSessions: a user sees and ends their own sessions only.
func TestSessions(t *testing.T) {
	s := newSite(t)
	phone, desk, other := s.visitor(), s.visitor(), s.visitor()
	phone.signInByMail("a@example.kz")
	desk.signInByMail("a@example.kz")
	other.signInByMail("b@example.kz")
	list := desk.get("/kk/account").wants(http.StatusOK).doc().Find(".devices li")
	if list.Length() != 2 {
		t.Fatalf("%d sessions listed", list.Length())
	}
	end, _ := list.Find("form").Attr("action")
	other.post(end).to("/kk/account") // same response as for an ended session
	phone.get("/kk/account").wants(http.StatusOK)
	desk.post(end).to("/kk/account")
	phone.get("/kk/account").to("/kk/sign-in")
	desk.get("/kk/account").wants(http.StatusOK)

	phone.signInByMail("a@example.kz")
	phone.post("/kk/account/sessions/others/end").to("/kk/account")
	desk.get("/kk/account").to("/kk/sign-in")
	phone.get("/kk/account").wants(http.StatusOK)
	other.get("/kk/account").wants(http.StatusOK)
	phone.post("/kk/account/sessions/x/end").wants(http.StatusNotFound)
}

// TestSessionToken: every sign-in gets a new token, and the database does not hold it in
// plain text.
func TestSessionToken(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	v.signInByMail("a@example.kz")
	first := v.cookies["__Host-session"]
	if len(first) < 32 {
		t.Fatalf("cookies: %v", v.cookies)
	}
	v.signInByMail("a@example.kz")
	if v.cookies["__Host-session"] == first {
		t.Error("the second sign-in has the same token")
	}
	var tokens []string
	if err := s.db.Gorm.Raw(`select token from sessions`).Scan(&tokens).Error; err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.Join(tokens, " "), v.cookies["__Host-session"]) {
		t.Error("the database holds the token in plain text")
	}
	stale := s.visitor()
	stale.cookies["__Host-session"] = first
	stale.get("/kk/account").to("/kk/sign-in")
	var open int
	if err := s.db.Gorm.Raw(`select count(*) from sign_ins where ended_at is null`).Scan(&open).Error; err != nil || open != 1 {
		t.Errorf("%d open sign-ins of one browser, want 1 (%v)", open, err)
	}
}

// TestBannedAccount: a ban of an account takes effect in its open session.
func TestBannedAccount(t *testing.T) {
	s := newSite(t)
	moderator := s.newUser(t, "m@example.kz")
	id := s.newUser(t, "a@example.kz")
	v := s.visitor()
	v.signInByMail("a@example.kz")
	s.sql(`insert into bans (kind, value, reason, user_id, at, until) values ('account', ?, 'flood', ?, ?, ?)`, strconv.FormatInt(id, 10), moderator, noon, noon.AddDate(0, 0, 1))
	v.get("/kk/account").to("/kk/sign-in")
}

// TestRemovePersonalData: after removal no row identifies the user, and the address can be
// used for a new account.
func TestRemovePersonalData(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	v.signInByMail("a@example.kz")
	v.post("/kk/account/remove").wants(http.StatusUnprocessableEntity).has(".field__problem", "белгісін")
	v.post("/kk/account/remove", "sure", "1").to("/kk")
	v.get("/kk/account").to("/kk/sign-in")
	var left int
	if err := s.db.Gorm.Raw(`select (select count(*) from users where given_name || family_name <> '' or email is not null) +
		(select count(*) from codes) + (select count(*) from sign_ins where ended_at is null or device <> '')`).Scan(&left).Error; err != nil || left != 0 {
		t.Errorf("%d rows still identify the user, %v", left, err)
	}
	// a new account with the same address
	again := s.visitor()
	again.signInByMail("a@example.kz")
	again.get("/kk/account").wants(http.StatusOK)
}

// TestRemoveAuthor: appeals remain, without their author.
func TestRemoveAuthor(t *testing.T) {
	s := newSite(t)
	s.places()
	if err := s.store.EnsureBodies(t.Context()); err != nil {
		t.Fatal(err)
	}
	author := s.newUser(t, "a@example.kz")
	if _, err := s.store.SubmitAppeal(t.Context(), models.NewAppeal{Kind: "complaint", Category: "roads", Place: "616059000", AuthorID: author, AuthorShown: true,
		Lang: "kk", Title: "Көшеде жол бұзылған", Text: "Абай көшесіндегі жолдың беті екі жылдан бері шұңқыр, жөндеу керек."}); err != nil {
		t.Fatal(err)
	}
	count := func(sql string, args ...any) (n int) {
		if err := s.db.Gorm.Raw(sql, args...).Scan(&n).Error; err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count(`select count(*) from appeals`)
	if err := account.New(s.store).RemovePersonalData(t.Context(), author, 0); err != nil {
		t.Fatal(err)
	}
	if got := count(`select count(*) from appeals where author_id = ?`, author); got != 0 {
		t.Errorf("%d appeals still have the author", got)
	}
	if got := count(`select count(*) from appeals`); got != before {
		t.Errorf("%d appeals, want %d as before", got, before)
	}
	if err := account.New(s.store).RemovePersonalData(t.Context(), author, 0); err == nil {
		t.Error("second removal succeeded")
	}
	if _, err := account.New(s.store).Account(t.Context(), author); err == nil {
		t.Error("the account still exists")
	}
	if err := account.New(s.store).ChangeAccount(t.Context(), author, account.AccountChange{GivenName: "X", Lang: "kk"}); err == nil {
		t.Error("change after removal succeeded")
	}
}
