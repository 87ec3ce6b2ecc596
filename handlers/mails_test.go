package handlers_test

import (
	"net/http"
	"testing"

	"jauap/models"
	"jauap/models/notice"
)

// TestDigestSetting: the account page turns the weekly digest on and off, the link in a mail
// turns it off without a session, and a form without the field does not change it.
func TestDigestSetting(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	v.signInByMail("a@example.kz")
	checked := func() bool {
		t.Helper()
		_, on := v.get("/kk/account").wants(http.StatusOK).doc().Find("[name=digest_follower]").Attr("checked")
		return on
	}
	if !checked() || v.get("/kk/account").doc().Find("[name=digest_office]").Length() != 0 {
		t.Error("by default the digest of follows must be on and the digest of an office not offered")
	}
	v.post("/kk/account", "given_name", "Асан", "lang", "kk", "digests", "follower").to("/kk/account")
	if checked() {
		t.Error("still on")
	}
	v.post("/kk/account", "given_name", "Асан", "lang", "kk").to("/kk/account")
	if checked() {
		t.Error("a form without the field turned it on")
	}
	v.post("/kk/account", "given_name", "Асан", "lang", "kk", "digests", "follower", "digest_follower", "1").to("/kk/account")
	if !checked() {
		t.Error("still off")
	}
	link := "/ru/unsubscribe/" + notice.New(s.store).UnsubscribeToken(s.id("a@example.kz"), models.DigestTarget(models.FollowerDigest))
	s.get(link).wants(http.StatusOK).has("main", "Недельный обзор по подпискам")
	s.visitor().post(link, "List-Unsubscribe", "One-Click").wants(http.StatusOK).has("main", "Включить обзор снова можно в личном кабинете")
	if checked() {
		t.Error("the link in the mail did not turn it off")
	}
}

// TestBouncedAddress: a user with bounced mail sees a warning on their own pages;
// administrators see the number of such users.
func TestBouncedAddress(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	v.signInByMail("a@example.kz")
	v.get("/ru/inbox").wants(http.StatusOK).lacks("[data-color=warning]")
	if err := notice.New(s.store).MarkBounced(t.Context(), s.id("a@example.kz"), "a@example.kz", models.BounceMailbox); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"/ru/inbox", "/ru/account"} {
		v.get(page).wants(http.StatusOK).has(".notice[data-color=warning]", "почтовый ящик закрыт или переполнен")
	}
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	admin.get("/ru/admin").wants(http.StatusOK).has(".notice[data-color=warning]", "не доходят: 1")
	v.signInByMail("a@example.kz") // a delivered code clears the bounce
	v.get("/ru/account").wants(http.StatusOK).lacks(".notice[data-color=warning]")
}
