package record

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"jauap/models"
	"jauap/models/trust"
)

// Gap counts the public appeals in a place and all below it that bodies could not solve for
// lack of power or money. It informs those who can grant them.
type Gap struct {
	Total    GapCounts // each appeal once, even if several bodies handled it
	Levels   []GapLevel
	Examples []GapExample // the newest
	AsOf     time.Time    // of the counts
}

// GapCounts count appeals.
type GapCounts struct {
	Handled int // answered, or redirected as outside the powers of the body
	Stuck   int // of Handled: at least one of the next three
	Power   int // an answer says that the body lacks the power
	Money   int // an answer says that the body lacks the money
	Passed  int // redirected as outside the powers of the body
	Refused int // such an answer was a refusal
	GoneUp  int // escalated to the superior body afterwards
}

// Few reports whether the appeals are too few for a share.
func (c GapCounts) Few() bool { return c.Handled < trust.Least }

func (c *GapCounts) add(o GapCounts) {
	c.Handled += o.Handled
	c.Stuck += o.Stuck
	c.Power += o.Power
	c.Money += o.Money
	c.Passed += o.Passed
	c.Refused += o.Refused
	c.GoneUp += o.GoneUp
}

// GapLevel holds the counts of the bodies of one level, by category.
type GapLevel struct {
	Level int // see models.Body
	GapCounts
	Rows []GapRow // categories with unsolved appeals, the most first
}

// GapRow is one category.
type GapRow struct {
	CategoryCode string
	GapCounts    `gorm:"embedded"`
}

// GapExample is an answer or redirect that says what the body lacked.
type GapExample struct {
	Number, Title, Lang string // of the appeal
	CategoryCode        string
	Place               models.Names `gorm:"embedded;embeddedPrefix:place_"`
	Body                models.Names `gorm:"embedded;embeddedPrefix:body_"`
	Obstacle            string       // power, money, or passed for a redirect as not competent
	Refusal             bool
	Text                string // the first 240 characters of the text of the body; may be ""
	At                  time.Time
	Demo                bool
}

// gapExamples is the number of examples on the page.
const gapExamples = 8

// Gap reads the gap of a place and all below it, or of the country for "", in a fixed number
// of queries.
func (s *Store) Gap(ctx context.Context, code string) (g Gap, err error) {
	lo, hi := "000000000", "999999999"
	if code != "" {
		lo, hi = models.PlaceRange(code)
	}
	var rows []struct {
		Level *int
		GapRow
	}
	if err = s.db.Read(ctx, &rows, `
		select category_code, level, sum(handled) as handled, sum(stuck) as stuck, sum(power) as power, sum(money) as money,
			sum(passed) as passed, sum(refused) as refused, sum(gone_up) as gone_up
		from gap_stats where place_code between ? and ?
		group by category_code, level
		order by level, stuck desc, category_code`, lo, hi); err != nil {
		return g, fmt.Errorf("gap of %q: %w", code, err)
	}
	for _, r := range rows {
		if r.Level == nil {
			g.Total.add(r.GapCounts)
			continue
		}
		if n := len(g.Levels); n == 0 || g.Levels[n-1].Level != *r.Level {
			g.Levels = append(g.Levels, GapLevel{Level: *r.Level})
		}
		level := &g.Levels[len(g.Levels)-1]
		level.add(r.GapCounts)
		if r.Stuck > 0 {
			level.Rows = append(level.Rows, r.GapRow)
		}
	}
	// rural districts first; levels without unsolved appeals are left out
	slices.SortFunc(g.Levels, func(a, b GapLevel) int { return cmp.Compare(b.Level, a.Level) })
	g.Levels = slices.DeleteFunc(g.Levels, func(l GapLevel) bool { return l.Stuck == 0 })
	if err = s.db.Read(ctx, &g.AsOf, `select as_of from site_stats`); err != nil {
		return g, fmt.Errorf("gap of %q: %w", code, err)
	}
	if err = s.db.Read(ctx, &g.Examples, readGapExamples, map[string]any{"lo": lo, "hi": hi}); err != nil {
		return g, fmt.Errorf("gap of %q: %w", code, err)
	}
	return g, nil
}

// readGapExamples reads the newest examples in the range of place codes @lo to @hi.
var readGapExamples = fmt.Sprintf(`
	select a.number, a.title, a.lang, a.category_code, a.demo, n.obstacle, n.refusal, n.text, n.at,
		p.name_kk as place_kk, p.name_ru as place_ru, p.name_en as place_en,
		b.name_kk as body_kk, b.name_ru as body_ru, b.name_en as body_en
	from (
		(select w.appeal_id, w.body_id, w.obstacle, w.refusal, left(w.action, 240) as text, w.at
		from answers w join appeals a on a.id = w.appeal_id
		where w.obstacle <> '' and a.public and a.place_code between @lo and @hi
		order by w.at desc limit %[1]d)
		union all
		(select r.appeal_id, r.from_body_id, 'passed', false, left(r.text, 240), r.at
		from redirects r join appeals a on a.id = r.appeal_id
		where r.reason_code = 'not_competent' and a.public and a.place_code between @lo and @hi
		order by r.at desc limit %[1]d)) n
	join appeals a on a.id = n.appeal_id join places p on p.code = a.place_code join bodies b on b.id = n.body_id
	order by n.at desc, n.appeal_id limit %[1]d`, gapExamples)
