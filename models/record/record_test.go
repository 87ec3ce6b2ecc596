package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/concrete"
	"jauap/models/modelstest"
)

// TestRecordsEqualAPlainCount compares the SQL count, with random filters, with a simple count
// over random appeals.
func TestRecordsEqualAPlainCount(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	r := rand.New(rand.NewPCG(4, 13))
	w := c.randomWorld(r, 600)
	now := c.at(2026, 11, 24)
	c.Must(now.RecountRecords(c.Ctx))

	filters := []RecordFilter{{}}
	for range 40 {
		var f RecordFilter
		if r.IntN(2) == 0 {
			f.Category = w.categories[r.IntN(len(w.categories))]
		}
		if r.IntN(2) == 0 {
			f.From = Quarter{2025, 1 + r.IntN(4)}
		}
		if r.IntN(2) == 0 {
			f.To = Quarter{2026, 1 + r.IntN(4)}
		}
		filters = append(filters, f)
	}
	total := Counts{}
	for _, f := range filters {
		for _, body := range w.bodies {
			rows, err := now.RecordRows(c.Ctx, body, f)
			c.Must(err)
			got := SumOf(rows)
			want := w.plain(body, f, now.Now())
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("body %d, %+v (-plain +record):\n%s", body, f, diff)
			}
			total = total.Plus(got)
		}
	}
	for what, n := range map[string]int{"appeals": total.Appeals, "paused": total.Paused, "extended": total.Extended, "imported": total.Imported, "answered": total.Answered, "late": total.Timed - total.OnTime, "on the last day": total.LastDay,
		"concrete": total.Concrete, "template": total.Template, "contested": total.Contested, "escalated": total.Escalated, "kept": total.Kept, "moved": total.Moved, "broken": total.Broken,
		"works": total.Works, "ahead": total.Ahead, "sent on": total.SentOn, "days": len(total.Days)} {
		if n == 0 {
			t.Errorf("the data has no cases of: %s", what)
		}
	}
}

// TestRecountRecordsAgain: a recount writes only changed rows and deletes rows without cases.
func TestRecountRecordsAgain(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	w := c.randomWorld(rand.New(rand.NewPCG(1, 2)), 60)
	now := c.at(2026, 11, 24)
	c.Must(now.RecountRecords(c.Ctx))
	const version = `select coalesce(sum(xmin::text::bigint), 0) from record_stats`
	before := c.Count(version)
	c.Must(now.RecountRecords(c.Ctx))
	if after := c.Count(version); after != before {
		t.Error("the recount wrote rows without a change")
	}
	_, err := c.Exec(c.Ctx, `update appeals set status = 'rejected', overdue_at = null, paused_at = null`)
	c.Must(err)
	_, err = c.Exec(c.Ctx, `delete from work_appeals`)
	c.Must(err)
	_, err = c.Exec(c.Ctx, `delete from works`)
	c.Must(err)
	_, err = c.Exec(c.Ctx, `delete from redirects`)
	c.Must(err)
	later := c.at(2026, 11, 25)
	c.Must(later.RecountRecords(c.Ctx))
	if n := c.Count(`select count(*) from record_stats`); n != 0 {
		t.Errorf("%d rows are left of %d rejected appeals", n, len(w.appeals))
	}
	if at, err := later.RecordsAsOf(c.Ctx); err != nil || !at.Equal(later.Now()) {
		t.Errorf("as of %v (%v)", at, err)
	}
}

// world is the data of the simple count.
type world struct {
	bodies     []int64
	categories []string
	appeals    []*randomAppeal
	works      []randomWork
	redirects  []randomRedirect
}

type randomAppeal struct {
	id, body          int64
	category, status  string
	registered        calendar.Date
	received          time.Time
	overdue, escalate bool
	hidden            time.Time // when moderation hid it; zero if not hidden
	paused, extended  bool
	imported          bool
	official          bool      // filed by an official of the body or of a subordinate one
	late              time.Time // when it became overdue; zero if never
	ground            string
	answers           []randomAnswer
}

type randomAnswer struct {
	body      int64
	at        time.Time
	due       calendar.Date
	read      bool
	points    int
	days      int
	contested bool
	twin      bool
	promises  []randomPromise
}

type randomPromise struct {
	first   calendar.Date // the date promised first
	outcome string
	days    int // of the outcome, after the first date
	moved   bool
}

type randomRedirect struct {
	from   int64
	appeal *randomAppeal
	on     calendar.Date
}

