package models

import (
	"context"
	"errors"
)

// timeSteps are the transitions of appeals that time alone causes, in the order in
// which one may be the ground of the next. Several programs may run each at once; a
// second run changes nothing.
var timeSteps = []func(*Store, context.Context) (int, error){
	(*Store).MarkOverdue,
	(*Store).BreakPromises,
	(*Store).LapseVerdicts,
	(*Store).EscalateSilent,
	(*Store).WarnSuperiors,
	(*Store).EscalateFurther,
}

// SweepTime applies the time-based transitions that are due on any appeal. A step
// that fails does not stop the others.
func (s *Store) SweepTime(ctx context.Context) error {
	var all error
	for _, step := range timeSteps {
		_, err := step(s, ctx)
		all = errors.Join(all, err)
	}
	return all
}

// SweepSessions removes browser sessions that have expired and returns their number.
func (s *Store) SweepSessions(ctx context.Context) (int, error) {
	return s.db.DeleteExpiredSessions(ctx, s.Now())
}
