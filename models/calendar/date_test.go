package calendar

import (
	"encoding/json"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	if got := day("2026-07-15"); got != (Date{2026, time.July, 15}) || got.String() != "2026-07-15" {
		t.Errorf("ParseDate = %#v", got)
	}
	for _, s := range []string{"", "2026-7-15", "15.07.2026", "2026-02-29", "2026-13-01", " 2026-07-15", "2026-07-15T00:00:00Z", "0000-00-00"} {
		if got, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", s, got)
		}
	}
}

func TestOf(t *testing.T) {
	for moment, want := range map[string]string{
		"2026-07-14T18:59:59Z":      "2026-07-14",
		"2026-07-14T19:00:00Z":      "2026-07-15",
		"2026-07-15T01:00:00+05:00": "2026-07-15",
		"2026-12-31T19:00:00Z":      "2027-01-01",
	} {
		parsed, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		if got := Of(parsed); got != day(want) {
			t.Errorf("Of(%s) = %s, want %s", moment, got, want)
		}
	}
	if d := day("2026-07-15"); Of(d.Time()) != d || Of(d.Time().Add(24*time.Hour-1)) != d {
		t.Errorf("%s does not contain its first and last moment", d)
	}
}

func TestArithmetic(t *testing.T) {
	d := day("2024-01-31")
	for got, want := range map[Date]string{
		d.AddDays(1): "2024-02-01", d.AddDays(-31): "2023-12-31", d.AddMonths(1): "2024-02-29",
		d.AddMonths(13): "2025-02-28", d.AddMonths(-2): "2023-11-30", d.AddMonths(2): "2024-03-31",
	} {
		if got.String() != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if !day("2024-12-31").Before(day("2025-01-01")) || day("2024-12-31").After(day("2025-01-01")) || d.Before(d) || d.After(d) {
		t.Error("Before or After is wrong")
	}
}

func TestDatabaseForm(t *testing.T) {
	for _, src := range []any{time.Date(2026, time.July, 15, 0, 0, 0, 0, time.UTC), "2026-07-15", []byte("2026-07-15")} {
		var d Date
		if err := d.Scan(src); err != nil || d != day("2026-07-15") {
			t.Errorf("Scan(%v) = %s, %v", src, d, err)
		}
	}
	d := day("2026-07-15")
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("Scan(nil) = %s, %v", d, err)
	}
	for _, src := range []any{42, "tomorrow"} {
		if err := d.Scan(src); err == nil {
			t.Errorf("Scan(%v) gives no error", src)
		}
	}
	if v, err := day("2026-07-15").Value(); v != "2026-07-15" || err != nil {
		t.Errorf("Value = %v, %v", v, err)
	}
	if v, err := (Date{}).Value(); v != nil || err != nil {
		t.Errorf("Value of the zero Date = %v, %v", v, err)
	}
}

func TestJSON(t *testing.T) {
	type pair struct{ A, B Date }
	want := pair{A: day("2026-07-15")}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"A":"2026-07-15","B":""}` {
		t.Fatalf("Marshal = %s, %v", text, err)
	}
	var got pair
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("Unmarshal = %v, %v", got, err)
	}
}
