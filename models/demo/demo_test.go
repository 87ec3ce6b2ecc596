package demo

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/handlers/jobs"
	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/database"
	"jauap/models/database/dbtest"
	"jauap/models/village"
)

func quiet(string) {}

// filled returns a database with the demo, filled at nine in the morning of a day.
func filled(t *testing.T, today string) (*database.DB, *models.Store) {
	t.Helper()
	day, err := calendar.ParseDate(today)
	if err != nil {
		t.Fatal(err)
	}
	db := dbtest.Open(t)
	store, err := models.Open(t.Context(), db, models.FixedClock(day.Time().Add(9*time.Hour)))
	if err != nil {
		t.Fatal(err)
	}
	if err := Fill(t.Context(), store, quiet); err != nil {
		t.Fatal(err)
	}
	return db, store
}

// count returns the number that a query gives.
func count(t *testing.T, db *database.DB, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := db.Pool.QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

// TestFillOnAnyDay checks that the appeals have the intended results for different current days.
func TestFillOnAnyDay(t *testing.T) {
	for name, today := range map[string]string{
		"a Monday":       "2026-06-15",
		"a Saturday":     "2026-09-12",
		"during Nauryz":  "2026-03-24",
		"after New Year": "2027-01-02",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, store := filled(t, today)
			t.Run("statuses", func(t *testing.T) { checkStatuses(t, db, store.Today()) })
			t.Run("clocks", func(t *testing.T) { checkClocks(t, db, store) })
			t.Run("rows", func(t *testing.T) { checkRows(t, db) })
			t.Run("dates in texts", func(t *testing.T) { checkWords(t, db) })
			t.Run("second fill", func(t *testing.T) { checkSecondFill(t, db, store) })
		})
	}
}

func checkStatuses(t *testing.T, db *database.DB, today calendar.Date) {
	marks := map[string]string{
		"overdue":    `overdue_at is not null and answer_due < $2`,
		"extended":   `exists (select 1 from extensions where appeal_id = a.id) and answer_due > $2`,
		"redirected": `exists (select 1 from redirects where appeal_id = a.id) and answer_due > $2`,
		"paused":     `paused_at is not null`,
		"returned":   `exists (select 1 from escalations where appeal_id = a.id and outcome = 'returned' and ground = 'promise_broken')`,
		"escalated":  `exists (select 1 from escalations where appeal_id = a.id and closed_at is null and due > $2)`,
		"":           `(overdue_at is null and (not open or answer_due > $2))`,
	}
	for _, a := range appealsOfContent(t) {
		var status string
		var marked bool
		if err := db.Pool.QueryRow(context.Background(), `select status, `+marks[a.Mark]+` from appeals a where title = $1 and $2::date is not null`,
			a.Title, today.String()).Scan(&status, &marked); err != nil {
			t.Fatalf("%s: %v", a.ID, err)
		}
		if status != a.Status || !marked {
			t.Errorf("%s %q is %s, want %s; %q: %v", a.ID, a.Title, status, a.Status, a.Mark, marked)
		}
	}
}

