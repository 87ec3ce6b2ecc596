package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// TestBlockedRow: voices that wait for a locked appeal, more of them than there are
// connections, stop neither the board nor a signed-in reader. They are told to try again.
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
			t.Errorf("a voice that waited in vain has status %d", status)
		}
	}
}

// TestDearSearch: a search that takes too long ends, says so in the reader's language
// and keeps what was typed; pages without a search are not touched by it.
func TestDearSearch(t *testing.T) {
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
		t.Error("does not say when to try again")
	}
	s.get("/ru/places").wants(http.StatusOK)
	if err := blocker.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	nine := strings.Join([]string{"яма", "дорога", "вода", "свет", "мусор", "школа", "мост", "газ", "автобус"}, " ")
	s.get("/ru/appeals?q="+url.QueryEscape(nine)).wants(http.StatusOK).has("main", "только по первым 8 словам").has("input[name=q][value='"+nine+"']", "")
}
