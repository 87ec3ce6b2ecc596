package database_test

import (
	"encoding/base64"
	"testing"

	"jauap/models/database"
	"jauap/models/database/dbtest"
)

// TestForgedCursors checks that cursors that Go can parse never make the query fail in PostgreSQL.
func TestForgedCursors(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	for _, key := range []string{"1901-01-01T00:00:00+23:59", "1901-01-01T00:00:00-23:59", "2026-01-01T00:00:00,5Z", "2026-01-01T00:00:00.123456789123Z", "9998-12-31T23:59:59-23:59", "5", "-5", "2147483647", "infinity", "-infinity", "0001-01-01T00:00:00Z", "NaN", ""} {
		k := database.Keyset{Key: "at", ID: "id", SQLType: "timestamptz", Descending: true, After: database.NewCursor(key, 1)}
		where, args, _, err := k.Clauses()
		if err != nil {
			continue // refused before the query, with 400
		}
		var n int
		sql := "select count(*) from (select now() as at, 1::bigint as id) t where " + where
		if err := db.Session().ReadOne(t.Context(), &n, sql, args...); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	for _, id := range []string{"", "-1", "+1", "1y2p0ij32e8e7", "1y2p0ij32e8e8", " 1", "1.5", "zzzzzzzzzzzzzzzz", "١"} {
		c := database.Cursor(base64.RawURLEncoding.EncodeToString([]byte("2026-01-01T00:00:00Z " + id)))
		k := database.Keyset{Key: "at", ID: "id", SQLType: "timestamptz", Before: c}
		where, args, _, err := k.Clauses()
		if err != nil {
			continue
		}
		var n int
		sql := "select count(*) from (select now() as at, 1::bigint as id) t where " + where
		if err := db.Session().ReadOne(t.Context(), &n, sql, args...); err != nil {
			t.Errorf("id %q: %v", id, err)
		}
	}
}
