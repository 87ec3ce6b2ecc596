package models_test

import (
	"testing"
	"time"

	"jauap/models"
	"jauap/models/database/dbtest"
)

// TestSweepSessions checks that the sweep removes expired sessions, in several batches, and keeps
// the others.
func TestSweepSessions(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	store, err := models.Open(t.Context(), db, models.FixedClock(now))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Gorm.Exec(`insert into sessions (token, data, expiry)
		select n::text, '', ?::timestamptz + case n when 0 then '1 hour' else '-1 hour' end::interval from generate_series(0, 2100) n`, now).Error; err != nil {
		t.Fatal(err)
	}
	if n, err := store.SweepSessions(t.Context()); err != nil || n != 2100 {
		t.Errorf("removed %d, %v", n, err)
	}
	var left []string
	if err := db.Gorm.Raw(`select token from sessions`).Scan(&left).Error; err != nil || len(left) != 1 || left[0] != "0" {
		t.Errorf("left %v, %v", left, err)
	}
}