// checkClocks checks that all events are in the past, in order, and in office hours for bodies.
func checkClocks(t *testing.T, db *database.DB, store *models.Store) {
	if n := count(t, db, `select count(*) from events where at > $1`, store.Now()); n > 0 {
		t.Errorf("%d events are in the future", n)
	}
	rows, err := db.Pool.Query(context.Background(), `select at from answers union all select at from events where actor = 'body'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	cal := store.Reference().Calendar
	for rows.Next() {
		var at time.Time
		if err := rows.Scan(&at); err != nil {
			t.Fatal(err)
		}
		day := calendar.Of(at)
		if hour := at.Sub(day.Time()); !cal.IsWorking(day) || hour < 8*time.Hour || hour > 18*time.Hour {
			t.Errorf("an action of a body is at %s", at.In(calendar.Zone))
		}
	}
	for what, sql := range map[string]string{
		"appeals moderated too late":                     `select count(*) from appeals where published_at::date > moderation_due + 1`,
		"appeals waiting for moderation beyond its term": `select count(*) from appeals where status = 'moderation' and moderation_due < '` + store.Today().String() + `'`,
		"appeals that do not begin with the event 'submitted'": `select count(*) from appeals a where
			(select kind from events where appeal_id = a.id order by at, id limit 1) is distinct from 'submitted'`,
	} {
		if n := count(t, db, sql); n != 0 {
			t.Errorf("%d %s", n, what)
		}
	}
	for what, sql := range map[string]string{
		"late answers":     `select count(*) from answers where round = 1 and at >= (due + 1)::timestamp at time zone 'Asia/Almaty'`,
		"refusals":         `select count(*) from answers where refusal`,
		"second answers":   `select count(*) from answers where round = 2`,
		"kept promises":    `select count(*) from promises where outcome = 'kept' and proof <> ''`,
		"broken promises":  `select count(*) from promises where outcome = 'broken'`,
		"moved promises":   `select count(*) from promises where moved > 0`,
		"running promises": `select count(*) from promises where outcome is null`,
		"replies":          `select count(*) from body_replies`,
		"confirmations":    `select count(*) from confirmations where holds`,
		"denials":          `select count(*) from confirmations where not holds`,
		"near duplicates":  `select count(*) from answer_twins`,
		"obstacles":        `select count(*) from answers where obstacle is not null and obstacle <> ''`,
	} {
		if n := count(t, db, sql); n < 2 {
			t.Errorf("%d %s, want 2 or more", n, what)
		}
	}
	for _, kind := range []models.EventKind{models.WasDeclined, models.WasWithdrawn, models.WasMerged, models.ClockPaused, models.Extended,
		models.Escalated, models.ComplaintSilent, models.ComplaintDecided, models.ReturnedDown, models.PromiseConfirmed, models.PromiseDoubted} {
		if n := count(t, db, `select count(*) from events e join appeals a on a.id = e.appeal_id where a.public and e.kind = $1`, kind); n == 0 {
			t.Errorf("no public event %s", kind)
		}
	}
	for _, ground := range []models.Ground{models.GroundOverdue, models.GroundRefused, models.GroundContested, models.GroundPromise, models.GroundSilent} {
		if n := count(t, db, `select count(*) from escalations where ground = $1`, ground); n == 0 {
			t.Errorf("no escalation with the ground %s", ground)
		}
	}
	if n := count(t, db, `select count(*) from picture_repeats`); n != 1 {
		t.Errorf("%d repeated pictures, want 1", n)
	}
}

func checkRows(t *testing.T, db *database.DB) {
	h, err := readHistory()
	if err != nil {
		t.Fatal(err)
	}
	appeals := len(appealsOfContent(t))
	for _, b := range h.Bodies {
		appeals += b.N
	}
	for what, want := range map[string]int{
		`select count(*) from appeals where demo`:     appeals,
		`select count(*) from appeals`:                appeals,
		`select count(*) from works where demo`:       10,
		`select count(distinct stage) from works`:     4,
		`select count(*) from users where not demo`:   0,
		`select count(*) from places where level = 1`: 20,
		`select count(*) from voices v where not exists (select 1 from users where id = v.user_id and level = v.level)`: 0,
		`select count(*) from appeals where voices <> (select count(*) from voices where appeal_id = appeals.id)`:       0,
		`select count(*) from site_stats`: 1,
	} {
		if n := count(t, db, what); n != want {
			t.Errorf("%s: %d, want %d", what, n, want)
		}
	}
	for _, a := range appealsOfContent(t) {
		want := a.Voices
		if a.Status == string(models.Merged) {
			want = 0 // the voices moved to the other appeal
		}
		n := count(t, db, `select voices from appeals where title = $1`, a.Title)
		if n < want || n > want+4 {
			t.Errorf("%s has %d voices, want %d", a.ID, n, want)
		}
	}
	if n := count(t, db, `select count(*) from appeals where voices > 20 and voices_checked < voices and voices_local between 1 and voices_checked - 1`); n < 30 {
		t.Errorf("only %d appeals have different numbers of checked and local voices", n)
	}
}

func checkWords(t *testing.T, db *database.DB) {
	for _, column := range []string{"appeals.title", "appeals.text", "answers.found", "answers.action", "promises.text", "promises.proof",
		"promise_moves.reason", "events.data::text", "comments.text", "verdicts.text", "extensions.reason", "redirects.text",
		"escalations.text", "moderations.text", "works.title", "works.text", "pictures.alt"} {
		table, name, _ := strings.Cut(column, ".")
		if n := count(t, db, `select count(*) from `+table+` where `+name+` ~ '\{\{|\}\}'`); n > 0 {
			t.Errorf("%d rows of %s contain an unreplaced date token", n, column)
		}
	}
}

// rowsOf returns the number of rows of every table.
func rowsOf(t *testing.T, db *database.DB) map[string]int {
	t.Helper()
	rows, err := db.Pool.Query(context.Background(), `select tablename::text from pg_tables where schemaname = 'public'`)
	if err != nil {
		t.Fatal(err)
	}
	var tables []string
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, table)
	}
	counts := map[string]int{}
	for _, table := range tables {
		counts[table] = count(t, db, `select count(*) from `+table)
	}
	return counts
}

// checkSecondFill checks that a second Fill days later and a sweep change nothing.
func checkSecondFill(t *testing.T, db *database.DB, store *models.Store) {
	before := rowsOf(t, db)
	if err := Fill(t.Context(), store.At(store.Now().AddDate(0, 0, 3)), quiet); err != nil {
		t.Fatal(err)
	}
	if err := jobs.Sweep(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, rowsOf(t, db)); diff != "" {
		t.Errorf("rows before and after (-, +):\n%s", diff)
	}
}

func TestFillEmptyKeepsImportedDatabase(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	store, err := models.Open(t.Context(), db, models.FixedClock(time.Date(2026, time.June, 15, 4, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	f := &filling{store: store}
	if err := f.importPlaces(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := FillEmpty(t.Context(), store, quiet); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, `select count(*) from appeals`); n != 0 {
		t.Errorf("%d appeals were created", n)
	}
}

// TestVillageMatchesClassifier checks that the tests use the places of the demo: the names of the
// village are those of the official classifier. Aqadyr differs: the classifier names its
// administration.
func TestVillageMatchesClassifier(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t)
	store, err := models.Open(t.Context(), db, models.FixedClock(time.Date(2026, time.June, 15, 4, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	f := &filling{store: store}
	if err := f.importPlaces(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, want := range village.Places {
		if want.Code == village.Aqadyr {
			continue
		}
		got := village.Place{Code: want.Code, EN: want.EN}
		if err := db.Pool.QueryRow(t.Context(), `
			select coalesce(parent_code, ''), level, unit, name_kk, name_ru from places where code = $1`, want.Code).
			Scan(&got.Parent, &got.Level, &got.Unit, &got.KK, &got.RU); err != nil {
			t.Fatalf("%s: %v", want.Code, err)
		}
		if got != want {
			t.Errorf("classifier has %+v, village has %+v", got, want)
		}
	}
}

func TestInterruptedFillIsReported(t *testing.T) {
	t.Parallel()
	store, err := models.Open(t.Context(), dbtest.Open(t), models.FixedClock(time.Date(2026, time.June, 15, 4, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	f := &filling{store: store, cal: store.Reference().Calendar}
	if err := f.importPlaces(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := f.create(t.Context(), village.Olga); err != nil {
		t.Fatal(err)
	}
	if err := Fill(t.Context(), store, quiet); err != ErrInterrupted {
		t.Errorf("Fill after an interrupted one: %v, want ErrInterrupted", err)
	}
}
