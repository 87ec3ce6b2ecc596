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

// filling is one run of Fill.
type filling struct {
	store    *models.Store
	progress func(string)
	cal      *calendar.Calendar

	moderator int64
	authors   map[string]int64 // by given and family name
	residents []resident
	speakers  map[string]int64 // by place and field of a body: who of the cast acts for it
	clerk     int64            // comments for the other bodies
	hiring    sync.Mutex       // guards hired
	hired     map[int64]bool   // by body: the clerk has a role there
	people    atomic.Int64     // created so far

	lives    map[string]*life // by the id in the content
	sketches []sketch
}

// seeded gives the same numbers for the same thing in every filling.
func seeded(what string) *rand.Rand {
	var seed uint64
	for _, b := range []byte(what) {
		seed = seed*131 + uint64(b)
	}
	return rand.New(rand.NewPCG(seed, 20260315))
}

// act is one thing that happens at a time in a life.
type act struct {
	at   time.Time
	life string // the acts of one life happen one after another
	do   func(ctx context.Context, s *models.Store) error
}

// lanes is how many lives of one day go on at once: enough to let the database
// gather commits, while pictures keep both cores busy.
const lanes = 6

// happen lets everything happen in the order of its days, and in the nights what
// time does by itself: terms end, promises break, verdicts lapse, silence goes up.
func (f *filling) happen(ctx context.Context, acts []act) error {
	slices.SortStableFunc(acts, func(a, b act) int { return a.at.Compare(b.at) })
	for len(acts) > 0 {
		day := calendar.Of(acts[0].at)
		n, _ := slices.BinarySearchFunc(acts, day.AddDays(1).Time(), func(a act, end time.Time) int { return a.at.Compare(end) })
		if err := f.night(ctx, day); err != nil {
			return err
		}
		if err := f.happenOn(ctx, acts[:n]); err != nil {
			return err
		}
		acts = acts[n:]
	}
	return nil
}

func (f *filling) night(ctx context.Context, day calendar.Date) error {
	return f.store.At(day.Time()).SweepTime(ctx)
}

// happenOn lets the acts of one day happen, several lives at once.
func (f *filling) happenOn(ctx context.Context, acts []act) error {
	lives := map[string][]act{}
	var order []string
	for _, a := range acts {
		if lives[a.life] == nil {
			order = append(order, a.life)
		}
		lives[a.life] = append(lives[a.life], a)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(lanes)
	for _, life := range order {
		g.Go(func() error {
			for _, a := range lives[life] {
				if err := a.do(ctx, f.store.At(a.at)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
