package handlers_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"jauap/handlers"
	"jauap/models"
)

// TestPasskey creates a passkey in a real browser and confirms another sign-in with it.
func TestPasskey(t *testing.T) {
	ctx := browse(t)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	server := httptest.NewUnstartedServer(nil)
	base := "http://localhost:" + strings.TrimPrefix(server.Listener.Addr().String(), "127.0.0.1:")
	s := newSite(t).with(func(c *handlers.Config) { c.BaseURL = base })
	s.server.Guard("/kk/desk-for-test", "moderator")
	server.Config.Handler = s.server
	server.Start()
	t.Cleanup(server.Close)
	id := s.newUser(t, "m@example.kz")
	if err := s.store.GrantRole(t.Context(), models.NewRole{UserID: id, Role: "moderator"}); err != nil {
		t.Fatal(err)
	}
	do := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			where, _ := chromedp.Run(context.WithoutCancel(ctx), chromedp.Evaluate[string](`location.href + " " + document.querySelector("main")?.innerText`))
			t.Fatalf("%v at %s", err, where)
		}
	}
	signIn := func() {
		t.Helper()
		do(chromedp.Navigate(base+"/kk/sign-in"), chromedp.SendKeys("#email", "m@example.kz\r"), chromedp.WaitVisible("#code"))
		_, subject, _ := s.newestMail()
		do(chromedp.SendKeys("#code", digits.FindString(subject)+"\r"), chromedp.WaitVisible(".home__calls"))
	}
	do(look(1280, "light"), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: "ctap2", Transport: "internal", HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
		}})
		return err
	}))
	signIn()
	do(chromedp.Navigate(base+"/kk/account/factor"), chromedp.Click("[data-passkey=create] button"), chromedp.WaitVisible("#mine"))
	open := func() int {
		t.Helper()
		status, err := chromedp.Run(ctx, chromedp.Evaluate[int](`fetch("/kk/desk-for-test").then(a => a.redirected ? 303 : a.status)`, awaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return status
	}
	if got := open(); got != http.StatusNoContent {
		t.Errorf("with a passkey: %d", got)
	}
	signIn()
	if got := open(); got != http.StatusSeeOther {
		t.Errorf("another sign-in without the passkey: %d", got)
	}
	do(chromedp.Navigate(base+"/kk/account/factor?next=/kk/places"), chromedp.Click("[data-passkey=get] button"), chromedp.WaitVisible("[aria-current=page][href='/kk/places']"))
	if got := open(); got != http.StatusNoContent {
		t.Errorf("with the passkey: %d", got)
	}
}

// TestPasskeyRefusals: responses without a challenge and invalid responses are rejected.
func TestPasskeyRefusals(t *testing.T) {
	s := newSite(t)
	s.visitor().post("/kk/account/factor/passkey/new").to("/kk/sign-in")
	v := s.moderator(t)
	v.post("/kk/account/factor/passkey/ask").wants(http.StatusNotFound)
	v.post("/kk/account/factor/passkey/add").wants(http.StatusConflict) // no challenge was set
	v.post("/kk/account/factor/passkey/new").wants(http.StatusOK)
	v.post("/kk/account/factor/passkey/add", "id", "x").wants(http.StatusUnprocessableEntity)
	v.post("/kk/account/factor/passkey/add", "id", "x").wants(http.StatusConflict) // a challenge can be used once
	v.post("/kk/account/factor/passkey/give").wants(http.StatusConflict)
}
