package demo

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"jauap/models"
	"jauap/models/calendar"
)

// filling is the state of one run of Fill.
type filling struct {
	store    *models.Store
	progress func(string)
	cal      *calendar.Calendar

	moderator int64
	authors   map[string]int64 // by given and family name
	residents []resident
	speakers  map[string]int64 // by place and field of a body: the official of the cast
	heads     map[string]int64 // by body
	clerk     int64            // posts the comments of bodies without an official
	hiring    sync.Mutex       // guards hired
	hired     map[int64]bool   // bodies in which the clerk has a role
	people    atomic.Int64     // people created so far

	scenarios map[string]*scenario // by id in the content files
	sketches  []sketch
}

// seeded returns a random source that depends only on the name, so that every filling is the same.
func seeded(what string) *rand.Rand {
	var seed uint64
	for _, b := range []byte(what) {
		seed = seed*131 + uint64(b)
	}
	return rand.New(rand.NewPCG(seed, 20260315))
}

// action is an action at a time in the past.
type action struct {
	at   time.Time
	lane string // actions with the same value run one after another
	do   func(ctx context.Context, s *models.Store) error
}

// concurrency is the number of appeals of one day that are processed concurrently: enough for the
// database to group commits while the pictures keep both cores busy.
const concurrency = 6

// run performs all actions day by day. Before each day it runs the sweep, which ends terms, breaks
// promises, lapses verdicts and escalates silent bodies.
func (f *filling) run(ctx context.Context, actions []action) error {
	slices.SortStableFunc(actions, func(a, b action) int { return a.at.Compare(b.at) })
	for len(actions) > 0 {
		day := calendar.Of(actions[0].at)
		n, _ := slices.BinarySearchFunc(actions, day.AddDays(1).Time(), func(a action, end time.Time) int { return a.at.Compare(end) })
		if err := f.sweep(ctx, day); err != nil {
			return err
		}
		if err := f.runDay(ctx, actions[:n]); err != nil {
			return err
		}
		actions = actions[n:]
	}
	return nil
}

// sweep runs the sweep at the start of a day.
func (f *filling) sweep(ctx context.Context, day calendar.Date) error {
	return f.store.At(day.Time()).SweepTime(ctx)
}

// runDay performs the actions of one day, several appeals concurrently.
func (f *filling) runDay(ctx context.Context, actions []action) error {
	lanes := map[string][]action{}
	var order []string
	for _, a := range actions {
		if lanes[a.lane] == nil {
			order = append(order, a.lane)
		}
		lanes[a.lane] = append(lanes[a.lane], a)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(concurrency)
	for _, lane := range order {
		g.Go(func() error {
			for _, a := range lanes[lane] {
				if err := a.do(ctx, f.store.At(a.at)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
