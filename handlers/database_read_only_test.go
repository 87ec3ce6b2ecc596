package handlers_test

import (
	"net/http"
	"testing"
)

// TestDatabaseReadOnly: while the database is read-only, pages are shown to all viewers, and
// writes give 503.
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
	// The setting applies to new connections. Reset the pools, because a pool may return ended
	// connections for another second.
	s.db.Reads.Reset()
	s.db.Pool.Reset()
	s.get(page).wants(http.StatusOK)
	v.get(page).wants(http.StatusOK)
	if a := v.post(page + "/voice").wants(http.StatusServiceUnavailable); a.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
}
