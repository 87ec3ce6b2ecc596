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
