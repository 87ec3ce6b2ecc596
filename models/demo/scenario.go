package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"jauap/models"
)

// scenario is an appeal of the demo while its actions are prepared and performed.
type scenario struct {
	f *filling
	appealContent
	days
	rnd  *rand.Rand
	lane string // its id, or that of the appeal into which it is merged; see action
	past bool   // part of the history: its author is a random resident

	authorID  int64
	id        int64
	number    string
	body      string // the body that must answer now: "616059000", "616000000/education"
	published time.Time
	voters    []voter
	wrote     []int64 // residents who have commented
}

// simulate prepares the actions of all appeals and explanations and performs them.
func (f *filling) simulate(ctx context.Context) error {
	appeals, err := readAppeals()
	if err != nil {
		return err
	}
	f.scenarios = map[string]*scenario{}
	var actions []action
	for _, a := range appeals {
		sc := &scenario{f: f, appealContent: a, days: daysOf(f.cal, f.store.Today(), a), rnd: seeded(a.ID), lane: a.ID}
		f.scenarios[a.ID] = sc
		its, err := sc.actions()
		if err != nil {
			return fmt.Errorf("%s: %w", a.ID, err)
		}
		actions = append(actions, its...)
	}
	past, err := f.pastScenarios()
	if err != nil {
		return err
	}
	for _, sc := range past {
		its, err := sc.actions()
		if err != nil {
			return fmt.Errorf("%s: %w", sc.ID, err)
		}
		actions = append(actions, its...)
	}
	works, err := f.workActions()
	if err != nil {
		return err
	}
	replies, err := f.replyActions()
	if err != nil {
		return err
	}
	ctx, done := context.WithCancel(ctx)
	var drawing sync.WaitGroup
	drawing.Go(func() { f.drawAhead(ctx) })
	defer drawing.Wait()
	defer done()
	return f.run(ctx, slices.Concat(actions, works, replies))
}

// actions returns the actions of an appeal: receipt, moderation, the steps, and voices in between.
func (sc *scenario) actions() ([]action, error) {
	hour := sc.Hour
	if hour == "" {
		hour = fmt.Sprintf("%02d:%02d", 8+sc.rnd.IntN(3), 15+sc.rnd.IntN(40))
	}
	received, err := clock(sc.received, hour)
	if err != nil {
		return nil, err
	}
	pictures := sc.f.sketch(received, sc.ID, sc.Place, sc.Pictures)
	actions := []action{sc.action(received, func(ctx context.Context, s *models.Store) error { return sc.submit(ctx, s, pictures) })}
	if sc.Status == string(models.Moderation) {
		return actions, nil
	}
	if sc.Status != string(models.Rejected) {
		sc.published = sc.days.published(received)
		actions = append(actions, sc.action(sc.published, func(ctx context.Context, s *models.Store) error {
			return s.PublishAppeal(ctx, sc.id, sc.f.moderator)
		}))
	}
	for i, s := range sc.Steps {
		at, err := sc.at(s, time.Duration(sc.rnd.IntN(25))*time.Minute)
		if err != nil {
			return nil, fmt.Errorf("step %d: %w", i, err)
		}
		if before := actions[len(actions)-1].at; !at.After(before) {
			return nil, fmt.Errorf("step %d (%s) is at %s, not after %s", i, s.Act, at, before)
		}
		if s.Into != "" {
			sc.lane = s.Into // do not change both appeals concurrently
		}
		actions = append(actions, sc.action(at, sc.perform(s, at)))
	}
	actions = append(actions, sc.voices(actions)...)
	for i := range actions {
		actions[i].lane = sc.lane
	}
	return actions, nil
}

func (sc *scenario) action(at time.Time, do func(ctx context.Context, s *models.Store) error) action {
	return action{at, sc.ID, func(ctx context.Context, s *models.Store) error {
		if err := do(ctx, s); err != nil {
			return fmt.Errorf("%s at %s: %w", sc.ID, at.Format(time.DateTime), err)
		}
		return nil
	}}
}

func (sc *scenario) submit(ctx context.Context, s *models.Store, drawn func() ([]models.NewPicture, error)) error {
	pictures, err := drawn()
	if err != nil {
		return err
	}
	filed, err := s.SubmitAppeal(ctx, models.NewAppeal{
		Kind: models.Kind(sc.Kind), Category: sc.Category, Place: sc.Place, AuthorID: sc.author(), AuthorShown: sc.Shown,
		Lang: sc.Lang, Title: sc.Title, Text: sc.Body, Lat: sc.lat(), Lon: sc.lon(), Pictures: pictures, Demo: true,
	})
	if err != nil {
		return err
	}
	sc.id, sc.number = filed.ID, filed.Number
	body, err := s.CompetentBody(ctx, sc.Place, sc.Category)
	sc.body = body.PlaceCode
	return err
}

func (sc *scenario) author() int64 {
	if sc.past {
		return sc.authorID
	}
	return sc.f.authors[sc.Author]
}

// official returns the official who actions for a body. UserID is 0 for a body without an official
// in the cast, because the sign-in page lists everyone who has a role.
func (sc *scenario) official(ctx context.Context, name string) (models.Official, error) {
	body, err := sc.f.body(ctx, name)
	return models.Official{UserID: sc.f.speakers[name], BodyID: body}, err
}

// commentator returns a resident of the same district and language who has not commented on this
// appeal, or the author.
func (sc *scenario) commentator() int64 {
	lo, hi := models.PlaceRange(sc.Place[:4] + "00000")
	for range 4 * len(sc.f.residents) {
		r := sc.f.residents[sc.rnd.IntN(len(sc.f.residents))]
		if r.lang == sc.Lang && r.home >= lo && r.home <= hi && !slices.Contains(sc.wrote, r.id) {
			sc.wrote = append(sc.wrote, r.id)
			return r.id
		}
	}
	return sc.author()
}

// lat and lon are nil for appeals of the history, which name a street but no point.
func (sc *scenario) lat() *float64 { return known(sc.Lat) }
func (sc *scenario) lon() *float64 { return known(sc.Lon) }

func known(degrees float64) *float64 {
	if degrees == 0 {
		return nil
	}
	return &degrees
}

func (sc *scenario) dated(text string) string { return dated(text, sc.day) }
