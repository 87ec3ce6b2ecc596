package i18n

import (
	"testing"
	"time"

	"jauap/models/calendar"
)

// at parses a time of Kazakhstan.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// civil is a day type with a method Time, such as calendar.Date.
type civil struct{}

func (civil) Time() time.Time { return at("2026-07-15 00:00") }

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 7: "7", 999: "999", 1000: "1\u00a0000", 15594: "15\u00a0594", 1234567: "1\u00a0234\u00a0567", -1000: "\u22121\u00a0000",
	} {
		if got := Number(in(KK), n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
	if got, want := Money(in(EN), 1_250_000), "1\u00a0250\u00a0000\u00a0₸"; got != want {
		t.Errorf("Money = %q, want %q", got, want)
	}
}

func TestDates(t *testing.T) {
	// 19:05 UTC is after midnight in Kazakhstan. The day is that of Kazakhstan, not of the server.
	moment := time.Date(2026, time.July, 14, 19, 5, 0, 0, time.UTC)
	for l, want := range map[Lang][4]string{
		KK: {"15\u00a0шілде\u00a02026", "15\u00a0шілде", "15\u00a0шілде\u00a02026, 00:05", "15.07.2026"},
		RU: {"15\u00a0июля\u00a02026", "15\u00a0июля", "15\u00a0июля\u00a02026, 00:05", "15.07.2026"},
		EN: {"15\u00a0July\u00a02026", "15\u00a0July", "15\u00a0July\u00a02026, 00:05", "15.07.2026"},
	} {
		ctx := in(l)
		got := [4]string{Date(ctx, moment), DateShort(ctx, moment), DateTime(ctx, moment), DateNumeric(ctx, moment)}
		if got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
		if got, day := DateTime(ctx, at("2026-07-15 00:00")), want[0]; got != day {
			t.Errorf("%s: midnight is %q, want %q", l, got, day)
		}
	}
}

func TestMonthsHaveDifferentNames(t *testing.T) {
	for _, l := range Languages {
		seen := map[string]bool{}
		for m := time.January; m <= time.December; m++ {
			seen[DateShort(in(l), time.Date(2026, m, 1, 12, 0, 0, 0, calendar.Zone))] = true
		}
		if len(seen) != 12 {
			t.Errorf("%s has %d different months", l, len(seen))
		}
	}
}

func TestAgo(t *testing.T) {
	now := at("2026-07-15 14:00")
	for _, c := range []struct {
		then       string
		kk, ru, en string
	}{
		{"2026-07-15 14:00", "жаңа ғана", "только что", "just now"},
		{"2026-07-15 14:30", "жаңа ғана", "только что", "just now"},
		{"2026-07-15 13:55", "5 минут бұрын", "5 минут назад", "5 minutes ago"},
		{"2026-07-15 13:59", "1 минут бұрын", "1 минуту назад", "1 minute ago"},
		{"2026-07-15 11:10", "2 сағат бұрын", "2 часа назад", "2 hours ago"},
		{"2026-07-15 00:30", "13 сағат бұрын", "13 часов назад", "13 hours ago"},
		{"2026-07-14 23:59", "кеше", "вчера", "yesterday"},
		{"2026-07-14 00:01", "кеше", "вчера", "yesterday"},
		{"2026-07-13 23:59", "2 күн бұрын", "2 дня назад", "2 days ago"},
		{"2026-06-15 12:00", "30 күн бұрын", "30 дней назад", "30 days ago"},
		{"2026-06-14 12:00", "14\u00a0маусым\u00a02026", "14\u00a0июня\u00a02026", "14\u00a0June\u00a02026"},
	} {
		for l, want := range map[Lang]string{KK: c.kk, RU: c.ru, EN: c.en} {
			if got := Ago(in(l), at(c.then), now); got != want {
				t.Errorf("%s: Ago(%s) = %q, want %q", l, c.then, got, want)
			}
		}
	}
	// two hours ago, although it was yesterday
	if got, want := Ago(in(EN), at("2026-07-14 23:00"), at("2026-07-15 01:00")), "2 hours ago"; got != want {
		t.Errorf("across midnight: %q, want %q", got, want)
	}
}

func TestZoneIsUTC5(t *testing.T) {
	if _, offset := at("2026-01-15 12:00").In(calendar.Zone).Zone(); offset != 5*60*60 {
		t.Errorf("the offset of Kazakhstan is %d s, want 18000", offset)
	}
}
