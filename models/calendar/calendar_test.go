package calendar

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestIsWorking(t *testing.T) {
	for date, want := range map[string]bool{
		"2026-03-20": true,  // Friday before Nauryz
		"2026-03-21": false, // Nauryz on a Saturday
		"2026-03-24": false, // two substitute days for Nauryz
		"2026-03-25": false,
		"2026-03-26": true,
		"2024-05-04": true, // a Saturday worked instead of
		"2024-05-08": false,
		"2025-01-05": true, // a Sunday worked instead of
		"2025-01-03": false,
		"2026-01-07": false, // Orthodox Christmas, a Wednesday
		"2024-01-07": false, // the same on a Sunday
		"2024-01-08": true,  // no substitute day for it
		"2024-06-17": true,  // no substitute day for Qurban Ait
		"2026-05-27": false,
		"2026-07-15": true,
		"2026-07-18": false, // an ordinary Saturday
		"2031-12-16": true,  // a holiday in an unknown year
	} {
		if got := kazakhstan.IsWorking(day(date)); got != want {
			t.Errorf("IsWorking(%s) = %v, want %v", date, got, want)
		}
	}
}

func TestKnown(t *testing.T) {
	for year, want := range map[int]bool{2023: false, 2024: true, 2027: true, 2028: false} {
		if got := kazakhstan.Known(year); got != want {
			t.Errorf("Known(%d) = %v, want %v", year, got, want)
		}
	}
}

