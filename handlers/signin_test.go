package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSignInByMail: a new user signs in with a code, enters a name and is redirected back.
func TestSignInByMail(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	ask, code := v.askCode("Aigul@Example.kz", "/kk/places?q=шет")
	entry := "/kk/sign-in/code?" + url.Values{"ask": {ask}, "next": {"/kk/places?q=шет"}, "code": {code}}.Encode()
	_, _, text := s.newestMail()
	if !strings.Contains(text, "https://jauap.example/kk/sign-in/code?ask="+ask) {
		t.Errorf("no link in the mail:\n%s", text)
	}
	// mail scanners open links, some repeatedly
	for range 3 {
		a := s.visitor().get(entry).wants(http.StatusOK)
		if got, _ := a.doc().Find("#code").Attr("value"); got != code {
			t.Fatalf("the link fills in %q", got)
		}
		if c := a.Header().Get("Cache-Control"); c != "no-store" {
			t.Errorf("Cache-Control %q", c)
		}
	}
	fields := []string{"ask", ask, "code", code[:3] + " " + code[3:], "next", "/kk/places?q=шет"}
	v.post("/kk/sign-in/code", fields...).wants(http.StatusOK).has("h1", "Танысайық")
	v.post("/kk/sign-in/code", append(fields, "new", "1", "given_name", " ")...).wants(http.StatusUnprocessableEntity).has("#given_name-problem", "толтырыңыз")
	v.post("/kk/sign-in/code", append(fields, "new", "1", "given_name", "Айгүл", "family_name", "Сейітова")...).to("/kk/places?q=шет")
	v.get("/kk/places").wants(http.StatusOK).has("header", "Айгүл С.")

	// the code is used up
	s.visitor().post("/kk/sign-in/code", fields...).wants(http.StatusUnprocessableEntity).has("#code-problem", "қолданылып қойған")
	// a known user is not asked for a name
	again := s.visitor()
	again.signInByMail("aigul@example.kz")
	again.post("/kk/sign-out").to("/kk")
	again.get("/kk").lacks(".viewer")
	v.get("/kk").has(".viewer", "Айгүл С.")
}

// TestSameAnswer: the response does not reveal whether an address is known.
func TestSameAnswer(t *testing.T) {
	s := newSite(t)
	s.newUser(t, "known@example.kz")
	look := func(email string) (status int, path string, headers []string) {
		a := s.visitor().post("/ru/sign-in", "email", email)
		location, err := url.Parse(a.Header().Get("Location"))
		if err != nil {
			t.Fatal(err)
		}
		token := location.Query().Get("ask")
		for name, values := range a.Header() {
			if name != "X-Request-Id" {
				headers = append(headers, name+": "+strings.ReplaceAll(strings.Join(values, ","), token, "TOKEN"))
			}
		}
		return a.Code, location.Path, headers
	}
	status, path, headers := look("known@example.kz")
	status2, path2, headers2 := look("unknown@example.kz")
	if status != status2 || path != path2 || len(headers) != len(headers2) {
		t.Errorf("%d %s %v\n%d %s %v", status, path, headers, status2, path2, headers2)
	}
}

func TestCodeProblems(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	for i, email := range []string{"", "aigul", "aigul@", "a b@example.kz", "Айгүл <a@example.kz>", "a@localhost", strings.Repeat("a", 260) + "@b.kz", "a@example.kz,b@example.kz"} {
		v := s.visitor()
		v.from = fmt.Sprintf("192.0.2.%d:1", i) // avoid the rate limit
		a := v.post("/kk/sign-in", "email", email).wants(http.StatusUnprocessableEntity)
		if got, _ := a.doc().Find("#email").Attr("value"); got != email {
			t.Errorf("submitted %q, shown %q", email, got)
		}
	}
	ask, code := v.askCode("b@example.kz", "//evil.example")
	wrong := "000000"
	if code == wrong {
		wrong = "111111"
	}
	var said []string
	for range 5 {
		a := v.post("/ru/sign-in/code", "ask", ask, "code", wrong).wants(http.StatusUnprocessableEntity)
		said = append(said, strings.TrimSpace(a.doc().Find("#code-problem").Text()))
	}
	if diff := cmp.Diff([]string{"Неверный код. Осталось попыток: 4", "Неверный код. Осталось попыток: 3", "Неверный код. Осталось попыток: 2",
		"Неверный код. Осталось попыток: 1", "Код пять раз введён неверно. Запросите новый"}, said); diff != "" {
		t.Error(diff)
	}
	v.get("/ru/sign-in/code?ask="+ask).has(".lead", "отправлен на адрес b@example.kz")          // shows a mistyped address
	v.post("/ru/sign-in/code", "ask", ask, "code", code).wants(http.StatusUnprocessableEntity). // right, but too many tries
													has(`form[action="/ru/sign-in"] input[name=email][value="b@example.kz"]`, "").lacks("#code")
	v.post("/ru/sign-in/code", "ask", "guess", "code", code).wants(http.StatusUnprocessableEntity)
	v.post("/ru/sign-in/code").wants(http.StatusUnprocessableEntity)
	// no redirect to another site
	ask, code = v.askCode("c@example.kz", "//evil.example")
	v.post("/kk/sign-in/code", "ask", ask, "code", code, "next", "//evil.example", "new", "1", "given_name", "Асан").to("/kk")
}

