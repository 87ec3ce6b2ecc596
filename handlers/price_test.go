package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// TestBlockedRow: while more voices than connections wait for a lock, the board and signed-in
// pages still work. The waiting voices get 503.
func TestBlockedRow(t *testing.T) {
	s := newSite(t)
	number := s.fillAppeals(1)
	reader := s.resident(t, 0)
	var voters []*visitor
	for n := range 12 {
		voters = append(voters, s.resident(t, n+1))
	}
	blocker, err := s.db.Reads.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := blocker.Exec(t.Context(), `lock table voices in access exclusive mode`); err != nil {
		t.Fatal(err)
	}
	var waiting sync.WaitGroup
	statuses := make(chan int, len(voters))
	for _, voter := range voters {
		waiting.Go(func() { statuses <- voter.post("/kk/appeals/" + number + "/voice").Code })
	}
	s.get("/kk/appeals").wants(http.StatusOK)
	reader.get("/kk/account").wants(http.StatusOK)
	waiting.Wait()
	if err := blocker.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range cap(statuses) {
		if status := <-statuses; status != http.StatusServiceUnavailable {
			t.Errorf("status %d of a voice that waited for the lock", status)
		}
	}
}

// TestSlowSearch: a search that takes too long is canceled. The page says so in the viewer's
// language and keeps the filled form; pages without a search still work.
func TestSlowSearch(t *testing.T) {
	s := newSite(t)
	s.fillAppeals(1)
	blocker, err := s.db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := blocker.Exec(t.Context(), `lock table appeals in access exclusive mode`); err != nil {
		t.Fatal(err)
	}
	a := s.get("/ru/appeals?status=answered&q=" + url.QueryEscape("яма на дороге")).wants(http.StatusServiceUnavailable)
	a.has("html[lang=ru] h2, html[lang=ru] .empty", "перегружен").has("input[name=q][value='яма на дороге']", "").has("option[value=answered][selected]", "")
	if a.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.get("/ru/places").wants(http.StatusOK)
	if err := blocker.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	nine := strings.Join([]string{"яма", "дорога", "вода", "свет", "мусор", "школа", "мост", "газ", "автобус"}, " ")
	s.get("/ru/appeals?q="+url.QueryEscape(nine)).wants(http.StatusOK).has("main", "только по первым 8 словам").has("input[name=q][value='"+nine+"']", "")
}
