package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"jauap/models"
)

// visitor is a browser with its own cookies.
type visitor struct {
	site
	cookies map[string]string
	from    string // remote address
}

func (s site) visitor() *visitor {
	return &visitor{site: s, cookies: map[string]string{}, from: "192.0.2.1:1234"}
}

func (v *visitor) get(path string) answer { v.t.Helper(); return v.send(http.MethodGet, path, nil) }

// post sends a form. fields are name-value pairs.
func (v *visitor) post(path string, fields ...string) answer {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return v.send(http.MethodPost, path, form)
}

func (v *visitor) send(method, path string, form url.Values) answer {
	v.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.RemoteAddr = v.from
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return v.do(r)
}

func (v *visitor) do(r *http.Request) answer {
	v.t.Helper()
	for name, value := range v.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	v.server.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 || c.Value == "" {
			delete(v.cookies, c.Name)
		} else {
			v.cookies[c.Name] = c.Value
		}
	}
	return answer{v.t, w, r.URL.Path}
}

// to fails unless the response redirects to an address with the prefix, and returns the address.
func (a answer) to(prefix string) string {
	a.t.Helper()
	location := a.wants(http.StatusSeeOther).Header().Get("Location")
	if !strings.HasPrefix(location, prefix) {
		a.t.Fatalf("%s redirects to %q, want %q", a.path, location, prefix)
	}
	return location
}

var digits = regexp.MustCompile(`\b[0-9]{8}\b`)

// newestMail returns the mail that was sent last.
func (s site) newestMail() (to, subject, text string) {
	s.t.Helper()
	kept, err := s.mail.List()
	if err != nil || len(kept) == 0 {
		s.t.Fatalf("no mail: %v", err)
	}
	return strings.Trim(kept[0].To, "<>"), kept[0].Subject, kept[0].Text
}

// askCode requests a code in Kazakh and returns it with the token of the request.
func (v *visitor) askCode(email, next string) (ask, code string) {
	v.t.Helper()
	location, err := url.Parse(v.post("/kk/sign-in", "email", email, "next", next).to("/kk/sign-in/code?"))
	if err != nil {
		v.t.Fatal(err)
	}
	to, subject, _ := v.newestMail()
	if !strings.EqualFold(to, email) {
		v.t.Fatalf("the newest mail went to %s, want %s", to, email)
	}
	return location.Query().Get("ask"), digits.FindString(subject)
}

// signInByMail signs in with a mailed code, and registers a new user.
func (v *visitor) signInByMail(email string) {
	v.t.Helper()
	ask, code := v.askCode(email, "")
	a := v.post("/kk/sign-in/code", "ask", ask, "code", code)
	if a.Code == http.StatusOK {
		a = v.post("/kk/sign-in/code", "ask", ask, "code", code, "new", "1", "given_name", "Айгүл", "family_name", "Сейітова")
	}
	a.to("/kk")
}

// newUser creates a user.
func (s site) newUser(t *testing.T, email string) int64 {
	t.Helper()
	id, err := s.store.CreateUser(t.Context(), models.NewUser{GivenName: "Бауыржан", Email: email, Level: 1})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// sql executes a statement, for changes that no page allows.
func (s site) sql(statement string, args ...any) {
	s.t.Helper()
	if err := s.db.Gorm.Exec(statement, args...).Error; err != nil {
		s.t.Fatal(err)
	}
}

// number returns the number selected by a query.
func (s site) number(query string, args ...any) (n int) {
	s.t.Helper()
	if err := s.db.Gorm.Raw(query, args...).Scan(&n).Error; err != nil {
		s.t.Fatal(err)
	}
	return n
}

// places inserts a rural district and the places above it.
func (s site) places() {
	s.t.Helper()
	s.sql(`insert into places (code, parent_code, level, unit, official_kk, official_ru, name_kk, name_ru, name_en) values
		('610000000', null, 1, 'oblast', '', '', 'Түркістан облысы', 'Туркестанская область', 'Turkistan Oblast'),
		('616000000', '610000000', 2, 'district', '', '', 'Түлкібас ауданы', 'Тюлькубасский район', 'Tulkibas District'),
		('616059000', '616000000', 3, 'rural_district', '', '', 'Шақпақ', 'Чакпак', 'Shaqpaq')`)
}
