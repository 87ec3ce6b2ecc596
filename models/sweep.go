package models

import (
	"context"
	"errors"
)

// timeSteps are what time alone does to appeals, in the order in which one may be
// the ground of the next. Each may be run by any number of programs at once and
// changes nothing the second time.
var timeSteps = []func(*Store, context.Context) (int, error){
	(*Store).MarkOverdue,
	(*Store).BreakPromises,
	(*Store).LapseVerdicts,
	(*Store).EscalateSilent,
	(*Store).WarnSuperiors,
	(*Store).EscalateFurther,
}

// otherSteps are what else is done every minute: explanations written ahead are
// announced, old drafts forgotten, answers read that nobody has read, voices and
// figures recounted.
var otherSteps = []func(*Store, context.Context) (int, error){
	(*Store).AnnounceWorks,
	(*Store).SweepDrafts,
	(*Store).AssessAnswers,
	(*Store).LookAtPictures,
	counted((*Store).RecountVoices),
	counted((*Store).RecountFigures),
	counted((*Store).RecountRecords),
}

func counted(step func(*Store, context.Context) error) func(*Store, context.Context) (int, error) {
	return func(s *Store, ctx context.Context) (int, error) { return 0, step(s, ctx) }
}

// Sweep does everything that only time does. Each step is tried whatever became of
// the others; twice changes nothing.
func (s *Store) Sweep(ctx context.Context) error {
	return errors.Join(s.SweepTime(ctx), s.steps(ctx, otherSteps), s.LoadReference(ctx))
}

// SweepTime does what time alone does to appeals and their promises.
func (s *Store) SweepTime(ctx context.Context) error { return s.steps(ctx, timeSteps) }

func (s *Store) steps(ctx context.Context, steps []func(*Store, context.Context) (int, error)) error {
	var all error
	for _, step := range steps {
		_, err := step(s, ctx)
		all = errors.Join(all, err)
	}
	return all
}