// TestCodeIsBoundToItsRequest: a code is not valid for the request of another address.
func TestCodeIsBoundToItsRequest(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	_, code := v.askCode("a@example.kz", "")
	other, otherCode := v.askCode("b@example.kz", "")
	if code == otherCode {
		t.Skip("both codes are equal by chance")
	}
	v.post("/kk/sign-in/code", "ask", other, "code", code).wants(http.StatusUnprocessableEntity)
}

func TestCodeExpires(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	ask, code := v.askCode("a@example.kz", "")
	s.sql(`update codes set at = at - interval '11 minutes', expires_at = expires_at - interval '11 minutes'`)
	v.post("/kk/sign-in/code", "ask", ask, "code", code).wants(http.StatusUnprocessableEntity).has("#code-problem", "мерзімі өткен")
}

// mails returns the number of mails that the server has sent.
func (s site) mails() int {
	s.t.Helper()
	kept, err := s.mail.List()
	if err != nil {
		s.t.Fatal(err)
	}
	return len(kept)
}

// TestCodeLimits: a mailbox gets at most five unused codes an hour; after that the last one
// stays valid. A browser may send ten requests, other browsers of its network more.
func TestCodeLimits(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	var newest string
	for range 5 {
		_, newest = v.askCode("a@example.kz", "")
	}
	again := v.post("/kk/sign-in", "email", "a+1@example.kz").to("/kk/sign-in/code?")
	if n := s.mails(); n != 5 {
		t.Errorf("%d mails to one mailbox", n)
	}
	v.get(again).wants(http.StatusOK).has(".lead", "Соңғы хаттағы кодты")
	ask, _ := url.Parse(again)
	v.post("/kk/sign-in/code", "ask", ask.Query().Get("ask"), "code", newest, "new", "1", "given_name", "Асан").wants(http.StatusSeeOther)
	for range 4 {
		v.askCode("b@example.kz", "")
	}
	v.post("/kk/sign-in", "email", "c@example.kz").wants(http.StatusTooManyRequests).has("h1", "")
	s.visitor().askCode("c@example.kz", "") // a neighbour behind the same address
	if v.cookies["__Host-browser"] == "" {
		t.Error("no browser cookie")
	}
}

// TestStrangerAsksCodes: an attacker who requests many codes for a mailbox neither floods it
// nor locks its owner out in a known network or a known browser.
func TestStrangerAsksCodes(t *testing.T) {
	s := newSite(t)
	owner := s.visitor()
	owner.from = "192.0.2.50:1"
	owner.signInByMail("a@example.kz")
	before := s.mails()
	for i := range 40 {
		stranger := s.visitor()
		stranger.from = fmt.Sprintf("203.0.113.%d:1", i+1)
		stranger.post("/kk/sign-in", "email", "a@example.kz").to("/kk/sign-in/code?")
	}
	if n := s.mails() - before; n != 5 {
		t.Errorf("%d mails requested by strangers, want 5", n)
	}
	for range 7 { // wrong guesses do not use up the owner's tries
		stranger := s.visitor()
		stranger.from = "203.0.113.99:1"
		location, _ := url.Parse(stranger.post("/kk/sign-in", "email", "a@example.kz").to("/kk/sign-in/code?"))
		for range 5 {
			stranger.post("/kk/sign-in/code", "ask", location.Query().Get("ask"), "code", "0").wants(http.StatusUnprocessableEntity)
		}
	}
	if n := s.number(`select sum(tries) from codes`); n != 30 {
		t.Errorf("%d guesses were checked, want 30", n)
	}
	home := s.visitor() // a new browser in the known network
	home.from = "192.0.2.50:9"
	home.signInByMail("a@example.kz")
	owner.cookies = map[string]string{"__Host-browser": owner.cookies["__Host-browser"]}
	owner.from = "198.51.100.77:1" // the known browser in a new network
	owner.signInByMail("a@example.kz")
	if n := s.number(`select count(*) from sign_ins where network_hash is null`); n != 0 {
		t.Error("a sign-in without its network")
	}
}

