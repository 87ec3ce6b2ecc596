package handlers_test

import (
	"net/http"
	"testing"
)

// TestDatabaseDown: without its database the portal says so in the reader's
// language, and it comes back without a restart.
func TestDatabaseDown(t *testing.T) {
	s := newSite(t)
	s.get("/kk/appeals").wants(http.StatusOK)

	// Take the connections away and let no new one in, as a stopped server does.
	name := s.db.Pool.Config().ConnConfig.Database
	admin := newSite(t).db
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := admin.Pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`alter database "` + name + `" allow_connections false`)
	exec(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, name)

	a := s.get("/ru/appeals").wants(http.StatusServiceUnavailable).has("html[lang=ru] h1", "")
	if a.Header().Get("Retry-After") == "" {
		t.Error("does not say when to try again")
	}
	s.get("/health").wants(http.StatusServiceUnavailable)
	s.get("/kk/about").wants(http.StatusOK) // asks nothing of the database

	exec(`alter database "` + name + `" allow_connections true`)
	s.get("/kk/appeals").wants(http.StatusOK)
	s.get("/health").wants(http.StatusOK)
}
