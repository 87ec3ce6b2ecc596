// Package demo fills a database with invented appeals about real places, to show all functions of
// the portal. It writes nothing by SQL: each action calls the same method of the Store as a user's
// action, with the clock set to its time in the past.
//
// The places are real. People, appeals, sums and companies are invented, and every row is marked as
// such (demo = true).
package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/record"
	"jauap/models/village"
)

// ErrInterrupted means that an earlier Fill did not finish, and that its rows cannot be
// distinguished from those that are missing.
var ErrInterrupted = errors.New("the demo was interrupted while it was being filled; start again with an empty database")

// ErrReal means that the database contains real appeals. The label of the demo would call them
// invented.
var ErrReal = errors.New("this database holds real appeals: the demo is not mixed with them; use an empty database")

// Fill creates the demo, with dates relative to the current day of the Store. It does nothing if
// the demo exists. It calls progress before each step.
func Fill(ctx context.Context, store *models.Store, progress func(step string)) error {
	// It takes only seconds, and stopping in the middle would leave an unusable database.
	ctx = context.WithoutCancel(ctx)
	done, err := exists(ctx, store)
	if err != nil || done {
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
		{"Demo: places and bodies", f.importPlaces},
		{"Demo: people", f.createPeople},
		{"Demo: appeals, answers and explanations", f.simulate},
		{"Demo: votes", f.holdVotes},
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

// FillEmpty creates the demo if the database has no places. It never mixes imported data with
// invented data.
func FillEmpty(ctx context.Context, store *models.Store, progress func(step string)) error {
	_, err := store.Place(ctx, somePlace)
	if err == nil {
		// An incomplete demo is still usable, but the operator is told.
		if _, err := exists(ctx, store); errors.Is(err, ErrInterrupted) {
			progress("Note: " + err.Error() + ".")
		}
		return nil
	}
	if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	return Fill(ctx, store, progress)
}

// exists reports whether the demo exists. The administrator is created last, see finish.
func exists(ctx context.Context, store *models.Store) (bool, error) {
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

// recount runs the sweeps that were not run while creating the history.
func (f *filling) recount(ctx context.Context) error {
	_, announced := f.store.AnnounceWorks(ctx)
	_, assessed := f.store.AssessAnswers(ctx)
	_, compared := f.store.LookAtPictures(ctx)
	return errors.Join(f.store.SweepTime(ctx), announced, assessed, compared,
		f.store.RecountVoices(ctx), record.New(f.store).Recount(ctx))
}

// finish creates the administrator, which marks the demo as complete.
func (f *filling) finish(ctx context.Context) error {
	_, err := f.create(ctx, village.Timur)
	return err
}
