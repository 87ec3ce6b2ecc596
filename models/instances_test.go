package models

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jauap/models/calendar"
	"jauap/models/database"
)

const (
	simulatedLives = 120
	simulatedDays  = 365
	victimName     = "jauap_victim" // application name of the program that is killed
)

// scripted is one action of a script: what a person tries on a day.
type scripted struct {
	life int
	try  func(c *cast, id int64) error
}

// script returns the actions of a year by day, the same in each run.
func script() map[int][]scripted {
	r := rand.New(rand.NewPCG(2026, 365))
	days := map[int][]scripted{}
	on := func(day, life int, try func(c *cast, id int64) error) {
		days[day] = append(days[day], scripted{life, try})
	}
	for life := range simulatedLives {
		begin := r.IntN(simulatedDays - 20)
		on(begin+r.IntN(2), life, func(c *cast, id int64) error { return c.PublishAppeal(c.ctx, id, c.moderator) })
		switch r.IntN(6) {
		case 0: // silence
		case 1:
			on(begin+3+r.IntN(15), life, func(c *cast, id int64) error {
				return c.ExtendAppeal(c.ctx, id, c.akim, c.Reference().Calendar.AddWorkingDays(c.Today(), 18), "Сараптама керек.")
			})
		case 2:
			on(begin+3+r.IntN(10), life, func(c *cast, id int64) error {
				return c.PauseAppeal(c.ctx, id, c.akim, "ӘРПК", "Сараптама жүріп жатыр.")
			})
			on(begin+20+r.IntN(40), life, func(c *cast, id int64) error { return c.ResumeAppeal(c.ctx, id, c.akim) })
		case 3:
			on(begin+2, life, func(c *cast, id int64) error {
				return c.RedirectAppeal(c.ctx, id, c.akim, c.district.BodyID, "not_competent", "")
			})
		}
		for round := range 1 + r.IntN(2) {
			answer, due, solved := begin+8+round*25+r.IntN(30), 2+r.IntN(20), r.IntN(3)
			on(answer, life, func(c *cast, id int64) error {
				by := c.akim
				if a := c.appeal(id); a.BodyID != by.BodyID || life%4 == 0 {
					by = c.district
				}
				_, err := c.PublishAnswer(c.ctx, id, by, NewAnswer{AnswerText: AnswerText{Action: "Жамалады."}, Promises: []NewPromise{{"Жамау", c.Today().AddDays(due)}}})
				return err
			})
			on(answer+1+r.IntN(22), life, func(c *cast, id int64) error {
				var promise int64
				if err := c.readOne(c.ctx, &promise, `select max(id) from promises where appeal_id = ? having count(*) > 0`, id); err != nil {
					return err
				}
				if due%2 == 0 {
					return c.MovePromise(c.ctx, promise, c.akim, c.Today().AddDays(9), "Жаңбыр жауды.")
				}
				return c.KeepPromise(c.ctx, promise, c.akim, finished)
			})
			if solved > 0 {
				on(answer+1+r.IntN(18), life, func(c *cast, id int64) error {
					return c.JudgeAnswer(c.ctx, id, c.author, Verdicts[solved], "Жамалмаған.")
				})
			}
		}
	}
	return days
}

// liveYear runs the actions of the year, with a sweep each night, and returns the result of each
// action.
func (c *cast) liveYear(sweep func(night *cast)) (tried []string) {
	c.t.Helper()
	filed := map[int]int64{}
	days := script()
	for n := range simulatedDays {
		on := calendar.Of(wednesday).AddDays(n)
		sweep(c.when(on.Time().Add(5 * time.Minute)))
		for i, act := range days[n] {
			at := c.when(on.Time().Add(10*time.Hour + time.Duration(i)*time.Minute))
			id, known := filed[act.life]
			if !known {
				id = at.submitted()
				filed[act.life] = id
			}
			err := act.try(at, id)
			if err != nil && !errors.Is(err, ErrState) && !errors.Is(err, ErrForbidden) && !errors.Is(err, ErrNotFound) && !errors.As(err, new(Invalid)) {
				c.t.Fatal(err)
			}
			tried = append(tried, fmt.Sprint(n, " ", act.life, " ", err))
		}
	}
	c.must(c.when(calendar.Of(wednesday).AddDays(simulatedDays).Time()).SweepTime(c.ctx))
	return tried
}

