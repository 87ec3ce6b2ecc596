package models

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"jauap/models/calendar"
)

// mayBecome lists the statuses that may follow each status. No other change may happen.
var mayBecome = map[Status][]Status{
	"":         {Moderation},
	Moderation: {Registered, Rejected, Withdrawn, Merged},
	Rejected:   {Registered}, // after an upheld objection
	Registered: {InProgress, Answered, Declined, Withdrawn, Merged},
	InProgress: {Registered, Answered, Declined, Withdrawn, Merged}, // registered again with the body it was redirected to
	Contested:  {InProgress, Answered, Declined, Withdrawn, Merged},
	Answered:   {ResolvedConfirmed, ResolvedUncontested, Contested, Declined, Registered}, // returned with an order, or decided by the superior body
	Declined:   {Answered, Registered},
	Merged:     {Registered, InProgress, Contested}, // separated again: the status before the merge
	// a promise broken after the term for a verdict is still a ground for an escalation
	ResolvedUncontested: {Answered, Declined, Registered},
}

// becomes is the status after an event; other kinds do not change it.
var becomes = map[EventKind]Status{
	Submitted: Moderation, Published: Registered, Accepted: Registered, TakenUp: InProgress, Redirected: Registered,
	AnswerGiven: Answered, WasDeclined: Declined, Reopened: Contested, Confirmed: ResolvedConfirmed, Uncontested: ResolvedUncontested,
	WasWithdrawn: Withdrawn, WasMerged: Merged, WasRejected: Rejected,
}

// howManyLives is the number of lives of a run; `task lives` runs ten thousand, which takes minutes.
var howManyLives = flag.Int("lives", 1000, "random lives in TestRandomLives")

