package record

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"jauap/models"
	"jauap/models/modelstest"
	"jauap/models/trust"
)

// TestMoreAppealsNeverWorsenAFigure: when many more appeals are filed and their terms still run,
// no figure of the body gets worse, neither the raw share nor the estimate.
func TestMoreAppealsNeverWorsenAFigure(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	tallies := []Tally{
		{Body: models.Body{ID: 1}, Counts: Counts{Appeals: 20, Answered: 15, Timed: 16, OnTime: 12, Rated: 15, Concrete: 9, Template: 2, Contested: 3, Escalated: 4, Kept: 5, Broken: 6}},
		{Body: models.Body{ID: 2}, Counts: Counts{Appeals: 30, Answered: 30, Timed: 30, OnTime: 28, Rated: 30, Concrete: 25, Template: 1, Contested: 2, Escalated: 1, Kept: 10, Broken: 1}},
		{Body: models.Body{ID: 3}, Counts: Counts{Appeals: 12, Answered: 10, Timed: 12, OnTime: 6, Rated: 10, Concrete: 3, Template: 5, Contested: 5, Escalated: 5, Kept: 2, Broken: 9}},
	}
	for i := range tallies {
		before := newPeers(3, 1, tallies)
		more := slices.Clone(tallies)
		more[i].Appeals = 49 // filed, with running terms
		after := newPeers(3, 1, more)
		for _, f := range Shares {
			was, is := before.Judge(tallies[i].Counts, f).Estimate.Value, after.Judge(more[i].Counts, f).Estimate.Value
			if f.Better() && is < was || !f.Better() && is > was {
				t.Errorf("%s of body %d: %.4f, then %.4f", f, i+1, was, is)
			}
		}
	}

	// The same with the counts of the database.
	late := c.Submitted()
	c.Must(c.PublishAppeal(c.Ctx, late, c.Moderator))
	after := c.at(2026, 6, 1)
	_, err := after.MarkOverdue(c.Ctx)
	c.Must(err)
	read := func() Counts {
		c.Must(after.RecountRecords(c.Ctx))
		rows, err := after.RecordRows(c.Ctx, c.Akim.BodyID, RecordFilter{})
		c.Must(err)
		return SumOf(rows)
	}
	one := read()
	for range 3 {
		filed, err := after.SubmitAppeal(c.Ctx, c.Pothole())
		c.Must(err)
		c.Must(after.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
	}
	many := read()
	if many.Appeals != one.Appeals+3 {
		t.Fatalf("%d appeals, then %d", one.Appeals, many.Appeals)
	}
	for _, f := range Shares {
		was, is := one.Share(f).Raw(), many.Share(f).Raw()
		if f.Better() && is < was || !f.Better() && is > was {
			t.Errorf("%s: %.4f, then %.4f", f, was, is)
		}
	}
}

// TestComparison: a list holds peers only, and only those that differ clearly from most get a
// standing.
func TestComparison(t *testing.T) {
	t.Parallel()
	var all []Tally
	for i, n := range []Counts{
		{Appeals: 40, Escalated: 0}, {Appeals: 40, Escalated: 1}, {Appeals: 40, Escalated: 39}, {Appeals: 9, Escalated: 9}, {Appeals: 400, Escalated: 1},
	} {
		all = append(all, Tally{Body: models.Body{ID: int64(i + 1), PlaceCode: fmt.Sprintf("6160%d0000", i)}, Counts: n})
	}
	c, _ := comparison(CompareFilter{Level: 3}, all, modelstest.Wednesday)
	if *c.Filter.Volume != 1 || c.Total != 3 || c.Named != 1 || c.Volumes[0] != 1 || c.Volumes[1] != 3 || c.Volumes[3] != 1 {
		t.Fatalf("%+v", c)
	}
	var got []string
	for _, l := range c.Lines {
		got = append(got, fmt.Sprint(l.ID, " ", l.Standing))
	}
	if want := []string{"1 0", "2 0", "3 1"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	c, _ = comparison(CompareFilter{Level: 3, Sort: ConcreteShare}, all, modelstest.Wednesday)
	for _, l := range c.Lines {
		if !l.Few || l.Standing != Untold {
			t.Errorf("body %d has a standing without cases", l.ID)
		}
	}
}

// TestComparisonPages: each page begins where the last one ended, forwards and backwards.
func TestComparisonPages(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for n := range 2*models.PageSize + 5 {
		code := n + 60
		if code > 99 {
			code -= 85
		}
		c.Place(fmt.Sprintf("6160%02d000", code), modelstest.Tulkibas, 3, "rural_district", fmt.Sprintf("Ауыл %02d ауылдық округі", n), fmt.Sprintf("Сельский округ %02d", n), fmt.Sprintf("Rural District %02d", n))
	}
	c.Must(c.EnsureBodies(c.Ctx))
	var seen []int64
	f := CompareFilter{Level: 3, Place: modelstest.Tulkibas}
	pages := 0
	for {
		page, err := c.Compare(c.Ctx, f)
		c.Must(err)
		for _, l := range page.Lines {
			seen = append(seen, l.ID)
		}
		if pages++; page.Next == "" {
			f.After, f.Before = "", page.Prev
			back, err := c.Compare(c.Ctx, f)
			c.Must(err)
			if len(back.Lines) != models.PageSize || back.Lines[models.PageSize-1].ID != seen[2*models.PageSize-1] {
				t.Errorf("the previous page has %d lines", len(back.Lines))
			}
			break
		}
		f.After = page.Next
	}
	sorted := slices.Clone(seen)
	slices.Sort(sorted)
	if pages != 3 || len(slices.Compact(sorted)) != len(seen) || len(seen) != c.Count(`select count(*) from bodies where level = 3 and place_code like '6160%'`) {
		t.Errorf("%d lines on %d pages", len(seen), pages)
	}
	f.Before, f.After = "", "999999"
	_, err := c.Compare(c.Ctx, f)
	modelstest.WantErr(t, "after an unknown body", err, models.ErrCursor)
}

// TestLooks: mass answers on the last day are flagged. A usual share, one lawful extension or
// redirect among peers without any, and all shares among fewer than ten peers are not.
func TestLooks(t *testing.T) {
	t.Parallel()
	var all []Tally
	for i := range 14 {
		all = append(all, Tally{Body: models.Body{ID: int64(i + 1)}, Counts: Counts{Appeals: 40, Answered: 40, LastDay: 3 + i%3, Contested: 2}})
	}
	with := func(c Counts, peers int) []Look {
		return newPeers(3, 1, append(slices.Clone(all[:peers]), Tally{Body: models.Body{ID: 99}, Counts: c})).Looks(99, c)
	}
	for _, v := range []struct {
		what   string
		counts Counts
		peers  int
		want   []Figure
	}{
		{"mass answers on the last day", Counts{Appeals: 40, Answered: 40, LastDay: 36, Contested: 30}, 14, []Figure{LastDayShare, ContestedShare}},
		{"most terms extended", Counts{Appeals: 20, Extended: 15}, 14, []Figure{ExtendedShare}},
		{"most appeals redirected", Counts{Appeals: 12, SentOn: 30}, 14, []Figure{SentOnShare}},
		{"one lawful redirect", Counts{Appeals: 33, SentOn: 1}, 14, nil},
		{"two lawful extensions", Counts{Appeals: 34, Extended: 2}, 14, nil},
		{"like its peers", Counts{Appeals: 40, Answered: 40, LastDay: 5, Contested: 2}, 14, nil},
		{"nine peers", Counts{Appeals: 40, Answered: 40, LastDay: 36}, 9, nil},
	} {
		var got []Figure
		for _, l := range with(v.counts, v.peers) {
			got = append(got, l.Figure)
		}
		if !slices.Equal(got, v.want) {
			t.Errorf("%s: %v, want %v", v.what, got, v.want)
		}
	}
	if looks := with(Counts{Appeals: 40, Answered: 40, LastDay: 36, Contested: 2}, 14); len(looks) != 1 || looks[0].Share != (trust.Share{Hits: 36, Of: 40}) || looks[0].Pooled > 0.11 || looks[0].Pooled < 0.09 {
		t.Errorf("the share of the others: %+v", looks)
	}
}

// TestOutlierIsJudgedByItsOwnCases: the estimate of an outlier stays near its own share.
func TestOutlierIsJudgedByItsOwnCases(t *testing.T) {
	t.Parallel()
	var all []Tally
	for i := range 20 {
		all = append(all, Tally{Body: models.Body{ID: int64(i + 1)}, Counts: Counts{Appeals: 20, Escalated: 1}})
	}
	bad := Counts{Appeals: 20, Escalated: 16}
	p := newPeers(3, 1, append(all, Tally{Body: models.Body{ID: 99}, Counts: bad}))
	j := p.JudgeAmong(99, bad, EscalatedShare)
	if j.Standing != WorseThanMost || j.Estimate.Value < 0.7 || j.Estimate.High < 0.85 || j.Bodies != 21 || *j.Median > 0.1 {
		t.Errorf("%+v", j)
	}
	if j := p.JudgeAmong(1, all[0].Counts, EscalatedShare); j.Standing != Untold || j.Estimate.Low > j.Own.Low || j.Estimate.High < j.Own.High {
		t.Errorf("one of the others: %+v", j)
	}
}

// TestReplyToRecord: a body replies once per quarter; the text cannot be changed.
func TestReplyToRecord(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	modelstest.WantInvalid(t, "an empty text", c.ReplyToRecord(c.Ctx, c.Akim, "kk", " "), "text: problem.required")
	c.Must(c.ReplyToRecord(c.Ctx, c.Akim, "kk", "Жол жөнделді."))
	c.Must(c.ReplyToRecord(c.Ctx, c.Akim, "kk", "Жол жөнделді.\n"))
	modelstest.WantErr(t, "another text", c.ReplyToRecord(c.Ctx, c.Akim, "kk", "Басқа."), models.ErrState)
	next := c.at(2026, 4, 1)
	c.Must(next.ReplyToRecord(c.Ctx, c.Akim, "ru", "Дорога готова."))
	r, err := next.Record(c.Ctx, c.Akim.BodyID, RecordFilter{})
	c.Must(err)
	if len(r.Replies) != 2 || r.Replies[0].Quarter != (Quarter{2026, 2}) || r.Replies[1].Text != "Жол жөнделді." {
		t.Errorf("%+v", r.Replies)
	}
	if _, err := c.Record(c.Ctx, 999999, RecordFilter{}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("record of an unknown body: %v", err)
	}
}

// TestQuarter: parsing and arithmetic of quarters.
func TestQuarter(t *testing.T) {
	t.Parallel()
	for text, ok := range map[string]bool{"2026-Q1": true, "2026-Q4": true, "2026-Q5": false, "2026-Q0": false, "26-Q1": false, " 2026-Q1": false, "": false} {
		if q, got := ParseQuarter(text); got != ok || ok && q.String() != text {
			t.Errorf("%q: %v %v", text, q, got)
		}
	}
	if q := (Quarter{2026, 1}); q.Add(-1) != (Quarter{2025, 4}) || q.Add(7) != (Quarter{2027, 4}) || q.Start() != modelstest.Day(2026, 1, 1) || QuarterOf(modelstest.Day(2026, 12, 31)) != (Quarter{2026, 4}) {
		t.Error("wrong arithmetic of quarters")
	}
}
