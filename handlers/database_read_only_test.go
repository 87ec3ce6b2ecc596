package handlers_test

import (
	"net/http"
	"testing"
)

// TestDatabaseReadOnly: while the database takes no writes, pages are shown to everybody,
// signed in or not, and what would change something is answered with 503.
func TestDatabaseReadOnly(t *testing.T) {
	s := newSite(t)
	page := "/kk/appeals/" + s.fillAppeals(1)
	v := s.resident(t, 1)
	v.get(page).wants(http.StatusOK)
	name := s.db.Pool.Config().ConnConfig.Database
	admin := newSite(t).db
	if _, err := admin.Pool.Exec(t.Context(), `alter database "`+name+`" set default_transaction_read_only = on`); err != nil {
		t.Fatal(err)
	}
	// the setting holds for new connections; ended ones would still be lent for a second
	s.db.Reads.Reset()
	s.db.Pool.Reset()
	s.get(page).wants(http.StatusOK)
	v.get(page).wants(http.StatusOK)
	if a := v.post(page + "/voice").wants(http.StatusServiceUnavailable); a.Header().Get("Retry-After") == "" {
		t.Error("does not say when to try again")
	}
}