type randomWork struct {
	body      int64
	category  string
	published time.Time
	text      string
	explains  []*randomAppeal
}

// randomWorld inserts random appeals, with everything that a record counts, into the tables.
func (c *cast) randomWorld(r *rand.Rand, n int) *world {
	c.T.Helper()
	w := &world{bodies: []int64{c.Akim.BodyID, c.District.BodyID, c.Oblast.BodyID, c.Shet.BodyID}, categories: []string{"roads", "water", "lighting"}}
	exec := func(sql string, args ...any) {
		c.T.Helper()
		if _, err := c.Exec(c.Ctx, sql, args...); err != nil {
			c.T.Fatal(err)
		}
	}
	chance := func(of int) bool { return r.IntN(of) == 0 }
	officials := map[int64]int64{c.Akim.BodyID: c.Akim.UserID, c.District.BodyID: c.District.UserID, c.Oblast.BodyID: c.Oblast.UserID, c.Shet.BodyID: c.Shet.UserID}
	var last int64
	var lastAnswer *randomAnswer
	for i := range n {
		a := &randomAppeal{body: w.bodies[r.IntN(len(w.bodies))], category: w.categories[r.IntN(len(w.categories))],
			registered: modelstest.Day(2025, 1, 1).AddDays(r.IntN(690))}
		a.received = a.registered.Time().Add(time.Duration(r.IntN(24*60)) * time.Minute)
		due := a.registered.AddDays(21)
		superior := c.Count(`select superior_id from bodies where id = ?`, a.body)
		for round := range r.IntN(4) {
			g := randomAnswer{body: a.body, due: due.AddDays(20 * round), read: !chance(4), points: r.IntN(9), days: r.IntN(40), contested: chance(3)}
			if chance(5) {
				g.body = int64(superior)
			}
			switch r.IntN(3) {
			case 0:
				g.at = models.EndOf(g.due).Add(-time.Second)
			case 1:
				g.at = models.EndOf(g.due)
			default:
				g.at = g.due.AddDays(-r.IntN(15)).Time().Add(time.Hour)
			}
			for range r.IntN(4) {
				g.promises = append(g.promises, randomPromise{calendar.Of(g.at).AddDays(10 * r.IntN(3)), []string{"", "kept", "broken"}[r.IntN(3)], r.IntN(5) - 2, chance(2)})
			}
			a.answers = append(a.answers, g)
		}
		switch {
		case len(a.answers) > 0 && chance(4):
			a.status = "declined"
		case len(a.answers) > 0:
			a.status = "answered"
		default:
			a.status = "registered"
			a.overdue = chance(2)
			a.paused = !a.overdue && chance(3)
		}
		if chance(8) {
			a.status, a.overdue, a.paused = []string{"withdrawn", "rejected", "moderation"}[r.IntN(3)], false, false
		}
		if a.overdue || len(a.answers) > 0 && chance(5) { // overdue, or answered within an ordered date
			a.late = models.EndOf(due)
			if len(a.answers) > 0 {
				a.late = a.answers[0].at.Add(time.Duration(r.IntN(3)-1) * time.Hour)
			}
		}
		author := c.Author
		if chance(5) { // of the body, of a subordinate body, or of its superior
			of := []int64{a.body, c.Akim.BodyID, int64(superior)}[r.IntN(3)]
			if officials[of] == 0 {
				of = a.body
			}
			author = officials[of]
			subordinate := of == a.body || of == c.Akim.BodyID && (a.body == c.District.BodyID || a.body == c.Oblast.BodyID)
			a.official = subordinate && a.received.After(modelstest.Wednesday)
		}
		if a.escalate = chance(4); a.escalate {
			a.ground = []string{"overdue", "refused", "contested"}[r.IntN(3)]
		}
		var answered, overdue, paused, hidden *time.Time
		if a.paused {
			paused = &a.received
		}
		if len(a.answers) > 0 {
			answered = &a.answers[len(a.answers)-1].at
		}
		if a.overdue {
			at := models.EndOf(due)
			overdue = &at
		}
		if chance(10) {
			a.hidden = a.received.AddDate(0, 0, r.IntN(60))
			hidden = &a.hidden
		}
		c.Must(c.ReadOne(c.Ctx, &a.id, `
			insert into appeals (number, kind, category_code, place_code, body_id, author_id, lang, title, text, status, received_at, moderation_due,
				published_at, registered_on, redirect_due, answer_due, answered_at, overdue_at, paused_at, hidden_at, private, search)
			values (?, 'message', ?, ?, ?, ?, 'kk', 'Шұңқыр', 'Шұңқыр', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '') returning id`,
			fmt.Sprintf("2025-%06d", i+1), a.category, modelstest.Village, a.body, author, a.status, a.received, a.registered,
			a.received, a.registered, a.registered, due, answered, overdue, paused, hidden, chance(6)))
		if !a.late.IsZero() {
			exec(`insert into events (appeal_id, kind, at, actor, body_id) values (?, 'overdue', ?, 'system', ?)`, a.id, a.late, a.body)
		}
		if chance(10) { // an event of an earlier body
			exec(`insert into events (appeal_id, kind, at, actor, body_id) values (?, 'overdue', ?, 'system', ?)`, a.id, a.received, superior)
		}
		for round := range a.answers {
			g := &a.answers[round]
			var points, days *int
			if g.read {
				points, days = &g.points, &g.days
			}
			var id int64
			c.Must(c.ReadOne(c.Ctx, &id, `
				insert into answers (appeal_id, round, body_id, lang, action, due, at, concreteness, workdays)
				values (?, ?, ?, 'kk', 'Жөнделді.', ?, ?, ?, ?) returning id`, a.id, round+1, g.body, g.due, g.at, points, days))
			if g.twin = last > 0 && chance(6); g.twin {
				lastAnswer.twin = true
				exec(`insert into answer_twins (answer_id, twin_id, similarity) values (?, ?, 0.9)`, id, last)
			}
			last, lastAnswer = id, g
			if g.contested {
				exec(`insert into verdicts (appeal_id, answer_id, user_id, by_author, verdict, text, at) values (?, ?, ?, true, 'unsolved', 'Жоқ.', ?)`, a.id, id, c.Author, g.at)
			} else {
				exec(`insert into verdicts (appeal_id, answer_id, user_id, by_author, verdict, text, at) values (?, ?, ?, false, 'unsolved', '', ?)`, a.id, id, c.Neighbour, g.at)
			}
			for _, p := range g.promises {
				outcome, last, moved := []any{nil, nil}, p.first, 0
				if p.outcome != "" {
					outcome = []any{p.outcome, p.first.AddDays(p.days).Time().Add(23 * time.Hour)}
				}
				if p.moved {
					last, moved = p.first.AddDays(300), 1
				}
				exec(`insert into promises (appeal_id, answer_id, body_id, text, made_at, first_due, due, moved, outcome, outcome_at)
					values (?, ?, ?, 'Жөндейміз.', ?, ?, ?, ?, ?, ?)`, a.id, id, g.body, g.at, p.first, last, moved, outcome[0], outcome[1])
			}
		}
		if a.escalate {
			exec(`insert into escalations (appeal_id, from_body_id, to_body_id, ground, since, at, due) values (?, ?, ?, ?, ?, ?, ?)`,
				a.id, a.body, superior, a.ground, due, a.received.AddDate(0, 2, 0), a.registered.AddDays(90))
		}
		if a.extended = chance(7); a.extended {
			exec(`insert into extensions (appeal_id, body_id, from_due, to_due, reason, at) values (?, ?, ?, ?, 'Сараптама.', ?)`, a.id, a.body, due, due.AddDays(7), a.received)
		} else if chance(7) { // by an earlier body
			exec(`insert into extensions (appeal_id, body_id, from_due, to_due, reason, at) values (?, ?, ?, ?, 'Сараптама.', ?)`, a.id, superior, due, due.AddDays(7), a.received)
		}
		if a.imported = chance(9); a.imported {
			exec(`update appeals set register_no = ? where id = ?`, fmt.Sprint("R-", i), a.id)
		}
		if chance(6) { // by an earlier body
			g := randomRedirect{w.bodies[r.IntN(len(w.bodies))], a, a.registered.AddDays(-r.IntN(3))}
			if g.from != a.body {
				exec(`insert into redirects (appeal_id, from_body_id, to_body_id, reason_code, at) values (?, ?, ?, 'law', ?)`, a.id, g.from, a.body, g.on.Time().Add(time.Hour))
				w.redirects = append(w.redirects, g)
			}
		}
		w.appeals = append(w.appeals, a)
	}
	for range n / 4 {
		work := randomWork{body: w.bodies[r.IntN(len(w.bodies))], category: w.categories[r.IntN(len(w.categories))],
			published: modelstest.Day(2025, 1, 1).AddDays(r.IntN(720)).Time(), // some after the date of the count
			text:      fmt.Sprintf("Жол %d.", r.IntN(n))}
		var id int64
		c.Must(c.ReadOne(c.Ctx, &id, `
			insert into works (body_id, place_code, category_code, lang, title, text, stage, published_at)
			values (?, ?, ?, 'kk', 'Жол жөндеу', ?, 'planned', ?) returning id`, work.body, modelstest.Village, work.category, work.text, work.published))
		for range r.IntN(3) {
			a := w.appeals[r.IntN(len(w.appeals))]
			work.explains = append(work.explains, a)
			exec(`insert into work_appeals (work_id, appeal_id) values (?, ?) on conflict do nothing`, id, a.id)
		}
		w.works = append(w.works, work)
	}
	return w
}