// finalState returns all rows that the actions and the sweeps wrote, in an order that does not
// depend on the writer.
func (c *cast) finalState() string {
	c.t.Helper()
	var lines []string
	for _, sql := range []string{
		`select concat_ws(' ', id, status, body_id, clock_rule, clock_from, clock_days, clock_at, answer_due, overdue_at, paused_at, answered_at)
			from appeals order by id`,
		`select concat_ws(' ', appeal_id, at, kind, actor, body_id, data::text) from events order by appeal_id, at, kind, data::text, id`,
		`select concat_ws(' ', appeal_id, text, first_due, due, moved, outcome, outcome_at, warned_for) from promises order by id`,
		`select concat_ws(' ', appeal_id, from_body_id, to_body_id, ground, at, due, silent_at, closed_at, outcome) from escalations order by appeal_id, at, from_body_id`,
		`select concat_ws(' ', appeal_id, law, days_left, at, resumed_at) from pauses order by id`,
	} {
		var some []string
		c.must(c.read(c.ctx, &some, sql))
		lines = append(lines, some...)
	}
	return strings.Join(lines, "\n")
}

// TestTwoInstances checks that a year swept by two programs, one of which is killed at random during
// its sweeps, ends as a year swept by one.
func TestTwoInstances(t *testing.T) {
	if testing.Short() {
		t.Skip("a year takes a while")
	}
	t.Parallel()
	one, two := newCast(t), newCast(t)
	alone := one.liveYear(func(night *cast) { night.must(night.SweepTime(night.ctx)) })

	address, err := url.Parse(two.database.URL)
	two.must(err)
	query := address.Query()
	query.Set("application_name", victimName)
	address.RawQuery = query.Encode()
	second, err := database.Open(t.Context(), database.Config{URL: address.String(), MaxConns: 6, Logger: slog.New(slog.DiscardHandler)})
	two.must(err)
	defer second.Close()
	victim, err := Open(t.Context(), second, FixedClock(wednesday))
	two.must(err)

	r := rand.New(rand.NewPCG(7, 7))
	kills, cut := 0, 0
	together := two.liveYear(func(night *cast) {
		var sweeps sync.WaitGroup
		var died, lived error
		sweeps.Go(func() { died = victim.At(night.Now()).SweepTime(night.ctx) })
		sweeps.Go(func() { lived = night.SweepTime(night.ctx) })
		if killed := r.IntN(3) == 0; killed {
			kills++
			wait := time.Duration(r.IntN(12)) * time.Millisecond
			_, err := night.exec(night.ctx, `
				select pg_terminate_backend(pid) from pg_stat_activity, pg_sleep(?)
				where application_name = ? and datname = current_database()`, wait.Seconds(), victimName)
			night.must(err)
		}
		sweeps.Wait()
		night.must(lived)
		if died != nil {
			cut++
			// a killed program may hold locks on rows that the other skipped: sweep again a minute later
			night.must(night.when(night.Now().Add(time.Minute)).SweepTime(night.ctx))
		}
	})
	t.Logf("killed %d times, in the middle of a sweep %d times", kills, cut)
	if cut == 0 {
		t.Error("no kill interrupted a sweep")
	}
	if diff := cmp.Diff(alone, together); diff != "" {
		t.Errorf("the results of the actions (-one +two):\n%s", diff)
	}
	state := one.finalState()
	if diff := cmp.Diff(strings.Split(state, "\n"), strings.Split(two.finalState(), "\n")); diff != "" {
		t.Errorf("the final state (-one +two):\n%s", diff)
	}
	for _, kind := range []EventKind{DueNear, BecameOverdue, PromiseNear, PromiseBroken, Uncontested, Escalated, ComplaintSilent, ClockResumed} {
		if !strings.Contains(state, " "+string(kind)+" ") {
			t.Errorf("the year has no event %s, so the test does not cover it", kind)
		}
	}
	if n := one.count(`select count(*) from (select 1 from events where actor = 'system' group by appeal_id, work_id, role_id, switch, kind, at, data::text having count(*) > 1) twice`); n != 0 {
		t.Errorf("%d events were recorded twice", n)
	}
}
