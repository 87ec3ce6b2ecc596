package handlers_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"golang.org/x/text/language"

	"jauap/handlers"
)

// register is an identity provider like a gateway to eGov: a real OpenID Connect server with
// invented people.
type register struct {
	*storage.Storage
	issuer string
	people map[string]person
}

type person struct{ iin, given, family, place string }

func (r *register) GetUserByID(id string) *storage.User { return r.GetUserByUsername(id) }
func (r *register) GetUserByUsername(name string) *storage.User {
	p, ok := r.people[name]
	if !ok {
		return nil
	}
	return &storage.User{ID: name, Username: name, Password: "secret", FirstName: p.given, LastName: p.family, PreferredLanguage: language.Kazakh}
}
func (r *register) ExampleClientID() string { return "portal" }

// SetUserinfoFromToken adds the claims of an eGov gateway.
func (r *register) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	if err := r.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin); err != nil {
		return err
	}
	p := r.people[subject]
	info.AppendClaims("iin", p.iin)
	info.Address = nil
	info.AppendClaims("residence", map[string]any{"kato": p.place})
	return nil
}

var oneClient sync.Mutex // the example server holds its clients in a global

// gatewaySite returns a site with an identity provider.
func gatewaySite(t *testing.T, people map[string]person) (site, *register) {
	t.Helper()
	s := newSite(t)
	s.places()
	server := httptest.NewUnstartedServer(nil)
	r := &register{issuer: "http://" + server.Listener.Addr().String(), people: people}
	oneClient.Lock()
	storage.RegisterClients(storage.WebClient("portal", "known to both", "https://jauap.example/sign-in/gateway/callback"))
	r.Storage = storage.NewStorage(r)
	oneClient.Unlock()
	server.Config.Handler = exampleop.SetupServer(r.issuer, r, slog.New(slog.NewTextHandler(io.Discard, nil)), false)
	server.Start()
	t.Cleanup(server.Close)
	s = s.with(func(c *handlers.Config) {
		c.Gateway = handlers.GatewayConfig{Issuer: r.issuer, ClientID: "portal", ClientSecret: "known to both", Scopes: []string{"profile"},
			ClaimIIN: "iin", ClaimGivenName: "given_name", ClaimFamilyName: "family_name", ClaimPlace: "residence.kato"}
	})
	return s, r
}

