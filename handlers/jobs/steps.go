package jobs

import (
	"context"
	"errors"

	"jauap/models"
	"jauap/models/account"
	"jauap/models/record"
	"jauap/models/vote"
)

// steps are the sweeps that run every minute, in this order. Each runs even if another
// failed. All are idempotent.
var steps = []func(context.Context, *models.Store) error{
	func(ctx context.Context, s *models.Store) error { return s.SweepTime(ctx) },
	func(ctx context.Context, s *models.Store) error { return second(s.AnnounceWorks(ctx)) },
	func(ctx context.Context, s *models.Store) error { return second(s.SweepDrafts(ctx)) },
	func(ctx context.Context, s *models.Store) error { return second(s.SweepSessions(ctx)) },
	func(ctx context.Context, s *models.Store) error { return account.New(s).ForgetOrigins(ctx) },
	func(ctx context.Context, s *models.Store) error { return account.New(s).SweepKeptForms(ctx) },
	func(ctx context.Context, s *models.Store) error { return second(s.AssessAnswers(ctx)) },
	func(ctx context.Context, s *models.Store) error { return second(s.LookAtPictures(ctx)) },
	func(ctx context.Context, s *models.Store) error { return s.RecountVoices(ctx) },
	func(ctx context.Context, s *models.Store) error { return record.New(s).Recount(ctx) },
	func(ctx context.Context, s *models.Store) error { return vote.New(s).Mix(ctx) },
	func(ctx context.Context, s *models.Store) error { return vote.New(s).Count(ctx) },
	func(ctx context.Context, s *models.Store) error { return s.LoadReference(ctx) },
}

// second returns the second result of a sweep; the first is the number of changed rows.
func second(_ int, err error) error { return err }

// Sweep runs every step once.
func Sweep(ctx context.Context, store *models.Store) error {
	var all error
	for _, step := range steps {
		all = errors.Join(all, step(ctx, store))
	}
	return all
}