func TestWorkingDaysBetween(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"2026-07-15", "2026-07-15", 0},
		{"2026-07-15", "2026-07-16", 1},
		{"2026-07-16", "2026-07-15", -1},
		{"2026-07-17", "2026-07-19", 0}, // Friday to Sunday
		{"2026-07-17", "2026-07-20", 1},
		{"2026-03-20", "2026-03-26", 1},
		{"2026-03-26", "2026-03-20", -1},
		{"2025-12-31", "2026-01-08", 3}, // 5, 6 and 8 January
		{"2024-05-03", "2024-05-10", 3}, // Saturday 4, Monday 6 and Friday 10 May
		{"2026-01-01", "2026-12-31", 247},
	} {
		if got := kazakhstan.WorkingDaysBetween(day(c.a), day(c.b)); got != c.want {
			t.Errorf("WorkingDaysBetween(%s, %s) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// anyDay returns a random day, from before the known years to after them.
func anyDay(r *rand.Rand) Date { return NewDate(2022, time.January, 1+r.IntN(8*365)) }

func TestPropertiesOfCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		d, n := anyDay(r), 1+r.IntN(60)
		end := kazakhstan.AddWorkingDays(d, n)
		if !kazakhstan.IsWorking(end) {
			t.Fatalf("%d working days after %s end on a day off, %s", n, d, end)
		}
		if got := kazakhstan.WorkingDaysBetween(d, end); got != n {
			t.Fatalf("%d working days after %s are %s, but %d days are counted between", n, d, end, got)
		}
		back := kazakhstan.WorkingDaysBefore(end, n)
		if got := kazakhstan.WorkingDaysBetween(back, end); got != n || !kazakhstan.IsWorking(back) {
			t.Fatalf("%d working days before %s is %s, from which there are %d", n, end, back, got)
		}
		if kazakhstan.IsWorking(d) && back != d {
			t.Fatalf("%d working days after %s are %s, and as many before that %s", n, d, end, back)
		}
		// for any end, working day or not, it is the first day on which n days are left
		last, first := anyDay(r), Date{}
		if first = kazakhstan.WorkingDaysBefore(last, n); kazakhstan.WorkingDaysBetween(first, last) != n ||
			kazakhstan.WorkingDaysBetween(first.AddDays(-1), last) != n+1 {
			t.Fatalf("%d working days before %s is %s", n, last, first)
		}
		if longer := kazakhstan.AddWorkingDays(d, n+1); !longer.After(end) {
			t.Fatalf("a longer term from %s ends on %s, not after %s", d, longer, end)
		}
		if next := kazakhstan.NextWorking(d); next.Before(d) || !kazakhstan.IsWorking(next) {
			t.Fatalf("NextWorking(%s) = %s", d, next)
		}
	}
}

// TestPropertiesAroundHolidays checks the same properties around New Year, Nauryz and worked
// weekend days.
func TestPropertiesAroundHolidays(t *testing.T) {
	var hard []Date
	for year := 2024; year <= 2027; year++ {
		hard = append(hard, NewDate(year, time.January, 1), NewDate(year, time.March, 22), NewDate(year, time.May, 8), NewDate(year, time.December, 31))
	}
	worked := 0
	for _, d := range Default() {
		if d.Kind == TransferWork || d.Kind == TransferOff {
			hard = append(hard, d.Date)
		}
		if d.Kind == TransferWork {
			worked++
			if !kazakhstan.IsWorking(d.Date) || isWeekday(d.Date) {
				t.Errorf("%s should be a worked weekend", d.Date)
			}
			if got := kazakhstan.AddWorkingDays(d.Date.AddDays(-1), 1); got != d.Date {
				t.Errorf("the working day after %s is %s, not the transferred %s", d.Date.AddDays(-1), got, d.Date)
			}
		}
	}
	if worked < 2 {
		t.Errorf("only %d worked weekends are known", worked)
	}
	for _, middle := range hard {
		for from := middle.AddDays(-25); from != middle.AddDays(25); from = from.AddDays(1) {
			previous := kazakhstan.NextWorking(from)
			for n := 1; n <= 25; n++ {
				end := kazakhstan.TermFrom(from, n)
				if !kazakhstan.IsWorking(end) || !end.After(previous) || kazakhstan.WorkingDaysBetween(kazakhstan.NextWorking(from), end) != n ||
					kazakhstan.WorkingDaysBefore(end, n) != kazakhstan.NextWorking(from) {
					t.Fatalf("%d working days from %s end on %s", n, from, end)
				}
				for d := previous.AddDays(1); d != end; d = d.AddDays(1) {
					if kazakhstan.IsWorking(d) {
						t.Fatalf("%d working days from %s skip %s", n, from, d)
					}
				}
				previous = end
			}
		}
	}
}

// TestWorkingDaysBetweenMatchesLoop compares WorkingDaysBetween with a count day by day, forwards
// and backwards.
func TestWorkingDaysBetweenMatchesLoop(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3_000 {
		a, b := anyDay(r), anyDay(r)
		from, to, sign := a, b, 1
		if b.Before(a) {
			from, to, sign = b, a, -1
		}
		want := 0
		for d := from; d != to; {
			d = d.AddDays(1)
			if kazakhstan.IsWorking(d) {
				want += sign
			}
		}
		if got := kazakhstan.WorkingDaysBetween(a, b); got != want {
			t.Fatalf("WorkingDaysBetween(%s, %s) = %d, a loop counts %d", a, b, got, want)
		}
	}
}

func TestAddNoWorkingDays(t *testing.T) {
	sunday := day("2026-07-19")
	for _, n := range []int{0, -5} {
		if got := kazakhstan.AddWorkingDays(sunday, n); got != sunday {
			t.Errorf("AddWorkingDays(%s, %d) = %s", sunday, n, got)
		}
	}
}

// TestSubstituteDaysFollowTheLaw checks the data against art. 5 of the law on holidays, which
// libraries get wrong. Each holiday on a weekend has a substitute day: the first day that is not a
// weekend, a holiday or another substitute day. Other holidays have none.
func TestSubstituteDaysFollowTheLaw(t *testing.T) {
	days := Default()
	kind := map[Date]Kind{}
	for _, d := range days {
		kind[d.Date] = d.Kind
	}
	want := map[Date]bool{}
	for _, d := range days { // in order of date
		if d.Kind != Holiday || isWeekday(d.Date) {
			continue
		}
		s := d.Date.AddDays(1)
		for !isWeekday(s) || kind[s] == Holiday || want[s] {
			s = s.AddDays(1)
		}
		want[s] = true
	}
	for d := range want {
		if kind[d] != Substitute {
			t.Errorf("%s is %q, want a substitute day", d, kind[d])
		}
	}
	for d, k := range kind {
		if k == Substitute && !want[d] {
			t.Errorf("%s is a substitute day without a holiday", d)
		}
	}
}

func TestDefaultIsWellFormed(t *testing.T) {
	days := Default()
	if !slices.IsSortedFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) }) {
		t.Error("the days are not sorted")
	}
	seen := map[Date]bool{}
	for _, d := range days {
		if seen[d.Date] || d.Date.IsZero() || d.NameKK == "" || d.NameRU == "" {
			t.Errorf("bad entry %+v", d)
		}
		seen[d.Date] = true
		switch d.Kind {
		case Holiday, Substitute, DayOff:
		case TransferOff, TransferWork:
			if d.Act == "" {
				t.Errorf("%s is transferred without an order", d.Date)
			}
			if isWeekday(d.Date) != (d.Kind == TransferOff) {
				t.Errorf("%s is a %s and cannot be of kind %s", d.Date, d.Date.Weekday(), d.Kind)
			}
		default:
			t.Errorf("%s has the unknown kind %q", d.Date, d.Kind)
		}
	}
}

func BenchmarkWorkingDaysBetween(b *testing.B) {
	from, to := day("2024-01-10"), day("2026-07-15")
	for b.Loop() {
		kazakhstan.WorkingDaysBetween(from, to)
	}
}