// TestRandomLives takes random actions of residents, officials and moderators on many appeals, with
// sweeps between them, and checks after every action that the change is allowed, that it has an
// event, and that every open appeal has a clock.
//
// The lives of a world share a transaction, which is rolled back in the end; each action has a
// savepoint, so that a failed action leaves nothing behind, as in a transaction of its own.
func TestRandomLives(t *testing.T) {
	t.Parallel()
	const lives, lanes = 50, 3
	worlds := *howManyLives / lives
	if testing.Short() {
		worlds = 4
	}
	var g errgroup.Group
	tried, done := make([]map[string]int, worlds), make([]map[string]int, worlds)
	for lane := range lanes {
		c := newCast(t)
		g.Go(func() error {
			for i := lane; i < worlds; i += lanes {
				err := c.tx(c.ctx, func(tx *Store) error {
					w := newLivingWorld(c, tx, uint64(i))
					tried[i], done[i] = w.tried, w.done
					if err := w.live(lives); err != nil {
						return err
					}
					return errRolledBack
				})
				if !errors.Is(err, errRolledBack) {
					return fmt.Errorf("world %d: %w", i, err)
				}
				// dead rows of a world must not slow the next one down
				if _, err := c.database.Pool.Exec(c.ctx, "vacuum appeals, events, answers, promises, verdicts, escalations, voices, moderations"); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	// each action must have succeeded at least once
	var lines []string
	for _, act := range randomActs {
		n, m := 0, 0
		for i := range worlds {
			n, m = n+tried[i][act.name], m+done[i][act.name]
		}
		lines = append(lines, fmt.Sprintf("%s %d/%d", act.name, m, n))
		if m == 0 && !testing.Short() {
			t.Errorf("%s was tried %d times and never happened", act.name, n)
		}
	}
	t.Logf("%d lives; actions done/tried: %s", worlds*lives, strings.Join(lines, ", "))
}

var errRolledBack = errors.New("rolled back")

// livingWorld is a set of lives in one transaction.
type livingWorld struct {
	*Store
	c           *cast
	ctx         context.Context
	rnd         *rand.Rand
	lives       []*randomLife
	tried, done map[string]int
}

// randomLife is one appeal as it was seen last.
type randomLife struct {
	id     int64
	status Status
	events int
	log    []string
}

func newLivingWorld(c *cast, tx *Store, seed uint64) *livingWorld {
	rnd := rand.New(rand.NewPCG(seed, 4))
	start := time.Date(2024+rnd.IntN(3), time.January, 1+rnd.IntN(360), 9, 0, 0, 0, calendar.Zone)
	return &livingWorld{Store: tx.At(start), c: c, ctx: c.ctx, rnd: rnd, tried: map[string]int{}, done: map[string]int{}}
}

// live advances the time in steps, in which lives begin and random actions happen.
func (w *livingWorld) live(lives int) error {
	for turn := range 24 {
		w.Store = w.At(w.Now().Add(time.Duration(w.rnd.IntN(6*24)) * time.Hour))
		if err := w.sweepAll(); err != nil {
			return err
		}
		if turn < 5 {
			for range lives / 5 {
				if err := w.begin(); err != nil {
					return err
				}
			}
		}
		for _, l := range w.lives {
			if w.rnd.IntN(2) == 0 {
				continue
			}
			if err := w.something(l); err != nil {
				return fmt.Errorf("life %d: %w\n%s", l.id, err, strings.Join(l.log, "\n"))
			}
		}
	}
	return w.sweepAll()
}

func (w *livingWorld) begin() error {
	in := w.c.pothole()
	in.Title = fmt.Sprintf("%s %d", in.Title, w.rnd.IntN(1000))
	in.Private = w.rnd.IntN(10) == 0
	filed, err := w.SubmitAppeal(w.ctx, in)
	if err != nil {
		return err
	}
	l := &randomLife{id: filed.ID}
	w.lives = append(w.lives, l)
	if err := w.witness(l, "submit"); err != nil || w.rnd.IntN(5) == 0 {
		return err
	}
	if err := w.PublishAppeal(w.ctx, l.id, w.c.moderator); err != nil {
		return err
	}
	return w.witness(l, "publish")
}

// something tries a random action on a life.
func (w *livingWorld) something(l *randomLife) error {
	if err := w.witness(l, "an action on another appeal"); err != nil {
		return err
	}
	act := randomActs[w.rnd.IntN(len(randomActs))]
	for w.rnd.IntN(10) >= act.often {
		act = randomActs[w.rnd.IntN(len(randomActs))]
	}
	if _, err := w.exec(w.ctx, "savepoint act"); err != nil {
		return err
	}
	w.tried[act.name]++
	err := act.do(w, l)
	var invalid Invalid
	switch {
	case err == nil:
		w.done[act.name]++
		if _, err := w.exec(w.ctx, "release savepoint act"); err != nil {
			return err
		}
	case errors.Is(err, ErrState), errors.Is(err, ErrForbidden), errors.Is(err, ErrNotFound), errors.As(err, &invalid):
		if _, err := w.exec(w.ctx, "rollback to savepoint act"); err != nil {
			return err
		}
	default:
		return fmt.Errorf("%s: %w", act.name, err)
	}
	return w.witness(l, act.name)
}

// seen is the state of an appeal that the checks compare.
type seen struct {
	ID     int64
	Status Status
	Events int
}

const seenColumns = `id, status, (select count(*) from events where appeal_id = a.id) as events`

// witness checks an appeal after an action.
func (w *livingWorld) witness(l *randomLife, act string) error {
	var now seen
	if err := w.readOne(w.ctx, &now, `select `+seenColumns+` from appeals a where id = ?`, l.id); err != nil {
		return err
	}
	return w.judge(l, now, act)
}

// witnessAll checks every life after the sweeps.
func (w *livingWorld) witnessAll() error {
	var all []seen
	if err := w.read(w.ctx, &all, `select `+seenColumns+` from appeals a order by id`); err != nil {
		return err
	}
	if len(all) != len(w.lives) {
		return fmt.Errorf("%d appeals, %d lives", len(all), len(w.lives))
	}
	for i, l := range w.lives {
		if err := w.judge(l, all[i], "time"); err != nil {
			return fmt.Errorf("life %d: %w\n%s", l.id, err, strings.Join(l.log, "\n"))
		}
	}
	return nil
}

// judge checks that a change of status is allowed and has an event.
func (w *livingWorld) judge(l *randomLife, now seen, act string) error {
	if now.Status != l.status {
		l.log = append(l.log, fmt.Sprintf("%s %s: %s -> %s", w.Now().Format(time.DateTime), act, l.status, now.Status))
		if !slices.Contains(mayBecome[l.status], now.Status) {
			return fmt.Errorf("%s changed %q to %q, which is not allowed", act, l.status, now.Status)
		}
		if now.Events <= l.events {
			return fmt.Errorf("%s changed %q to %q without an event", act, l.status, now.Status)
		}
	}
	if now.Events < l.events {
		return fmt.Errorf("%s lost %d events", act, l.events-now.Events)
	}
	l.status, l.events = now.Status, now.Events
	return nil
}

// sweepAll runs the sweeps and checks their changes like those of any action.
func (w *livingWorld) sweepAll() error {
	if err := w.SweepTime(w.ctx); err != nil {
		return err
	}
	if err := w.witnessAll(); err != nil {
		return err
	}
	return w.check()
}

// check checks what must be true of all lives after the sweeps.
func (w *livingWorld) check() error {
	for what, sql := range map[string]string{
		"open appeals without a clock": `select a.id from appeals a
			where open and (answer_due is null or clock_rule is null or clock_from is null)`,
		"open appeals past their term that are not overdue": `select a.id from appeals a
			where open and answer_due < @today and overdue_at is null and paused_at is null`,
		"overdue appeals within their term": `select a.id from appeals a where overdue_at is not null and answer_due >= @today`,
		"ends of terms on a day off":        `select a.id from appeals a where open and clock_days is not null and answer_due in (select day from calendar_days where kind not in ('transfer_work'))`,
		"appeals with two open escalations": `select appeal_id from escalations where closed_at is null group by appeal_id having count(*) > 1`,
		"escalations left open":             `select e.appeal_id from escalations e join appeals a on a.id = e.appeal_id where e.closed_at is null and a.status in ('withdrawn', 'merged', 'rejected', 'resolved_confirmed')`,
		"unbroken promises of the past":     `select appeal_id from promises where outcome is null and due < @today`,
		"answers without an event": `select a.id from appeals a where (select count(*) from answers where appeal_id = a.id)
			<> (select count(*) from events where appeal_id = a.id and kind in ('answered', 'declined'))`,
	} {
		var ids []int64
		if err := w.read(w.ctx, &ids, strings.ReplaceAll(sql, "@today", "'"+w.Today().String()+"'::date")); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if len(ids) > 0 {
			for _, l := range w.lives {
				if l.id == ids[0] {
					return fmt.Errorf("%s: %v\n%s", what, ids, strings.Join(l.log, "\n"))
				}
			}
			return fmt.Errorf("%s: %v", what, ids)
		}
	}
	return w.replay()
}

// replay computes the status of each life from its events: it must be that of the row.
func (w *livingWorld) replay() error {
	var events []struct {
		AppealID int64
		Kind     EventKind
	}
	if err := w.read(w.ctx, &events, `select appeal_id, kind from events order by at, id`); err != nil {
		return err
	}
	status, before := map[int64]Status{}, map[int64]Status{}
	for _, e := range events {
		switch {
		case e.Kind == WasMerged && status[e.AppealID] != Merged:
			before[e.AppealID] = status[e.AppealID]
		case e.Kind == WasParted:
			status[e.AppealID] = before[e.AppealID]
		}
		if s, ok := becomes[e.Kind]; ok {
			status[e.AppealID] = s
		}
		if e.Kind == ReturnedDown && !status[e.AppealID].Open() {
			status[e.AppealID] = Registered
		}
	}
	for _, l := range w.lives {
		if status[l.id] != l.status {
			return fmt.Errorf("life %d is %q; its events give %q\n%s", l.id, l.status, status[l.id], strings.Join(l.log, "\n"))
		}
	}
	return nil
}

// randomActs are the actions that people may try, possible or not.
var randomActs = []struct {
	name  string
	often int // of ten times that it is drawn
	do    func(w *livingWorld, l *randomLife) error
}{
	{"publish", 10, func(w *livingWorld, l *randomLife) error { return w.PublishAppeal(w.ctx, l.id, w.c.moderator) }},
	{"reject", 1, func(w *livingWorld, l *randomLife) error {
		return w.RejectAppeal(w.ctx, l.id, w.c.moderator, "spam", "")
	}},
	{"object", 10, func(w *livingWorld, l *randomLife) error {
		return w.ObjectToModeration(w.ctx, l.id, w.c.author, "Бұл жарнама емес, көшедегі шұңқыр.")
	}},
	{"decide the objection", 10, func(w *livingWorld, l *randomLife) error {
		return w.DecideObjection(w.ctx, l.id, w.c.local, w.rnd.IntN(2) == 0, "Қайта қарап шықтық, шешіміміз осы.")
	}},
	{"hide", 1, func(w *livingWorld, l *randomLife) error {
		return w.HideAppeal(w.ctx, l.id, w.c.moderator, "insult", "")
	}},
	{"hide own", 1, func(w *livingWorld, l *randomLife) error { return w.HideOwnAppeal(w.ctx, l.id, w.c.author) }},
	{"restore", 2, func(w *livingWorld, l *randomLife) error { return w.RestoreAppeal(w.ctx, l.id, w.c.moderator) }},
	{"make private", 1, func(w *livingWorld, l *randomLife) error {
		return w.MakePrivate(w.ctx, l.id, w.c.moderator, "private_matter", "")
	}},
	{"merge", 1, func(w *livingWorld, l *randomLife) error {
		return w.MergeAppeal(w.ctx, l.id, w.lives[w.rnd.IntN(len(w.lives))].id, w.c.moderator)
	}},
	{"part", 1, func(w *livingWorld, l *randomLife) error {
		return w.PartAppeal(w.ctx, l.id, w.c.moderator, "Бұл екі бөлек шұңқыр.")
	}},
	{"withdraw", 1, func(w *livingWorld, l *randomLife) error { return w.WithdrawAppeal(w.ctx, l.id, w.anyone()) }},
	{"add", 3, func(w *livingWorld, l *randomLife) error {
		return w.AddInformation(w.ctx, l.id, w.c.author, fmt.Sprintf("Тағы бір шұңқыр: %d-үй.", w.rnd.IntN(90)))
	}},
	{"take up", 5, func(w *livingWorld, l *randomLife) error { return w.TakeUpAppeal(w.ctx, l.id, w.office()) }},
	{"update", 4, func(w *livingWorld, l *randomLife) error {
		return w.PostUpdate(w.ctx, l.id, w.office(), fmt.Sprintf("Жұмыс жүріп жатыр: %d метр.", w.rnd.IntN(90)))
	}},
	{"redirect", 6, func(w *livingWorld, l *randomLife) error {
		return w.RedirectAppeal(w.ctx, l.id, w.office(), w.office().BodyID, "not_competent", "")
	}},
	{"extend", 8, func(w *livingWorld, l *randomLife) error {
		return w.ExtendAppeal(w.ctx, l.id, w.office(), w.Today().AddDays(w.rnd.IntN(50)), "Сараптама керек.")
	}},
	{"answer", 9, (*livingWorld).answer},
	{"refuse", 3, func(w *livingWorld, l *randomLife) error {
		_, err := w.PublishAnswer(w.ctx, l.id, w.office(), NewAnswer{AnswerText: AnswerText{Action: "Жол жекеменшікте.", Refusal: true, Law: "ӘРПК 76-бап"}})
		return err
	}},
	{"keep", 5, func(w *livingWorld, l *randomLife) error {
		id, err := w.promiseOf(l)
		if err != nil {
			return err
		}
		return w.KeepPromise(w.ctx, id, w.office(), finished)
	}},
	{"move", 5, func(w *livingWorld, l *randomLife) error {
		id, err := w.promiseOf(l)
		if err != nil {
			return err
		}
		return w.MovePromise(w.ctx, id, w.office(), w.Today().AddDays(w.rnd.IntN(40)), "Жаңбыр жауды.")
	}},
	{"voice", 6, func(w *livingWorld, l *randomLife) error { return w.CastVoice(w.ctx, l.id, w.anyone()) }},
	{"judge", 5, func(w *livingWorld, l *randomLife) error {
		return w.JudgeAnswer(w.ctx, l.id, w.anyone(), Verdicts[w.rnd.IntN(len(Verdicts))], "Өз көзіммен көрдім.")
	}},
	{"contest", 5, func(w *livingWorld, l *randomLife) error {
		return w.JudgeAnswer(w.ctx, l.id, w.c.author, Unsolved, "Ештеңе істелген жоқ.")
	}},
	{"escalate", 9, func(w *livingWorld, l *randomLife) error {
		author := w.c.author
		return w.EscalateAppeal(w.ctx, l.id, &author, "Жоғарыда қаралсын.")
	}},
	{"return", 6, func(w *livingWorld, l *randomLife) error {
		due := w.Reference().Calendar.AddWorkingDays(w.Today(), w.rnd.IntN(12))
		return w.ReturnAppeal(w.ctx, l.id, w.office(), "Орнында қарап, мерзімін айтып жауап беріңіз.", due)
	}},
}

func (w *livingWorld) answer(l *randomLife) error {
	in := NewAnswer{AnswerText: AnswerText{Action: fmt.Sprintf("%d шұңқыр жамалды.", 1+w.rnd.IntN(20))}}
	if w.rnd.IntN(2) == 0 {
		in.Promises = []NewPromise{{"Жамау", w.Today().AddDays(w.rnd.IntN(30))}}
	}
	_, err := w.PublishAnswer(w.ctx, l.id, w.office(), in)
	return err
}

// anyone returns a random resident.
func (w *livingWorld) anyone() int64 {
	return []int64{w.c.author, w.c.author, w.c.neighbour, w.c.local, w.c.nobody}[w.rnd.IntN(5)]
}

// office returns a random body, the village's own more often than the others.
func (w *livingWorld) office() Official {
	return []Official{w.c.akim, w.c.akim, w.c.akim, w.c.akim, w.c.district, w.c.district, w.c.oblast, w.c.shet}[w.rnd.IntN(8)]
}

// promiseOf returns the newest promise of a life.
func (w *livingWorld) promiseOf(l *randomLife) (id int64, err error) {
	err = w.readOne(w.ctx, &id, `select id from promises where appeal_id = ? order by id desc limit 1`, l.id)
	return id, err
}
