package handlers_test

import (
	"net/http"
	"testing"
)

// TestDatabaseDown: without the database pages give 503 in the viewer's language; when it is
// back, they work without a restart.
func TestDatabaseDown(t *testing.T) {
	s := newSite(t)
	s.get("/kk/appeals").wants(http.StatusOK)

	// Simulate a stopped server: end all connections and refuse new ones.
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
		t.Error("no Retry-After")
	}
	s.get("/health").wants(http.StatusServiceUnavailable)
	s.get("/kk/about").wants(http.StatusOK) // needs no database

	exec(`alter database "` + name + `" allow_connections true`)
	s.get("/kk/appeals").wants(http.StatusOK)
	s.get("/health").wants(http.StatusOK)
}
