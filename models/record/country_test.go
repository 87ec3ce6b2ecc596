package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/modelstest"
	"jauap/models/trust"
)

// TestLeague compares the sums of every unit with a simple count over all bodies, and its
// estimates with those on the other pages.
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
	c.Must(c.Read(c.Ctx, &bodies, `select b.place_code, `+each(countColumns, "r.@")+` from record_stats r join bodies b on b.id = r.body_id`))
	agree := 0
	for _, code := range []string{"", modelstest.Turkistan, modelstest.Tulkibas, modelstest.Karaganda, modelstest.Shet} {
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
				t.Errorf("%s: few is %t with %d cases", r.Code, r.Few, want.Timed)
			}
		}
		for _, f := range Shares {
			if f != AheadShare { // not a figure of this page
				agree += later.wantOneEstimate(code, f)
			}
		}
	}
	if agree == 0 {
		t.Error("no estimate was compared")
	}
	l, err := later.League(c.Ctx, "", EscalatedShare)
	c.Must(err)
	if len(l.Rows) != 2 || l.Rows[0].Appeals+l.Rows[1].Appeals != 50 {
		t.Errorf("%d units of the first level: %+v", len(l.Rows), l.Rows)
	}
	// A unit that was removed from the classifier is listed while it has a record.
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

// wantOneEstimate asserts that the country page shows the same estimate of a body as its record
// and the comparison, for all units below code that have one body. It returns their number.
func (c *cast) wantOneEstimate(code string, f Figure) (units int) {
	c.T.Helper()
	l, err := c.League(c.Ctx, code, f)
	c.Must(err)
	for _, r := range l.Rows {
		if r.Few || r.Level != 3 {
			continue
		}
		record, err := c.Record(c.Ctx, r.BodyID, RecordFilter{})
		c.Must(err)
		volume := record.Sum.Volume()
		compared, err := c.Compare(c.Ctx, CompareFilter{Level: 3, Volume: &volume, Sort: f})
		c.Must(err)
		i := slices.IndexFunc(compared.Lines, func(l Compared) bool { return l.ID == r.BodyID })
		j := compared.Lines[i].Judged[slices.Index(Shares, f)]
		if r.Estimate != record.Judge(f).Estimate || r.Estimate != j.Estimate || r.Raw != j.Share.Raw() || r.Standing != compared.Lines[i].Standing {
			c.T.Errorf("%s of %s: %+v on the country page, %+v in the record, %+v in the comparison",
				f, r.Code, r.Estimate, record.Judge(f).Estimate, j.Estimate)
		}
		units++
	}
	return units
}

// TestLeagueStandings: only units that differ clearly from most others get a standing; the
// others stay in alphabetical order.
func TestLeagueStandings(t *testing.T) {
	t.Parallel()
	row := func(code string, onTime, timed int) LeagueRow {
		return LeagueRow{Place: models.Place{Code: code}, Counts: Counts{Timed: timed, OnTime: onTime, Appeals: timed, Escalated: timed - onTime}}
	}
	show := func(l League) (s []string) {
		for _, r := range l.Rows {
			s = append(s, fmt.Sprint(r.Code, " ", r.Standing))
		}
		return s
	}
	four := []LeagueRow{row("few", 9, 9), row("bad", 100, 400), row("good", 390, 400), row("alike", 385, 400)}
	for f, want := range map[Figure][]string{
		OnTimeShare:    {"good 0", "alike 0", "bad 1", "few 0"},
		EscalatedShare: {"good 0", "alike 0", "bad 1", "few 0"},
	} {
		l := League{Figure: f, Rows: slices.Clone(four)}
		l.judge(nil)
		if diff := cmp.Diff(want, show(l)); diff != "" || l.Named != 1 || !l.Rows[3].Few || l.Rows[0].Few {
			t.Errorf("%s (-want +got):\n%s", f, diff)
		}
	}
	l := League{Figure: OnTimeShare, Rows: []LeagueRow{row("bad", 150, 400), row("worst", 20, 400), row("best", 390, 400), row("bad too", 155, 400)}}
	l.judge(nil)
	if diff := cmp.Diff([]string{"best -1", "bad 0", "bad too 0", "worst 1"}, show(l)); diff != "" {
		t.Errorf("best and worst (-want +got):\n%s", diff)
	}
	l = League{Figure: OnTimeShare, Rows: []LeagueRow{row("one", 12, 15), row("two", 13, 15)}}
	l.judge(nil)
	if l.Named != 0 || l.Rows[0].Code != "one" {
		t.Errorf("standings of units that do not differ: %+v", l.Rows)
	}
	// The raw share of none of twelve is 0.
	l = League{Figure: EscalatedShare, Rows: []LeagueRow{row("none", 12, 12), row("one", 39, 40), row("some", 30, 40)}}
	l.judge(nil)
	if r := l.Rows[0]; r.Code != "none" || r.Raw != 0 || r.Estimate.Low != 0 || r.Estimate.Value > 0.1 {
		t.Errorf("none of twelve: %+v", r)
	}
	days := LeagueRow{Counts: Counts{Days: Days(slices.Repeat([]int{7}, 12))}}
	late := LeagueRow{Counts: Counts{Days: Days(slices.Repeat([]int{20}, 12))}}
	l = League{Figure: DaysFigure, Rows: []LeagueRow{late, days, {}, days}}
	l.judge(nil)
	if l.Rows[0].Raw != 7 || l.Rows[2].Standing != WorseThanMost || !l.Rows[3].Few || l.Named != 1 {
		t.Errorf("days: %+v", l.Rows)
	}
}

// TestSteps: values on a bound belong to the higher step.
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
