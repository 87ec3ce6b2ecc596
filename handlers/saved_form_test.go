package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"jauap/handlers/jobs"
	"jauap/models/account"
)

// endSessions ends all sessions of a mail address.
func (s site) endSessions(email string) {
	s.t.Helper()
	s.sql(`update sign_ins set ended_at = now() where user_id = (select id from users where email = '` + email + `')`)
}

// TestSavedForms: if a session ends while a user writes, the submitted text is shown after
// the next sign-in and sent only by another click.
func TestSavedForms(t *testing.T) {
	o := newOffice(t)
	_, number := o.appeal(false)
	moderator := o.appointed(t, "moder@example.kz", "moderator", nil)
	head := "head" + strconv.FormatInt(o.body, 10) + "@example.kz"
	for who, test := range map[string]struct {
		v                 *visitor
		email, path, name string
		answer            []string // other fields
		sent              int
	}{
		"resident":  {o.other, "head" + strconv.FormatInt(o.otherBody, 10) + "@example.kz", "/kk/appeals/" + number + "/comments", "text", nil, http.StatusSeeOther},
		"author":    {o.resident, "resident@example.kz", "/kk/appeals/" + number + "/author/add", "text", nil, http.StatusSeeOther},
		"official":  {o.head, head, "/kk/desk/appeals/" + number + "/update", "update_text", nil, http.StatusSeeOther},
		"moderator": {moderator, "moder@example.kz", "/kk/moderation/appeals/" + number + "/warn", "warn-text", []string{"warn-reason", "insult"}, http.StatusSeeOther},
	} {
		const words = "Бізде де <b>солай</b>,\nекі жылдан бері өзгерген жоқ"
		o.endSessions(test.email)
		next := test.v.post(test.path, append([]string{test.name, words}, test.answer...)...).to("/kk/sign-in?next=%2Fkk%2Faccount%2Ftyped")
		test.v.get(next).wants(http.StatusOK).has(".notice", "Жазғаныңыз сақталды")
		if n := o.count(`select count(*) from kept_forms where strpos(encode(form, 'escape'), 'солай') > 0`); n != 0 {
			t.Errorf("%s: the database holds the text unencrypted", who)
		}
		stranger := o.visitor()
		stranger.cookies["__Host-typed"] = test.v.cookies["__Host-typed"]
		if stranger.cookies["__Host-typed"] == "" {
			t.Fatalf("%s: no cookie for the saved form", who)
		}
		stranger.signInByMail("stranger@example.kz")
		stranger.get("/kk/account/typed").wants(http.StatusOK).lacks("textarea").has("h1", "Сақталған мәтін жоқ")

		ask, code := test.v.askCode(test.email, "/kk/account/typed")
		test.v.post("/kk/sign-in/code", "ask", ask, "code", code, "next", "/kk/account/typed").to("/kk/account/typed")
		if who == "moderator" {
			o.proven()
		}
		a := test.v.get("/kk/account/typed").wants(http.StatusOK)
		checkPage(t, "/kk/account/typed", a.doc())
		if got := a.doc().Find("textarea[name=" + test.name + "]").Text(); got != words {
			t.Errorf("%s: shown text %q", who, got)
		}
		test.v.sendAgain(a).wants(test.sent)
	}
	if n := o.count(`select count(*) from comments where text like 'Бізде де%'`); n != 1 {
		t.Errorf("%d comments, want 1", n)
	}
}

// TestSavedFormLimit: the saved forms of a network are limited; beyond the limit the page
// itself shows the form. Old forms are deleted.
func TestSavedFormLimit(t *testing.T) {
	s := newSite(t)
	number := s.fillAppeals(1)
	v := s.visitor()
	path := "/kk/appeals/" + number + "/comments"
	text := strings.Repeat("сөз ", 30<<10)
	full := false
	for range 40 {
		a := v.post(path, "text", text)
		if a.Code == http.StatusForbidden {
			full = true
			a.has("textarea[name=text]", "сөз").has("a[target=_blank]", "")
			break
		}
		a.to("/kk/sign-in")
	}
	if !full {
		t.Error("no limit for a network")
	}
	later := s.store.At(s.store.Now().Add(account.KeptFormFor))
	if err := jobs.Sweep(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := s.db.Gorm.Raw(`select count(*) from kept_forms`).Scan(&n).Error; err != nil || n != 0 {
		t.Errorf("%d expired forms were not deleted, %v", n, err)
	}
}
