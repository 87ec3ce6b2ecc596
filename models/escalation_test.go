package models

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// way returns the escalations of an appeal, a line each.
func (c *cast) way(id int64) (lines []string) {
	c.t.Helper()
	c.must(c.read(c.ctx, &lines, `
		select f.name_ru || ' > ' || t.name_ru || ': ' || e.ground || ', ' || to_char(e.at at time zone 'Asia/Almaty', 'YYYY-MM-DD') || ' to ' || e.due
			|| coalesce(', silent ' || to_char(e.silent_at at time zone 'Asia/Almaty', 'YYYY-MM-DD'), '')
			|| coalesce(', ' || e.outcome || ' ' || to_char(e.closed_at at time zone 'Asia/Almaty', 'YYYY-MM-DD'), '')
		from escalations e join bodies f on f.id = e.from_body_id join bodies t on t.id = e.to_body_id
		where e.appeal_id = ? order by e.at, e.id`, id))
	return lines
}

func (c *cast) wantWay(id int64, want ...string) {
	c.t.Helper()
	if diff := cmp.Diff(want, c.way(id)); diff != "" {
		c.t.Errorf("the escalations (-want +got):\n%s", diff)
	}
}

// contestedTwice returns an appeal whose author said twice that it is not solved, on the 5th.
func (c *cast) contestedTwice() int64 {
	c.t.Helper()
	id := c.judged(Unsolved)
	later := c.at(2026, 3, 5)
	_, err := later.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жоспарға енгізілді."}})
	c.must(err)
	c.must(later.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Қашан?"))
	return id
}

// TestGrounds checks the first day of each ground, the last day to complain, and the body that is
// the reason.
func TestGrounds(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	type way struct {
		Ground       Ground
		Since, Until string
	}
	see := func(c *cast, id int64) way {
		t.Helper()
		w, err := c.appeal(id).wayUp(c.ctx)
		c.must(err)
		if w == nil {
			return way{}
		}
		if w.From.ID != c.akim.BodyID || w.To.ID != c.district.BodyID {
			t.Errorf("from body %d to %d", w.From.ID, w.To.ID)
		}
		return way{w.Ground, w.Since.String(), w.Until.String()}
	}
	silent, another, once, twice := c.published(), c.published(), c.judged(Unsolved), c.contestedTwice()
	promised, lapsed := c.answered(NewPromise{"Жамау", day(2026, 3, 10)}), c.answered(NewPromise{"Жамау", day(2026, 3, 25)})
	paused, standing := c.published(), c.published()
	_, err := c.exec(c.ctx, `update appeals set paused_at = received_at where id in (?, ?)`, paused, standing)
	c.must(err)
	// silence does not escalate an appeal of a register
	_, err = c.exec(c.ctx, `update appeals set register_no = 'Т-1' where id = ?`, another)
	c.must(err)
	broken := c.at(2026, 3, 26)
	_, err = broken.LapseVerdicts(c.ctx)
	c.must(err)
	_, err = broken.BreakPromises(c.ctx)
	c.must(err)
	c.wantStatus(lapsed, ResolvedUncontested)
	for name, test := range map[string]struct {
		at   *cast
		id   int64
		want way
	}{
		"on the last day":                   {c.at(2026, 3, 31), c.published(), way{}},
		"on the day after":                  {c.at(2026, 4, 1), silent, way{GroundOverdue, "2026-03-31", "2026-06-30"}},
		"on the last day to complain":       {c.at(2026, 6, 30), another, way{GroundOverdue, "2026-03-31", "2026-06-30"}},
		"after three months":                {c.at(2026, 7, 1), c.published(), way{}},
		"a paused clock":                    {c.at(2026, 5, 4), paused, way{}},
		"paused for longer than two months": {c.at(2026, 9, 7), standing, way{GroundPaused, "2026-03-04", "2026-12-07"}},
		"refused":                           {c, c.refused(), way{GroundRefused, "2026-03-04", "2026-06-04"}},
		"answered":                          {c, c.answered(), way{}},
		"contested once":                    {c, once, way{}},
		"contested twice":                   {c.at(2026, 3, 5), twice, way{GroundContested, "2026-03-05", "2026-06-05"}},
		"an open promise":                   {c.at(2026, 3, 10), c.answered(NewPromise{"Жамау", day(2026, 3, 30)}), way{}},
		"a broken promise":                  {broken, promised, way{GroundPromise, "2026-03-10", "2026-06-10"}},
		"a promise broken after it lapsed":  {broken, lapsed, way{GroundPromise, "2026-03-25", "2026-06-25"}},
		"confirmed":                         {c, c.judged(Solved), way{}},
		"partly":                            {c, c.judged(Partly), way{}},
		"withdrawn":                         {c, c.withdrawn(), way{}},
		"merged":                            {c, c.merged(), way{}},
		"not published":                     {c, c.submitted(), way{}},
	} {
		if diff := cmp.Diff(test.want, see(test.at, test.id)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		err := test.at.EscalateAppeal(c.ctx, test.id, &c.author, "")
		if test.want.Ground == "" {
			wantErr(t, name, err, ErrState)
			continue
		}
		c.must(err)
		wantErr(t, name+", again", test.at.EscalateAppeal(c.ctx, test.id, &c.author, ""), ErrState)
	}
}

// TestReturn checks that the superior body can send an appeal back with an order and a deadline.
func TestReturn(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.refused()
	wantErr(t, "without an escalation", c.ReturnAppeal(c.ctx, id, c.district, "Қайта қараңыз.", day(2026, 3, 12)), ErrForbidden)
	c.must(c.EscalateAppeal(c.ctx, id, &c.author, "Жол ортақ."))
	executor := Official{UserID: c.person(2, ""), BodyID: c.district.BodyID}
	c.must(c.GrantRole(c.ctx, NewRole{UserID: executor.UserID, Role: "executor", BodyID: &executor.BodyID}))
	for name, by := range map[string]Official{"the executor": executor, "the responsible body": c.akim, "the oblast": c.oblast, "another district": c.shet} {
		wantErr(t, "return by "+name, c.ReturnAppeal(c.ctx, id, by, "Қайта қараңыз.", day(2026, 3, 12)), ErrForbidden)
	}
	wantInvalid(t, "an empty form", c.ReturnAppeal(c.ctx, id, c.district, " ", c.Today().AddDays(-400)), "due: problem.too_early", "order: problem.required")
	wantInvalid(t, "today", c.ReturnAppeal(c.ctx, id, c.district, "Бүгін!", c.Today()), "due: problem.too_early")
	wantInvalid(t, "a day off", c.ReturnAppeal(c.ctx, id, c.district, "Сенбіге дейін", day(2026, 3, 14)), "due: problem.day_off")
	wantInvalid(t, "the 16th working day", c.ReturnAppeal(c.ctx, id, c.district, "Көктемде", day(2026, 4, 1)), "due: problem.too_late")
	if got := c.OrderLimit(); got != day(2026, 3, 31) {
		t.Errorf("the last day of an order: %v", got)
	}

	_, err := c.SaveAnswerDraft(c.ctx, id, c.district, 0, AnswerForm{AnswerText: AnswerText{Action: "Өзіміз"}})
	c.must(err)
	c.must(c.ReturnAppeal(c.ctx, id, c.district, "Жолды көріп, жамаңыз.", day(2026, 3, 12)))
	c.wantStory(id, "body declined", "author escalated", "body returned")
	c.wantWay(id, akimOffice+" > "+rayon+": refused, 2026-03-04 to 2026-04-07, returned 2026-03-04")
	a := c.appeal(id)
	if a.Status != Registered || *a.AnswerDue != day(2026, 3, 12) || a.ClockRule != RuleOrdered || a.BodyID != c.akim.BodyID || a.EscalatedTo != nil {
		t.Errorf("%s, answer by %v, rule %s, body %d, escalated to %v", a.Status, a.AnswerDue, a.ClockRule, a.BodyID, a.EscalatedTo)
	}
	if n := c.count(`select count(*) from answer_drafts`); n != 0 {
		t.Error("the draft of the superior body is still there")
	}
	d, err := c.AppealPage(c.ctx, a.Number)
	c.must(err)
	if len(d.WayUp) != 1 || d.Escalation != nil || d.WayUp[0].Order != "Жолды көріп, жамаңыз." || d.WayUp[0].OrderDue != day(2026, 3, 12) {
		t.Errorf("%+v", d.WayUp)
	}
	wantErr(t, "return again", c.ReturnAppeal(c.ctx, id, c.district, "Қайта қараңыз.", day(2026, 3, 12)), ErrForbidden)
	wantErr(t, "escalate on the same ground", c.EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)
	wantErr(t, "redirect after an order", c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "law", ""), ErrState)
	wantErr(t, "extend after an order", c.ExtendAppeal(c.ctx, id, c.akim, day(2026, 3, 20), "Жаңбыр"), ErrState)
	wantErr(t, "pause after an order", c.PauseAppeal(c.ctx, id, c.akim, "ӘРПК", "Жаңбыр"), ErrState)

	// silence after the order escalates again
	late := c.at(2026, 3, 18) // the third working day after the 12th is the 17th
	if n, err := late.EscalateSilent(c.ctx); n != 1 || err != nil {
		t.Errorf("escalated %d (%v), want 1", n, err)
	}
	// the author closes the escalation with a verdict
	_, err = late.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Жамалды."}})
	c.must(err)
	c.must(late.JudgeAnswer(c.ctx, id, c.author, Solved, "Рақмет."))
	if got := c.way(id); len(got) != 2 || got[1] != akimOffice+" > "+rayon+": overdue, 2026-03-18 to 2026-04-20, settled 2026-03-18" {
		t.Errorf("%v", got)
	}
}

// TestReturnKeepsOpenStatus checks that a return sets a new deadline of an open appeal and keeps its
// status.
func TestReturnKeepsOpenStatus(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.contestedTwice()
	later := c.at(2026, 3, 6)
	c.must(later.EscalateAppeal(c.ctx, id, &c.author, ""))
	c.must(later.ReturnAppeal(c.ctx, id, c.district, "Күнін айтыңыз.", day(2026, 3, 12)))
	c.wantStatus(id, Contested)
	wantErr(t, "escalate on the same verdict", later.EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)
	_, err := later.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Ертең."}})
	c.must(err)
	c.must(later.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Тағы да."))
	wantErr(t, "a verdict at the time of the escalation", later.EscalateAppeal(c.ctx, id, &c.author, ""), ErrState)
	last := c.at(2026, 3, 10)
	_, err = last.PublishAnswer(c.ctx, id, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Бүрсігүні."}})
	c.must(err)
	c.must(last.JudgeAnswer(c.ctx, id, c.author, Unsolved, "Тағы да."))
	c.must(last.EscalateAppeal(c.ctx, id, &c.author, ""))
	c.must(last.WithdrawAppeal(c.ctx, id, c.author))
	if got := c.count(`select count(*) from escalations where appeal_id = ? and outcome = 'withdrawn'`, id); got != 1 {
		t.Errorf("%d withdrawn", got)
	}
}

// TestDecide checks that the superior body can answer itself, within its own term.
func TestDecide(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published()
	late := c.at(2026, 4, 2)
	c.must(late.EscalateAppeal(c.ctx, id, &c.author, ""))
	_, err := late.PublishAnswer(c.ctx, id, c.district, NewAnswer{AnswerText: AnswerText{Action: "Аудан жамады."}})
	c.must(err)
	c.wantStory(id, "system due_near", "system due_near", "system overdue", "author escalated", "body answered", "body decided")
	c.wantStatus(id, Answered)
	d, err := late.AppealPage(c.ctx, c.appeal(id).Number)
	c.must(err)
	if len(d.WayUp) != 1 || d.WayUp[0].Outcome != OutcomeDecided || d.WayUp[0].AnswerID != d.Answers[0].ID || d.Answers[0].Due != d.WayUp[0].Due {
		t.Errorf("way %+v, answer due %v", d.WayUp, d.Answers[0].Due)
	}
	if n := c.count(`select count(*) from escalations where decided_by_id = ?`, c.district.UserID); n != 1 {
		t.Error("the official who decided is not stored")
	}
	into := c.published()
	merged := c.published()
	c.must(late.EscalateAppeal(c.ctx, merged, &c.author, ""))
	c.must(late.MergeAppeal(c.ctx, merged, into, c.moderator))
	if n := c.count(`select count(*) from escalations where appeal_id = ? and outcome = 'merged'`, merged); n != 1 {
		t.Error("the escalation of a merged appeal is not closed as merged")
	}
}

// The bodies of the cast as wantWay names them.
const (
	akimOffice = "Аппарат акима Састобенского сельского округа"
	rayon      = "Акимат Тюлькубасского района"
	oblastBody = "Акимат Туркестанской области"
)

// TestSilence checks that silence escalates level by level, up to the government.
func TestSilence(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.published() // until Tuesday 31 March
	answered, paused, imported := c.published(), c.published(), c.published()
	_, err := c.exec(c.ctx, `update appeals set paused_at = received_at where id = ?`, paused)
	c.must(err)
	_, err = c.exec(c.ctx, `update appeals set register_no = 'ЖТ-1' where id = ?`, imported)
	c.must(err)
	_, err = c.at(2026, 4, 1).PublishAnswer(c.ctx, answered, c.akim, NewAnswer{AnswerText: AnswerText{Action: "Кешірек болса да."}})
	c.must(err)
	if n, err := c.at(2026, 4, 3).EscalateSilent(c.ctx); n != 0 || err != nil {
		t.Errorf("on the third working day: escalated %d (%v), want 0", n, err)
	}
	if n, err := c.at(2026, 4, 4).EscalateSilent(c.ctx); n != 1 || err != nil { // a Saturday
		t.Errorf("on the next day: escalated %d (%v), want 1", n, err)
	}
	government, err := c.BodyOf(c.ctx, "", "")
	c.must(err)
	steps := []string{
		akimOffice + " > " + rayon + ": overdue, 2026-04-04 to 2026-05-05, silent 2026-05-06, silent 2026-05-13",
		rayon + " > " + oblastBody + ": silent, 2026-05-13 to 2026-06-11, silent 2026-06-12, silent 2026-06-17",
		oblastBody + " > " + government.Name.RU + ": silent, 2026-06-17 to 2026-07-16, silent 2026-07-17",
	}
	// daily sweeps and one late sweep have the same result
	daily := c.when(time.Date(2026, time.April, 4, 3, 0, 0, 0, time.UTC))
	for range 110 {
		daily = c.when(daily.Now().AddDate(0, 0, 1))
		c.must(daily.sweepWays())
	}
	c.wantWay(id, steps...)
	story := []string{"system escalated", "system complaint_silent", "system escalated", "system complaint_silent", "system escalated", "system complaint_silent"}
	c.wantStory(id, story...)
	first := c.wayEvents(id)
	for _, table := range []string{"events where kind in ('escalated', 'complaint_silent')", "escalations"} {
		_, err = c.exec(c.ctx, "delete from "+table)
		c.must(err)
	}
	for range 2 {
		c.must(daily.sweepWays())
	}
	c.wantWay(id, steps...)
	c.wantStory(id, story...)
	if diff := cmp.Diff(first, c.wayEvents(id)); diff != "" {
		t.Errorf("events of one late sweep (-daily +late):\n%s", diff)
	}
	for _, other := range []int64{answered, paused, imported} {
		if got := c.way(other); len(got) != 0 {
			t.Errorf("appeal %d: %v", other, got)
		}
	}
	if n := c.count(`select count(*) from escalations where closed_at is null group by appeal_id order by 1 desc limit 1`); n != 1 {
		t.Errorf("%d open escalations of one appeal", n)
	}
	d, err := daily.AppealPage(c.ctx, c.appeal(id).Number)
	c.must(err)
	if d.Escalation == nil || d.Escalation.SilentAt == nil || d.Escalation.ToID != government.ID {
		t.Errorf("open escalation %+v", d.Escalation)
	}
	// the government can still decide
	_, err = daily.PublishAnswer(c.ctx, id, Official{BodyID: government.ID}, NewAnswer{AnswerText: AnswerText{Action: "Орталық шешті."}})
	c.must(err)
	c.wantStatus(id, Answered)
}

func (c *cast) sweepWays() error {
	if _, err := c.EscalateSilent(c.ctx); err != nil {
		return err
	}
	_, err := c.EscalateFurther(c.ctx)
	return err
}

// wayEvents returns the events of the escalations with their times and data.
func (c *cast) wayEvents(id int64) (lines []string) {
	c.t.Helper()
	c.must(c.read(c.ctx, &lines, `
		select kind || ' ' || at || ' ' || actor || ' ' || body_id || ' ' || data::text from events
		where appeal_id = ? and kind in ('escalated', 'complaint_silent') order by at, kind`, id))
	return lines
}

// TestManySilent checks that two concurrent sweeps over several batches escalate each appeal once.
func TestManySilent(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	n := sweepBatch + 7
	_, err := c.exec(c.ctx, `
		insert into appeals (number, kind, category_code, place_code, body_id, lang, title, text, status, received_at, moderation_due,
			published_at, registered_on, redirect_due, answer_due, search)
		select '2026-' || lpad(i::text, 6, '0'), 'message', 'roads', ?, ?, 'kk', 'Шұңқыр', 'Терең', 'registered', ?, '2026-03-05',
			?, '2026-03-04', '2026-03-10', '2026-03-31', ''
		from generate_series(1, ?) i`, village, c.akim.BodyID, c.Now(), c.Now(), n)
	c.must(err)
	late := c.at(2026, 5, 4)
	done := make(chan error, 2)
	for range 2 {
		go func() { done <- late.sweepWays() }()
	}
	for range 2 {
		c.must(<-done)
	}
	c.must(late.sweepWays()) // those that one sweep skipped because the other held their locks
	for what, got := range map[string]int{
		"escalations": c.count(`select count(*) from escalations`), "events": c.count(`select count(*) from events where kind = 'escalated'`),
	} {
		if got != n {
			t.Errorf("%d %s of %d appeals", got, what, n)
		}
	}
	if changed, err := late.EscalateSilent(c.ctx); changed != 0 || err != nil {
		t.Errorf("the second run escalated %d (%v)", changed, err)
	}
}

// TestPrivateWay checks that a private appeal is escalated and stays private.
func TestPrivateWay(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	in := c.pothole()
	in.Private = true
	filed, err := c.SubmitAppeal(c.ctx, in)
	c.must(err)
	c.must(c.PublishAppeal(c.ctx, filed.ID, c.moderator))
	late := c.at(2026, 4, 10)
	c.must(late.sweepWays())
	if got := c.way(filed.ID); len(got) != 1 {
		t.Fatalf("%v", got)
	}
	_, err = late.AppealPage(c.ctx, filed.Number)
	wantErr(t, "for the public", err, ErrNotFound)
	_, err = late.AppealPageFor(c.ctx, filed.Number, c.neighbour)
	wantErr(t, "for another resident", err, ErrNotFound)
	d, err := late.AppealPageFor(c.ctx, filed.Number, c.author)
	c.must(err)
	if d.Escalation == nil {
		t.Error("its author does not see the escalation")
	}
}

// TestEscalationConstraints checks the constraints of the table escalations.
func TestEscalationConstraints(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.refused()
	c.must(c.EscalateAppeal(c.ctx, id, &c.author, ""))
	for name, sql := range map[string]string{
		"two open escalations":      `insert into escalations (appeal_id, from_body_id, to_body_id, ground, since, at, due) select appeal_id, from_body_id, to_body_id, ground, since, at, due from escalations`,
		"closed without an outcome": `update escalations set closed_at = at`,
		"returned without day":      `update escalations set closed_at = at, outcome = 'returned', order_text = 'Қараңыз'`,
		"decided without an answer": `update escalations set closed_at = at, outcome = 'decided'`,
		"silent without a time":     `update escalations set closed_at = at, outcome = 'silent'`,
		"an unknown outcome":        `update escalations set closed_at = at, outcome = 'lost'`,
	} {
		if _, err := c.exec(c.ctx, sql); err == nil {
			t.Errorf("%s: the database accepts it", name)
		}
	}
}

func TestLastSilent(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	cal := c.Reference().Calendar
	for from, want := range map[string]string{
		"2026-04-03": "2026-03-30", "2026-04-04": "2026-03-31", "2026-04-05": "2026-03-31", "2026-04-06": "2026-03-31", "2026-04-07": "2026-04-01",
		"2026-03-21": "2026-03-17", "2026-03-26": "2026-03-17", "2026-03-27": "2026-03-18",
	} {
		at, err := time.Parse("2006-01-02", from)
		c.must(err)
		if got := lastSilent(cal, at.Add(5*time.Hour)).String(); got != want {
			t.Errorf("on %s: terms up to %s, want %s", from, got, want)
		}
	}
}

// TestWarnSuperiors checks that the superior body is warned 3 and 1 working days before its
// deadline, once each, and again for a new deadline.
func TestWarnSuperiors(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	id := c.refused()
	c.must(c.EscalateAppeal(c.ctx, id, &c.author, "")) // due on 7 April
	warned := func(at *cast, want string) {
		t.Helper()
		for range 2 {
			_, err := at.WarnSuperiors(c.ctx)
			c.must(err)
		}
		var got string
		c.must(c.readOne(c.ctx, &got, `select coalesce(string_agg(concat(data ->> 'left', ' by ', data ->> 'due', ' at ', (at at time zone 'Asia/Almaty')::date), ', ' order by id), '')
			from events where appeal_id = ? and kind = 'complaint_near' and body_id = ?`, id, c.district.BodyID))
		if got != want {
			t.Errorf("%s: warned %q, want %q", at.Today(), got, want)
		}
	}
	due := c.appeal(id).EscalationDue
	if due.String() != "2026-04-07" {
		t.Fatalf("the deadline is %s", due)
	}
	warned(c.at(2026, 4, 1), "")
	three := "3 by 2026-04-07 at 2026-04-02"
	warned(c.at(2026, 4, 2), three)
	warned(c.at(2026, 4, 3), three)
	one := three + ", 1 by 2026-04-07 at 2026-04-06"
	warned(c.at(2026, 4, 6), one)
	// a change of the calendar moves the deadline
	_, err := c.exec(c.ctx, `update escalations set due = '2026-04-08' where appeal_id = ?`, id)
	c.must(err)
	warned(c.at(2026, 4, 6), one+", 3 by 2026-04-08 at 2026-04-03")
}
