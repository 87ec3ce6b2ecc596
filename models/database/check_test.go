package database_test

import (
	"testing"
	"time"

	"jauap/models/calendar"
	"jauap/models/database/dbtest"
)

// TestZoneOfServer checks that the server and the program count the same days: around the change of
// 1 March 2024 in steps of half an hour, and each day from 2005 to 2033.
func TestZoneOfServer(t *testing.T) {
	t.Parallel()
	db := dbtest.Empty(t)
	rows, err := db.Pool.Query(t.Context(), `
		SELECT at, (at AT TIME ZONE 'Asia/Almaty')::date FROM (
			SELECT generate_series(timestamptz '2024-02-27 00:00+00', '2024-03-03 00:00+00', '30 minutes') UNION ALL
			SELECT generate_series(timestamptz '2005-01-01 18:30+00', '2034-01-01 00:00+00', '1 day')) s (at)`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var at, day time.Time
		if err := rows.Scan(&at, &day); err != nil {
			t.Fatal(err)
		}
		want := calendar.Date{Year: day.Year(), Month: day.Month(), Day: day.Day()}
		if got := calendar.Of(at); got != want {
			t.Fatalf("%v is %v for the program and %v for the server", at, got, want)
		}
	}
	if err := rows.Err(); err != nil || n < 10_000 {
		t.Errorf("%d moments compared, %v", n, err)
	}
}
