package record

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models"
	"jauap/models/modelstest"
)

// TestGap compares the counts of every place with a simple walk over all appeals.
func TestGap(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	file := func(n int, place, category string) int64 {
		in := c.Pothole()
		in.Place, in.Category, in.Private = place, category, n == 4
		filed, err := c.SubmitAppeal(c.Ctx, in)
		c.Must(err)
		c.Must(c.PublishAppeal(c.Ctx, filed.ID, c.Moderator))
		return filed.ID
	}
	answer := func(n int, id int64, obstacle string, refusal bool) {
		in := models.NewAnswer{AnswerText: models.AnswerText{Action: "Бюджетте қарастырылмаған.", Refusal: refusal}}
		if refusal {
			in.Law = "ӘРПК 76-бап"
		}
		w, err := c.At(modelstest.Wednesday.Add(time.Duration(n)*time.Minute)).PublishAnswer(c.Ctx, id, models.Official{BodyID: c.Appeal(id).BodyID}, in)
		c.Must(err)
		_, err = c.Exec(c.Ctx, `update answers set obstacle = ? where id = ?`, obstacle, w)
		c.Must(err)
	}
	places, categories := []string{modelstest.Village, modelstest.Arys, modelstest.Aqadyr, modelstest.Sastobe}, []string{"roads", "lighting", "heating"}
	for n := range 48 {
		id := file(n, places[n%4], categories[n%3])
		switch n % 8 {
		case 0:
			answer(n, id, "money", false)
		case 1:
			answer(n, id, "power", true)
			if n > 20 {
				c.Must(c.at(2026, 3, 5).EscalateAppeal(c.Ctx, id, &c.Author, "Ақша жоқ деді."))
			}
		case 2:
			answer(n, id, "", false)
			if n > 20 { // reopened, and the second answer has an obstacle
				c.Must(c.JudgeAnswer(c.Ctx, id, c.Author, models.Unsolved, "Жоқ."))
				answer(n+60, id, "money", false)
			}
		case 3:
			a := c.Appeal(id)
			to := c.Oblast.BodyID
			c.Must(c.RedirectAppeal(c.Ctx, id, models.Official{BodyID: a.BodyID}, to, "not_competent", ""))
			if n > 20 {
				answer(n, id, "money", false)
			}
		case 4:
			answer(n, id, "money", false)
			c.Must(c.HideAppeal(c.Ctx, id, c.Moderator, "spam", ""))
		case 5:
			c.Must(c.RedirectAppeal(c.Ctx, id, models.Official{BodyID: c.Appeal(id).BodyID}, c.Oblast.BodyID, "author_request", ""))
		}
	}
	// Appeals of a place that was removed from the classifier still count.
	_, err := c.Exec(c.Ctx, `update places set retired_on = '2026-03-01' where code = ?`, modelstest.Arys)
	c.Must(err)
	later := c.at(2026, 3, 5)
	c.Must(later.RecountFigures(c.Ctx))
	c.Must(later.RecountFigures(c.Ctx))
	for code, prefix := range map[string]string{"": "", modelstest.Village: "616059100", modelstest.Sastobe: "616059", modelstest.Arys: "616037", modelstest.Tulkibas: "6160", modelstest.Turkistan: "61", modelstest.Karaganda: "35"} {
		gap, err := later.Gap(c.Ctx, code)
		c.Must(err)
		want := c.plainGap(prefix)
		got := map[string]GapCounts{}
		add := func(key string, n GapCounts) {
			if n.Stuck > 0 {
				got[key] = n
			}
		}
		add("all", gap.Total)
		for _, l := range gap.Levels {
			for _, r := range l.Rows {
				add(string(rune('0'+l.Level))+" "+r.CategoryCode, r.GapCounts)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", code, diff)
		}
		if !gap.AsOf.Equal(later.Now()) {
			t.Errorf("as of %v", gap.AsOf)
		}
		for i, e := range gap.Examples {
			if n := c.Count(`select count(*) from appeals where number = ? and public and place_code like ?`, e.Number, prefix+"%"); n != 1 {
				t.Errorf("%q: %s is an example, though not a public appeal of the place", code, e.Number)
			}
			if i > 0 && e.At.After(gap.Examples[i-1].At) {
				t.Errorf("%q: examples are not the newest first", code)
			}
		}
		if len(gap.Examples) == 0 || len(gap.Examples) > gapExamples {
			t.Errorf("%q: %d examples", code, len(gap.Examples))
		}
	}
	country, err := later.Gap(c.Ctx, "")
	c.Must(err)
	if n := country.Total; n.GoneUp == 0 || n.Refused == 0 || n.Passed == 0 || n.Stuck >= n.Power+n.Money+n.Passed {
		t.Errorf("the data does not cover all cases: %+v", n)
	}
	// Appeals that are no longer public leave the counts.
	_, err = c.Exec(c.Ctx, `update appeals set private = true`)
	c.Must(err)
	c.Must(later.RecountFigures(c.Ctx))
	if n := c.Count(`select count(*) from gap_stats`); n != 0 {
		t.Errorf("%d counts of private appeals", n)
	}
}

// plainGap counts, one appeal at a time, those in places whose code begins with prefix, by
// level and category, and by category for all levels.
func (c *cast) plainGap(prefix string) map[string]GapCounts {
	c.T.Helper()
	type step struct {
		Level    int
		Obstacle string
		Refusal  bool
		At       time.Time
	}
	var appeals []struct {
		ID                      int64
		PlaceCode, CategoryCode string
	}
	c.Must(c.Read(c.Ctx, &appeals, `select id, place_code, category_code from appeals where public order by id`))
	counts := map[string]GapCounts{}
	for _, a := range appeals {
		if !strings.HasPrefix(a.PlaceCode, prefix) {
			continue
		}
		var steps []step
		var ups []time.Time
		c.Must(c.Read(c.Ctx, &steps, `
			select b.level, w.obstacle, w.refusal, w.at from answers w join bodies b on b.id = w.body_id where w.appeal_id = ?
			union all select b.level, 'passed', false, r.at from redirects r join bodies b on b.id = r.from_body_id
			where r.appeal_id = ? and r.reason_code = 'not_competent'`, a.ID, a.ID))
		c.Must(c.Read(c.Ctx, &ups, `select at from escalations where appeal_id = ?`, a.ID))
		for key, of := range map[string]func(step) bool{
			"all": func(step) bool { return true },
			"0":   func(x step) bool { return x.Level == 0 }, "1": func(x step) bool { return x.Level == 1 },
			"2": func(x step) bool { return x.Level == 2 }, "3": func(x step) bool { return x.Level == 3 },
		} {
			var one GapCounts
			for _, x := range steps {
				if !of(x) {
					continue
				}
				one.Handled = 1
				if x.Obstacle == "" {
					continue
				}
				one.Stuck = 1
				switch x.Obstacle {
				case "power":
					one.Power = 1
				case "money":
					one.Money = 1
				default:
					one.Passed = 1
				}
				if x.Refusal {
					one.Refused = 1
				}
				if slices.ContainsFunc(ups, func(up time.Time) bool { return !up.Before(x.At) }) {
					one.GoneUp = 1
				}
			}
			if key != "all" {
				key += " " + a.CategoryCode
			}
			sum := counts[key]
			sum.add(one)
			counts[key] = sum
		}
	}
	for key, n := range counts {
		if n.Stuck == 0 {
			delete(counts, key)
		}
	}
	return counts
}
