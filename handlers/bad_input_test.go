package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestBadInput: invalid addresses give a page in the viewer's language with the right
// status, never 500, and never internals of the program.
func TestBadInput(t *testing.T) {
	s := demoSite(t)
	long := strings.Repeat("а", 5000)
	tests := []struct {
		name, path string
		want       int
	}{
		{"unknown category", "/kk/appeals?category=gold", 400},
		{"unknown status", "/kk/appeals?status=lost", 400},
		{"unknown sort", "/kk/appeals?sort=random", 400},
		{"unknown flag", "/kk/appeals?overdue=maybe", 400},
		{"status that is not public", "/kk/appeals?status=moderation", 400},
		{"unknown place", "/kk/appeals?place=999999999", 400},
		{"malformed place code", "/kk/appeals?place=abc", 400},
		{"invalid date", "/kk/appeals?from=2026-02-30", 400},
		{"date out of range", "/kk/appeals?to=9999999-01-01", 400},
		{"broken cursor", "/kk/appeals?after=%21%21", 400},
		{"cursor of another list", "/kk/appeals?sort=voices&after=MjAyNi0wMS0wMVQwMDowMDowMFogMQ", 400},
		{"cursor with the year 0", "/kk/appeals?after=MDAwMC0wMS0wMVQwMDowMDowMFogMQ", 400},
		{"both cursors", "/kk/appeals?after=MjAyNi0wMS0wMVQwMDowMDowMFogMQ&before=MjAyNi0wMS0wMVQwMDowMDowMFogMQ", 400},
		{"page size cannot be set", "/kk/appeals?limit=1000000000", 200},
		{"parameter of others", "/kk/appeals?utm_source=x", 200},
		{"only wildcards", "/kk/places?q=%25%25%25", 200},
		{"search operators", "/kk/appeals?q=%27%20%26%20%7C%20%21%20%3A*%20%28%29%20%5C", 200},
		{"invalid UTF-8 in the query", "/kk/appeals?q=%ff%fe", 400},
		{"invalid UTF-8 in the path", "/kk/%ff", 400},
		{"NUL in the query", "/kk/appeals?q=%00", 400},
		{"query of 10,000 characters", "/kk/appeals?q=" + long + long, 414},
		{"search text too long", "/kk/appeals?q=" + long[:600], 400},
		{"path traversal", "/static/../../etc/passwd", 404},
		{"encoded path traversal", "/static/%2e%2e%2f%2e%2e%2fetc/passwd", 404},
		{"photo by path", "/media/..%2f..%2fetc%2fpasswd", 404},
		{"missing photo", "/media/" + strings.Repeat("0", 32) + "-small.jpg", 404},
		{"unknown page", "/ru/nothing", 404},
		{"unknown language", "/de/appeals", 404},
		{"unknown appeal number", "/ru/appeals/2026-999999", 404},
		{"malformed appeal number", "/ru/appeals/'or'1'='1", 404},
		{"malformed comment cursor", "/ru/appeals/NUMBER?comments=x", 400},
		{"unknown place page", "/ru/places/000000000", 404},
		{"malformed work id", "/ru/works/x", 404},
		{"work id out of range", "/ru/works/99999999999999999999999", 404},
		{"unknown stage", "/ru/works?stage=forgotten", 400},
		{"malformed cursor of works", "/ru/works?after=x", 400},
	}
	var number string
	if err := s.db.Gorm.Raw(`select number from appeals where public limit 1`).Scan(&number).Error; err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := strings.ReplaceAll(test.path, "NUMBER", number)
			// set the fields directly, because url.Parse would reject some addresses
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			raw, query, _ := strings.Cut(path, "?")
			r.URL.Path, r.URL.RawQuery, r.RequestURI = unescape(raw), query, path
			r.Header.Set("Accept-Language", "ru")
			w := httptest.NewRecorder()
			s.server.ServeHTTP(w, r)
			if w.Code != test.want {
				t.Fatalf("status %d, want %d", w.Code, test.want)
			}
			body := w.Body.String()
			if strings.HasPrefix(path, "/ru") && !strings.Contains(body, `lang="ru"`) {
				t.Error("not in the viewer's language")
			}
			if w.Code != 200 {
				if !strings.Contains(body, "<h1") {
					t.Errorf("not a page: %.200s", body)
				}
				if c := w.Header().Get("Cache-Control"); c != "no-store" {
					t.Errorf("error page is cacheable: %q", c)
				}
			}
			for _, inside := range []string{"goroutine", "SQLSTATE", "pgx", ".go:", "runtime error"} {
				if strings.Contains(body, inside) {
					t.Errorf("page shows internals of the program: %q", inside)
				}
			}
		})
	}
}

func unescape(path string) string {
	r := strings.NewReplacer("%ff", "\xff", "%2e", ".", "%2f", "/")
	return r.Replace(path)
}

func TestMethods(t *testing.T) {
	s := demoSite(t)
	a := s.do(http.MethodPost, "/kk/appeals").wants(http.StatusMethodNotAllowed)
	if allow := a.Header().Get("Allow"); !strings.Contains(allow, "GET") {
		t.Errorf("Allow is %q", allow)
	}
	a.has("html[lang=kk] h1", "")
	s.do(http.MethodOptions, "/kk/appeals").wants(http.StatusNoContent)
	s.do(http.MethodPost, "/kk/appeals", "Sec-Fetch-Site", "cross-site").wants(http.StatusForbidden)
}

func TestOversizedHeaders(t *testing.T) {
	s := demoSite(t)
	s.get("/kk", "X-Big", strings.Repeat("x", 40<<10)).wants(http.StatusRequestHeaderFieldsTooLarge).has("html[lang=kk] h1", "")
}

// TestHiddenAppeals: a rejected appeal gives 410 with the public reason; one that was never
// public gives 404.
func TestHiddenAppeals(t *testing.T) {
	s := demoSite(t)
	var rejected, waiting string
	if err := s.db.Gorm.Raw(`select number from appeals where status = 'rejected' limit 1`).Scan(&rejected).Error; err != nil {
		t.Fatal(err)
	}
	if err := s.db.Gorm.Raw(`select number from appeals where status = 'moderation' limit 1`).Scan(&waiting).Error; err != nil {
		t.Fatal(err)
	}
	s.get("/ru/appeals/"+rejected).wants(http.StatusGone).has("main", "Реклама")
	s.get("/ru/appeals/" + waiting).wants(http.StatusNotFound)
}
