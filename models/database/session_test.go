package database_test

import (
	"testing"
	"time"

	"jauap/models/database"
	"jauap/models/database/dbtest"
)

// TestReturningHasLimits checks that a statement that writes and returns rows has the limits of a
// transaction, and uses no connection of the readers.
func TestReturningHasLimits(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	ctx := database.WithLimits(t.Context(), database.Limits{Lock: 2 * time.Second, Statement: 8 * time.Second})
	exec(t, db, `create table limits_seen (id int, setting text)`)
	for name, sql := range map[string]string{
		"insert": `insert into limits_seen values (1, '') returning current_setting('lock_timeout')`,
		"update": `update limits_seen set setting = current_setting('lock_timeout') returning setting`,
		"with":   `with w as (insert into limits_seen values (2, '') returning id) select current_setting('lock_timeout') from w`,
		"delete": `delete from limits_seen where id = 1 returning current_setting('lock_timeout')`,
	} {
		exec(t, db, `insert into limits_seen values (1, '')`)
		var got []string
		if err := db.Session().Read(ctx, &got, sql); err != nil || len(got) == 0 || got[0] != "2s" {
			t.Errorf("%s: lock_timeout %v, %v", name, got, err)
		}
	}
	var got string
	if err := db.Session().ReadOne(ctx, &got, `select current_setting('lock_timeout')`); err != nil || got != "0" {
		t.Errorf("a plain read began a transaction: %q, %v", got, err)
	}
}

// TestNamedArgumentsUnused checks that a statement composed without a name accepts the map of
// named arguments: GORM alone would send the map to PostgreSQL as a positional argument.
func TestNamedArgumentsUnused(t *testing.T) {
	t.Parallel()
	db, ctx, args := dbtest.Open(t).Session(), t.Context(), map[string]any{"n": 2}
	var got int
	for sql, want := range map[string]int{`select 1`: 1, `select cast(@n as int)`: 2} {
		if err := db.Read(ctx, &got, sql, args); err != nil || got != want {
			t.Errorf("Read %s: %d, %v, want %d", sql, got, err, want)
		}
		if err := db.ReadOne(ctx, &got, sql, args); err != nil || got != want {
			t.Errorf("ReadOne %s: %d, %v, want %d", sql, got, err, want)
		}
	}
	if n, err := db.Exec(ctx, `update sessions set expiry = expiry`, args); err != nil || n != 0 {
		t.Errorf("Exec: %d rows, %v", n, err)
	}
}
