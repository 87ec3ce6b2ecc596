package handlers_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jauap/handlers"
	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/database/dbtest"
	"jauap/models/demo"
	"jauap/models/mail"
	"jauap/models/secret"
)

// noon is the time of the tests, a Wednesday between full working weeks.
var noon = time.Date(2026, 10, 14, 7, 0, 0, 0, time.UTC) // 12:00 in Asia/Almaty

// site is a server with a real database.
type site struct {
	t      *current
	db     *database.DB
	store  *models.Store
	server *handlers.Server
	mail   mail.Folder // mails sent by the server
}

// current is the running test: the one that made the site, or a step of it.
type current struct{ *testing.T }

// step runs do as a subtest. The site and its visitors report to it, so that a failure ends
// only this step.
func (s site) step(name string, do func(t *testing.T)) {
	s.t.Helper()
	test := s.t.T
	defer func() { s.t.T = test }()
	test.Run(name, func(t *testing.T) {
		s.t.T = t
		do(t)
	})
}

// newSite returns a site with reference data only.
func newSite(t *testing.T) site {
	t.Helper()
	return serve(t, dbtest.Open(t))
}

// with returns a site with the same database and other settings.
func (s site) with(change func(*handlers.Config)) site { return serve(s.t.T, s.db, change) }

func serve(t *testing.T, db *database.DB, changes ...func(*handlers.Config)) site {
	t.Helper()
	store, err := models.Open(t.Context(), db, models.FixedClock(noon))
	if err != nil {
		t.Fatal(err)
	}
	box := mail.Folder{Dir: t.TempDir()}
	config := handlers.Config{
		BaseURL: "https://jauap.example", Dev: true, Sessions: db.Sessions(), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Mail: box, ShowMail: true, Secret: secret.Random(),
	}
	for _, change := range changes {
		change(&config)
	}
	server, err := handlers.New(store, config)
	if err != nil {
		t.Fatal(err)
	}
	return site{&current{t}, db, store, server, box}
}

// demoSite returns a site with the demo data as of noon. All callers share one database.
func demoSite(t *testing.T) site {
	t.Helper()
	filled.Do(func() {
		demoDB, demoErr = dbtest.New(context.Background())
		if demoErr != nil {
			return
		}
		var store *models.Store
		if store, demoErr = models.Open(context.Background(), demoDB, models.FixedClock(noon)); demoErr == nil {
			demoErr = demo.Fill(context.Background(), store, func(string) {})
		}
	})
	if demoErr != nil {
		t.Fatal(demoErr)
	}
	return serve(t, demoDB)
}

var (
	filled  sync.Once
	demoDB  *database.DB
	demoErr error
)

// answer is a response.
type answer struct {
	t *current
	*httptest.ResponseRecorder
	path string
}

func (s site) get(path string, header ...string) answer {
	s.t.Helper()
	return s.do(http.MethodGet, path, header...)
}

func (s site) do(method, path string, header ...string) answer {
	s.t.Helper()
	r, err := http.NewRequest(method, path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)
	return answer{s.t, w, path}
}

// wants fails unless the status is as expected.
func (a answer) wants(status int) answer {
	a.t.Helper()
	if a.Code != status {
		a.t.Fatalf("%s: status %d, want %d\n%.600s", a.path, a.Code, status, a.Body)
	}
	return a
}

// doc parses the page.
func (a answer) doc() *goquery.Document {
	a.t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(a.Body.String()))
	if err != nil {
		a.t.Fatalf("%s: %v", a.path, err)
	}
	return doc
}

// has fails unless an element matches the selector and holds the text.
func (a answer) has(selector, text string) answer {
	a.t.Helper()
	found := a.doc().Find(selector)
	if found.Length() == 0 {
		a.t.Fatalf("%s: nothing matches %q", a.path, selector)
	}
	if !strings.Contains(breakable.Replace(found.Text()), breakable.Replace(text)) {
		a.t.Fatalf("%s: %q is %q, want %q in it", a.path, selector, found.Text(), text)
	}
	return a
}

// breakable replaces no-break spaces by spaces.
var breakable = strings.NewReplacer("\u00a0", " ")

// lacks fails if an element matches the selector.
func (a answer) lacks(selector string) answer {
	a.t.Helper()
	if found := a.doc().Find(selector); found.Length() > 0 {
		a.t.Fatalf("%s: %q matches %q", a.path, selector, found.Text())
	}
	return a
}

// today returns the date of the tests.
func today() calendar.Date { return calendar.Of(noon) }