// confirm signs in at the provider under a name and returns the address of the callback.
func (v *visitor) confirm(name, next string) (callback string) {
	v.t.Helper()
	start := v.get("/ru/sign-in/gateway?" + url.Values{"next": {next}}.Encode()).to("http://127.0.0.1")
	jar, err := cookiejar.New(nil)
	if err != nil {
		v.t.Fatal(err)
	}
	client := http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host == "jauap.example" {
			callback = r.URL.RequestURI()
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page, err := client.Get(start)
	if err != nil {
		v.t.Fatal(err)
	}
	page.Body.Close()
	login := page.Request.URL
	if !strings.HasPrefix(login.Path, "/login/username") {
		v.t.Fatalf("the provider redirects to %s (%d)", login, page.StatusCode)
	}
	answer, err := client.PostForm(login.Scheme+"://"+login.Host+"/login/username",
		url.Values{"username": {name}, "password": {"secret"}, "id": {login.Query().Get("authRequestID")}})
	if err != nil {
		v.t.Fatal(err)
	}
	answer.Body.Close()
	if callback == "" {
		v.t.Fatalf("the provider does not redirect to the callback: %d", answer.StatusCode)
	}
	return callback
}

var people = map[string]person{
	"aigul":    {"990101500016", "АЙГҮЛ", "СЕЙІТОВА", "616059000"},
	"baurzhan": {"990101500708", "Бауыржан", "Момышұлы", "999999999"}, // unknown place code
	"nobody":   {"990101500017", "Жоқ", "Адам", ""},                   // wrong check digit
}

func TestGateway(t *testing.T) {
	s, _ := gatewaySite(t, people)
	s.get("/kk/sign-in").wants(http.StatusOK).has("#identity", "")
	v := s.visitor()
	back := v.confirm("aigul", "/ru/places")
	v.get(back).to("/ru/places")
	v.get("/ru/account").has("main", "Уровень 3").has("main", "Айгүл Сейітова").has(".viewer", "Айгүл С.")
	// a callback works once, and only in this browser
	v.get(back).wants(http.StatusBadRequest).has("html[lang]", "")
	thief := s.visitor()
	thief.get(v.confirm("aigul", "")).wants(http.StatusBadRequest)
	// a second sign-in gets the same account
	again := s.visitor()
	again.get(again.confirm("aigul", "")).to("/ru")
	var users int
	if err := s.db.Gorm.Raw(`select count(*) from users`).Scan(&users).Error; err != nil || users != 1 {
		t.Fatalf("%d users, %v", users, err)
	}
	// the IIN is not stored
	var row string
	if err := s.db.Gorm.Raw(`select to_jsonb(u)::text from users u`).Scan(&row).Error; err != nil || strings.Contains(row, "990101500016") {
		t.Errorf("%s, %v", row, err)
	}

	other := s.visitor()
	other.get(other.confirm("baurzhan", "")).to("/ru")
	other.get("/ru/account").has("main", "Уровень 2")
	wrong := s.visitor()
	wrong.get(wrong.confirm("nobody", "")).wants(http.StatusUnprocessableEntity).has("html[lang=ru] .ds-error-summary", "ИИН")
}

// TestGatewayLinks: the identity is added to the account of a signed-in user, unless another
// account has it.
func TestGatewayLinks(t *testing.T) {
	s, _ := gatewaySite(t, people)
	v := s.visitor()
	v.signInByMail("a@example.kz")
	v.get("/ru/account").has("main", "Уровень 1").has("a[href*='sign-in/gateway']", "")
	v.get(v.confirm("aigul", "/ru/account")).to("/ru/account")
	v.get("/ru/account").has("main", "Уровень 3").has("main", "a@example.kz")
	v.get(v.confirm("baurzhan", "")).wants(http.StatusUnprocessableEntity) // it belongs to Aigul now
	second := s.visitor()
	second.signInByMail("b@example.kz")
	second.get(second.confirm("aigul", "")).wants(http.StatusUnprocessableEntity).has(".ds-error-summary", "другой учётной записи")
	second.get("/ru/account").has("main", "Уровень 1")
	// sign-in by mail and by identity leads to the same account
	v.get("/ru/account").has("main", "a@example.kz")
	byIdentity := s.visitor()
	byIdentity.get(byIdentity.confirm("aigul", "")).to("/ru")
	byIdentity.get("/ru/account").has("main", "a@example.kz")
}

// TestGatewayRefusals: a callback without a matching request is rejected.
func TestGatewayRefusals(t *testing.T) {
	s, r := gatewaySite(t, people)
	v := s.visitor()
	v.get("/sign-in/gateway/callback?code=x&state=y").wants(http.StatusBadRequest)
	back := v.confirm("aigul", "")
	v.get(strings.Replace(back, "state=", "state=x", 1)).wants(http.StatusBadRequest)
	state := func() string {
		u, _ := url.Parse(v.get("/ru/sign-in/gateway").to(r.issuer))
		for _, name := range []string{"code_challenge", "nonce", "state"} {
			if u.Query().Get(name) == "" {
				t.Errorf("no %s in %s", name, u)
			}
		}
		return u.Query().Get("state")
	}
	v.get("/sign-in/gateway/callback?error=access_denied&state=" + state()).wants(http.StatusForbidden)
	v.get("/sign-in/gateway/callback?code=guess&state=" + state()).wants(http.StatusBadGateway)
	v.cookies["gateway"] = "AAAA"
	v.get("/sign-in/gateway/callback?code=x&state=y").wants(http.StatusBadRequest)

	down := newSite(t).with(func(c *handlers.Config) { c.Gateway.Issuer = "http://127.0.0.1:1" }).visitor()
	down.get("/ru/sign-in/gateway").wants(http.StatusServiceUnavailable).has("main", "не отвечает")
}

// TestOneAccountAnIdentity: if four accounts confirm an identity concurrently, one gets it.
func TestOneAccountAnIdentity(t *testing.T) {
	s, _ := gatewaySite(t, people)
	visitors := make([]*visitor, 4)
	backs := make([]string, len(visitors))
	for i := range visitors {
		visitors[i] = s.visitor()
		visitors[i].signInByMail(string(rune('a'+i)) + "@example.kz")
		backs[i] = visitors[i].confirm("aigul", "")
	}
	var wg sync.WaitGroup
	statuses := make([]int, len(visitors))
	for i, v := range visitors {
		wg.Go(func() { statuses[i] = v.get(backs[i]).Code })
	}
	wg.Wait()
	won := 0
	for _, status := range statuses {
		if status == http.StatusSeeOther {
			won++
		}
	}
	if won != 1 {
		t.Errorf("statuses %v", statuses)
	}
}
