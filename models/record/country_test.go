package record

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/modelstest"
	"jauap/models/trust"
)

// TestLeague holds the sums of every unit against a plain walk over the counts of bodies.
func TestLeague(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for n, place := range []string{modelstest.Village, modelstest.Arys, modelstest.Tulkibas, modelstest.Aqadyr, modelstest.Sastobe} {
		for range 4 + 3*n {
			in := c.Pothole()
			in.Place, in.Category = place, []string{"roads", "heating"}[n%2]
			filed, err := c.SubmitAppeal(c.Ctx, in)
			c.Must(err)
			c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
		}
	}
	later := c.at(2026, 5, 5)
	c.Must(later.SweepTime(c.Ctx))
	c.Must(later.Recount(c.Ctx))
	var bodies []struct {
		PlaceCode string
		Counts    `gorm:"embedded"`
	}
	c.Must(c.Read(c.Ctx, &bodies, `select b.place_code, `+each(recordCounts, "r.@")+` from record_stats r join bodies b on b.id = r.body_id`))
	for _, code := range []string{"", modelstest.Turkistan, modelstest.Tulkibas, modelstest.Karaganda} {
		l, err := later.League(c.Ctx, code, OnTimeShare)
		c.Must(err)
		for _, r := range l.Rows {
			want := Counts{}
			for _, b := range bodies {
				if strings.HasPrefix(b.PlaceCode, strings.TrimRight(r.Code, "0")) {
					want = want.Plus(b.Counts)
				}
			}
			if r.Appeals != want.Appeals || r.Timed != want.Timed || r.OnTime != want.OnTime || r.Escalated != want.Escalated {
				t.Errorf("%s: %+v, want %+v", r.Code, r.Counts, want)
			}
			if r.Few != (want.Timed < trust.Least) {
				t.Errorf("%s: few %t of %d", r.Code, r.Few, want.Timed)
			}
		}
	}
	l, err := later.League(c.Ctx, "", EscalatedShare)
	c.Must(err)
	if len(l.Rows) != 2 || l.Rows[0].Appeals+l.Rows[1].Appeals != 50 {
		t.Errorf("%d units of the first level: %+v", len(l.Rows), l.Rows)
	}
	// gone from the classifier: shown while it has a record
	_, err = c.Exec(c.Ctx, `update places set retired_on = '2026-03-01' where code in (?, ?)`, modelstest.Sastobe, modelstest.Shet)
	c.Must(err)
	if l, err = later.League(c.Ctx, modelstest.Tulkibas, OnTimeShare); err != nil || len(l.Rows) != 2 {
		t.Errorf("with a retired unit: %d rows, %v", len(l.Rows), err)
	}
	_, err = c.Exec(c.Ctx, `delete from record_stats`)
	c.Must(err)
	if l, err = later.League(c.Ctx, modelstest.Tulkibas, OnTimeShare); err != nil || len(l.Rows) != 1 || !l.Rows[0].Few {
		t.Errorf("without a record: %+v, %v", l.Rows, err)
	}
}

// Ranks stand only where intervals are clear of each other, and few cases have none.
func TestLeagueRanks(t *testing.T) {
	t.Parallel()
	row := func(code string, onTime, timed int) LeagueRow {
		return LeagueRow{Place: models.Place{Code: code}, Counts: Counts{Timed: timed, OnTime: onTime, Appeals: timed, Escalated: timed - onTime}}
	}
	order := func(l League) (s []string) {
		for _, r := range l.Rows {
			s = append(s, r.Code)
		}
		return s
	}
	l := League{Figure: OnTimeShare, Rows: []LeagueRow{row("few", 9, 9), row("bad", 100, 400), row("good", 390, 400), row("alike", 385, 400)}}
	l.judge()
	if diff := cmp.Diff([]string{"good", "alike", "bad", "few"}, order(l)); diff != "" {
		t.Errorf("in time (-want +got):\n%s", diff)
	}
	if l.Groups != 2 || l.Rows[0].Group != 1 || l.Rows[1].Group != 1 || l.Rows[2].Group != 2 || l.Rows[3].Group != 0 || !l.Rows[3].Few {
		t.Errorf("groups: %+v", l.Rows)
	}
	l = League{Figure: EscalatedShare, Rows: []LeagueRow{row("bad", 100, 400), row("good", 390, 400)}}
	l.judge()
	if diff := cmp.Diff([]string{"good", "bad"}, order(l)); diff != "" {
		t.Errorf("gone up, low is good (-want +got):\n%s", diff)
	}
	l = League{Figure: OnTimeShare, Rows: []LeagueRow{row("one", 12, 15), row("two", 13, 15)}}
	l.judge()
	if l.Groups != 1 || l.Rows[0].Group != 0 || l.Rows[0].Code != "one" {
		t.Errorf("ranks where nothing is known: %+v", l.Rows)
	}
	days := LeagueRow{Counts: Counts{Days: Days(slices.Repeat([]int{7}, 12))}}
	l = League{Figure: DaysFigure, Rows: []LeagueRow{days, {}}}
	l.judge()
	if l.Rows[0].Estimate.Value != 7 || l.Rows[0].Few || !l.Rows[1].Few {
		t.Errorf("days: %+v", l.Rows)
	}
}

func TestSteps(t *testing.T) {
	t.Parallel()
	for _, v := range []struct {
		f     Figure
		value float64
		want  int
	}{{EscalatedShare, 0, 1}, {EscalatedShare, 0.05, 2}, {EscalatedShare, 0.9, 5}, {OnTimeShare, 0.59, 1}, {OnTimeShare, 0.95, 5}, {DaysFigure, 15, 4}} {
		if got := v.f.Step(v.value); got != v.want {
			t.Errorf("%s %v: step %d, want %d", v.f, v.value, got, v.want)
		}
	}
}
