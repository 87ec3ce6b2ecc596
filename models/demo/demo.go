// Package demo fills a database with invented appeals on real places, so that
// everything the portal does can be seen at work. Nothing is written behind the
// Store's back: each act of each life goes through the same method that a
// person's act goes through, with the clock standing at its time in the past.
//
// Places are facts; persons, appeals, sums and firms are invented, and every
// row says so (demo = true).
package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/record"
)

// ErrInterrupted: an earlier filling did not come to its end, and what it left
// cannot be told apart from what it would do.
var ErrInterrupted = errors.New("the demo was interrupted while it was being filled; start again with an empty database")

// ErrReal: the demo's label would say of real appeals that they are invented.
var ErrReal = errors.New("this database holds real appeals: the demo is not mixed with them; use an empty database")

// Fill fills the demo relative to the Store's today. Where it is there already
// nothing changes. progress is told what is being done.
func Fill(ctx context.Context, store *models.Store, progress func(step string)) error {
	// It takes seconds, and a half of it would be worse than waiting for the end.
	ctx = context.WithoutCancel(ctx)
	there, err := isThere(ctx, store)
	if err != nil || there {
		return err
	}
	if real, err := store.HasRealAppeals(ctx); err != nil {
		return err
	} else if real {
		return ErrReal
	}
	f := &filling{store: store, progress: progress, cal: store.Reference().Calendar}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"Demo: places and bodies", f.layTerritory},
		{"Demo: people", f.createPeople},
		{"Demo: appeals, answers and explanations", f.live},
		{"Demo: figures", f.recount},
		{"", f.finish},
	} {
		if step.name != "" {
			progress(step.name)
		}
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("demo: %w", err)
		}
	}
	return nil
}

// FillEmpty fills the demo if the database knows no places yet: what somebody
// has imported is never mixed with inventions unasked.
func FillEmpty(ctx context.Context, store *models.Store, progress func(step string)) error {
	_, err := store.Place(ctx, somePlace)
	if err == nil {
		// A half of a demo is still worth looking at, but it is said that it is one.
		if _, err := isThere(ctx, store); errors.Is(err, ErrInterrupted) {
			progress("Note: " + err.Error() + ".")
		}
		return nil
	}
	if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	return Fill(ctx, store, progress)
}

// isThere: the administrator comes last, see finish.
func isThere(ctx context.Context, store *models.Store) (bool, error) {
	cast, err := account.New(store).Cast(ctx)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(cast, func(m account.CastMember) bool { return m.Role == "admin" }) {
		return true, nil
	}
	if len(cast) > 0 {
		return false, ErrInterrupted
	}
	return false, nil
}

// recount runs the sweeps that the demo's own history does not run by itself.
func (f *filling) recount(ctx context.Context) error {
	_, announced := f.store.AnnounceWorks(ctx)
	_, assessed := f.store.AssessAnswers(ctx)
	_, compared := f.store.LookAtPictures(ctx)
	return errors.Join(f.store.SweepTime(ctx), announced, assessed, compared,
		f.store.RecountVoices(ctx), record.New(f.store).Recount(ctx))
}

// finish creates the one person by whom a whole demo is told from a part of one.
func (f *filling) finish(ctx context.Context) error {
	_, err := f.create(ctx, Timur)
	return err
}