// TestBrakeOnGuessing: many wrong codes over all mailboxes reduce the tries of each code.
func TestBrakeOnGuessing(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	ask, code := v.askCode("a@example.kz", "")
	v.post("/ru/sign-in/code", "ask", ask, "code", "1").wants(http.StatusUnprocessableEntity).has("#code-problem", "попыток: 4")
	s.sql(`update tallies set n = 1000 where n = 1 and slot > ?::timestamptz - interval '10 minutes'`, noon)
	v.post("/ru/sign-in/code", "ask", ask, "code", code).wants(http.StatusUnprocessableEntity)
}

// TestCodeOnce: of concurrent requests with the same code one signs in.
func TestCodeOnce(t *testing.T) {
	s := newSite(t)
	s.newUser(t, "a@example.kz")
	ask, code := s.visitor().askCode("a@example.kz", "")
	var wg sync.WaitGroup
	statuses := make([]int, 12)
	for i := range statuses {
		wg.Go(func() { statuses[i] = s.visitor().post("/kk/sign-in/code", "ask", ask, "code", code).Code })
	}
	wg.Wait()
	count := map[int]int{}
	for _, status := range statuses {
		count[status]++
	}
	if diff := cmp.Diff(map[int]int{http.StatusSeeOther: 1, http.StatusUnprocessableEntity: 11}, count); diff != "" {
		t.Error(diff)
	}
}

// TestBans: a banned account, network or mail domain cannot sign in. The reason and the end
// are shown only after the right code.
func TestBans(t *testing.T) {
	for _, test := range []struct{ kind, value string }{
		{"domain", "spam.example"}, {"range", "192.0.2.0/24"}, {"account", "ID"},
	} {
		t.Run(test.kind, func(t *testing.T) {
			s := newSite(t)
			moderator := s.newUser(t, "m@example.kz")
			id := s.newUser(t, "a@mail.spam.example")
			value := strings.ReplaceAll(test.value, "ID", strconv.FormatInt(id, 10))
			s.sql(`insert into bans (kind, value, reason, user_id, at, until) values (?, ?, 'flood', ?, ?, ?)`, test.kind, value, moderator, noon, noon.AddDate(0, 0, 7))
			v := s.visitor()
			ask, code := v.askCode("a@mail.spam.example", "")
			v.post("/ru/sign-in/code", "ask", ask, "code", code).wants(http.StatusUnprocessableEntity).
				has("#code-problem", "flood").has("#code-problem", "21\u00a0октября\u00a02026")
			s.sql(`update bans set lifted_at = ?`, noon)
			v.post("/ru/sign-in/code", "ask", ask, "code", code).to("/ru")
		})
	}
}

// TestDevMail: stored mail can be read from near addresses only, and no other files.
func TestDevMail(t *testing.T) {
	s := newSite(t)
	s.visitor().askCode("a@example.kz", "")
	near := s.visitor()
	near.from = "127.0.0.1:1"
	list := near.get("/dev/mail").wants(http.StatusOK).has("main", "a@example.kz")
	link, _ := list.doc().Find("main li a").Attr("href")
	near.get(link).wants(http.StatusOK).has("main a", "https://jauap.example/kk/sign-in/code")
	near.get("/dev/mail/..%2fsecret.key").wants(http.StatusNotFound)
	for _, from := range []string{"203.0.113.7:1", "[2001:db8::1]:1", ""} { // such as a demo reachable from the internet by mistake
		far := s.visitor()
		far.from = from
		far.get("/dev/mail").wants(http.StatusNotFound)
		far.get(link).wants(http.StatusNotFound)
	}
}