// plain counts one appeal at a time by the rules of Counts.
func (w *world) plain(body int64, f RecordFilter, now time.Time) (n Counts) {
	within := func(category string, d calendar.Date) bool {
		q := QuarterOf(d)
		return (f.Category == "" || category == f.Category) && (f.From == Quarter{} || !q.Before(f.From)) && (f.To == Quarter{} || !f.To.Before(q))
	}
	for _, a := range w.appeals {
		if a.body != body || a.official || slices.Contains([]string{"rejected", "moderation"}, a.status) || !within(a.category, a.registered) {
			continue
		}
		var own []randomAnswer
		for _, g := range a.answers {
			if g.body == body {
				own = append(own, g)
			}
		}
		if a.status == "withdrawn" && len(own) == 0 && a.late.IsZero() && !a.escalate {
			continue
		}
		earlier := func(at time.Time) bool { return at.Before(a.hidden) }
		if !a.hidden.IsZero() && !(len(own) > 0 && earlier(slices.MinFunc(own, func(g, h randomAnswer) int { return g.at.Compare(h.at) }).at) ||
			!a.late.IsZero() && earlier(a.late) || a.escalate && earlier(a.received.AddDate(0, 2, 0))) {
			continue
		}
		n.Appeals++
		if a.paused {
			n.Paused++
		}
		if a.extended {
			n.Extended++
		}
		if a.imported {
			n.Imported++
		}
		if a.escalate {
			n.Escalated++
		}
		if len(own) == 0 {
			if !a.late.IsZero() {
				n.Timed++
			}
			continue
		}
		inTime := a.late.IsZero() || a.late.After(own[0].at)
		n.Answered++
		n.Timed++
		if inTime && !calendar.Of(own[0].at).After(own[0].due) {
			n.OnTime++
		}
		if inTime && calendar.Of(own[0].at) == own[0].due {
			n.LastDay++
		}
		read, isConcrete, contested, twin := false, false, false, false
		for _, g := range own {
			if g.read && !read {
				read = true
				n.Rated++
				n.Points += g.points
			}
			if g.read && g.points >= concrete.MinCriteria && !isConcrete {
				isConcrete = true
				n.Concrete++
				n.Days = append(n.Days, g.days)
			}
			contested = contested || g.contested
			twin = twin || g.read && g.twin
			byDay := map[calendar.Date][]randomPromise{}
			for _, p := range g.promises {
				if p.first.After(calendar.Of(g.at)) {
					byDay[p.first] = append(byDay[p.first], p)
				}
			}
			for first, promises := range byDay {
				switch {
				case slices.ContainsFunc(promises, func(p randomPromise) bool { return p.outcome == "broken" }):
					n.Broken++
				case !slices.ContainsFunc(promises, func(p randomPromise) bool { return p.outcome != "kept" || p.days > 0 }):
					n.Kept++
				case first.Before(calendar.Of(now)):
					n.Moved++
				}
			}
		}
		if contested {
			n.Contested++
		}
		if twin {
			n.Template++
		}
	}
	for i, work := range w.works {
		copied := slices.ContainsFunc(w.works, func(o randomWork) bool {
			return o.body == work.body && o.text == work.text && o.published.Before(work.published)
		}) || slices.ContainsFunc(w.works[:i], func(o randomWork) bool {
			return o.body == work.body && o.text == work.text && o.published.Equal(work.published)
		})
		if copied || work.body != body || work.published.After(now) || !within(work.category, calendar.Of(work.published)) {
			continue
		}
		n.Works++
		if !slices.ContainsFunc(work.explains, func(a *randomAppeal) bool { return !a.received.After(work.published) }) {
			n.Ahead++
		}
	}
	for _, g := range w.redirects {
		if g.from == body && within(g.appeal.category, g.on) {
			n.SentOn++
		}
	}
	slices.Sort(n.Days)
	return n
}
