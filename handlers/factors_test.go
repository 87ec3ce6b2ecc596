package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/pquerna/otp/totp"

	"jauap/models"
	"jauap/models/account"
)

// moderator returns a signed-in moderator without a second factor.
func (s site) moderator(t *testing.T) *visitor {
	t.Helper()
	id := s.newUser(t, "m@example.kz")
	if err := s.store.GrantRole(t.Context(), models.NewRole{UserID: id, Role: "moderator"}); err != nil {
		t.Fatal(err)
	}
	v := s.visitor()
	v.signInByMail("m@example.kz")
	return v
}

// code returns the code of an authenticator at a time.
func code(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	c, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// enrol adds an authenticator and returns its secret and the recovery codes.
func (v *visitor) enrol(t *testing.T) (secret string, recovery []string) {
	t.Helper()
	doc := v.get("/kk/account/factor").wants(http.StatusOK).doc()
	secret = doc.Find("code.secret").Text()
	setup, _ := doc.Find("input[name=setup]").Attr("value")
	if doc.Find("svg.qr path").Length() != 1 {
		t.Error("no QR code")
	}
	v.post("/kk/account/factor/authenticator", "setup", setup, "new_code", "000000").wants(http.StatusUnprocessableEntity).has("code.secret", secret)
	before := v.cookies["__Host-session"]
	v.post("/kk/account/factor/authenticator", "setup", setup, "new_code", code(t, secret, noon)).wants(http.StatusOK).doc().
		Find(".recovery code").Each(func(_ int, e *goquery.Selection) { recovery = append(recovery, e.Text()) })
	if len(recovery) != 10 {
		t.Fatalf("recovery codes: %v", recovery)
	}
	if v.cookies["__Host-session"] == before {
		t.Error("the session gained rights without a new token")
	}
	return secret, recovery
}

// TestFactorReset: an administrator can remove the factors of a user who has lost the phone
// and the recovery codes, but not their own.
func TestFactorReset(t *testing.T) {
	s := newSite(t)
	lost := s.moderator(t)
	_, recovery := lost.enrol(t)
	admin := s.appointed(t, "admin@example.kz", "admin", nil)
	user := "/kk/admin/users/" + fmt.Sprint(s.id("m@example.kz"))
	lost.post(user + "/factors/reset").wants(http.StatusForbidden)
	own := "/kk/admin/users/" + fmt.Sprint(s.id("admin@example.kz"))
	admin.get(own).wants(http.StatusOK).lacks("#factors")
	admin.post(own + "/factors/reset").wants(http.StatusForbidden)
	admin.get(user).wants(http.StatusOK).has("#factors ~ p, section:has(#factors)", "саны: 1")
	admin.post(user + "/factors/reset").to(user)
	admin.get(user).lacks("#factors").has(".notice", "")
	admin.post("/kk/admin/users/999/factors/reset").wants(http.StatusNotFound)

	lost.get("/kk/moderation").to("/kk/sign-in") // signed out
	lost.signInByMail("m@example.kz")
	lost.get("/kk/moderation").to("/kk/account/factor")
	lost.post("/kk/account/factor", "code", recovery[0]).wants(http.StatusUnprocessableEntity)
	lost.get("/kk/account/factor").has("input[name=setup]", "")
	admin.get("/kk/admin/audit").wants(http.StatusOK).has(".rows", "Екінші растау алып тасталды").has(`.rows a[href="`+user+`"]`, "")
}

func TestSecondFactor(t *testing.T) {
	s := newSite(t)
	first := s.moderator(t)
	guarded := "/kk/moderation-for-test"
	s.server.Guard(guarded, "moderator")
	location, _ := url.Parse(first.get(guarded + "?page=2").to("/kk/account/factor?"))
	if next := location.Query().Get("next"); next != guarded+"?page=2" {
		t.Errorf("next is %q", next)
	}
	secret, recovery := first.enrol(t)
	first.get(guarded).wants(http.StatusNoContent)

	// another sign-in starts without a factor
	v := s.visitor()
	v.signInByMail("m@example.kz")
	v.get(guarded).to("/kk/account/factor")
	v.get("/kk/account/factor").has("#give", "").lacks("input[name=setup]")
	// and may not add one
	setup, err := account.New(s.store).NewTOTP(1, "x", "x")
	if err != nil {
		t.Fatal(err)
	}
	v.post("/kk/account/factor/authenticator", "setup", setup.Sealed, "new_code", code(t, setup.Secret, noon)).to("/kk/account/factor")
	v.post("/kk/account/factor/recovery").to("/kk/account/factor")
	v.post("/kk/account/factor/1/remove").to("/kk/account/factor")
	// the code used for setup is not accepted again
	v.post("/kk/account/factor", "code", code(t, secret, noon)).wants(http.StatusUnprocessableEntity)
	v.post("/kk/account/factor", "code", "").wants(http.StatusUnprocessableEntity)
	v.post("/kk/account/factor", "code", code(t, secret, noon.Add(30*time.Second)), "next", guarded).to(guarded)
	v.get(guarded).wants(http.StatusNoContent)
	v.get("/kk/account/factor").has("#mine", "")

	// a recovery code works once
	for i, want := range []int{http.StatusSeeOther, http.StatusUnprocessableEntity} {
		lost := s.visitor()
		lost.signInByMail("m@example.kz")
		lost.post("/kk/account/factor", "code", strings.ToUpper(recovery[3])).wants(want)
		if i == 0 {
			lost.get(guarded).wants(http.StatusNoContent)
		}
	}
	// it is valid for a working day
	s.sql(`update sign_ins set factor_at = ?`, noon.Add(-17*time.Hour))
	v.get(guarded).to("/kk/account/factor")
	// the secret is encrypted in the database
	var kept int
	if err := s.db.Gorm.Raw(`select count(*) from factors where position(convert_to(?, 'UTF8') in secret) > 0`, secret).Scan(&kept).Error; err != nil || kept != 0 {
		t.Errorf("%d secrets in plain text, %v", kept, err)
	}
}

// TestFactorTries: after ten wrong codes from an unknown network even the right code is
// rejected.
func TestFactorTries(t *testing.T) {
	s := newSite(t)
	owner := s.moderator(t)
	secret, _ := owner.enrol(t)
	stranger := s.visitor()
	stranger.signInByMail("m@example.kz")
	for range 10 {
		stranger.post("/kk/account/factor", "code", "123456").wants(http.StatusUnprocessableEntity)
	}
	stranger.post("/kk/account/factor", "code", code(t, secret, noon.Add(time.Minute))).wants(http.StatusUnprocessableEntity)
}

// TestRolesNeedFactors: only demo users count as proven without a factor.
func TestRolesNeedFactors(t *testing.T) {
	at := noon.Add(-time.Hour)
	for _, test := range []struct {
		viewer *models.Viewer
		want   bool
	}{
		{nil, false}, {&models.Viewer{}, false}, {&models.Viewer{Demo: true}, true}, {&models.Viewer{FactorAt: &at}, true},
	} {
		if got := test.viewer.Proven(noon); got != test.want {
			t.Errorf("%+v: %v", test.viewer, got)
		}
	}
}
