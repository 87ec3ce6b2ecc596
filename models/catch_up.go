package models

import "context"

// catchUp does to one locked appeal what time has done to it and no sweep has come
// by for yet, so that an act finds it as it is. An act that is refused leaves it
// to the sweep.
func (s *Store) catchUp(ctx context.Context, a *lockedAppeal) error {
	if a.Status.Open() && a.AnswerDue != nil && a.PausedAt == nil {
		clock := []runningClock{{ID: a.ID, BodyID: a.BodyID, AnswerDue: *a.AnswerDue, ClockAt: a.ClockAt, OverdueAt: a.OverdueAt, WarnedLeft: a.WarnedLeft}}
		if probe := clock[0]; len(s.strike(termEnds{}, &probe)) > 0 {
			if err := s.ring(ctx, clock); err != nil {
				return err
			}
			a.OverdueAt, a.WarnedLeft = clock[0].OverdueAt, clock[0].WarnedLeft
		}
		if a.EscalatedTo == nil && !a.AnswerDue.After(s.lastSilent()) {
			gone, err := s.escalateSilent(ctx, a.ID, a.ID)
			if err != nil {
				return err
			}
			if len(gone) > 0 {
				if *a, err = s.lockAppeal(ctx, a.ID); err != nil {
					return err
				}
			}
		}
	}
	if a.Rounds == 0 {
		return nil
	}
	if _, err := s.passPromises(ctx, []int64{a.ID}); err != nil {
		return err
	}
	if a.Status == Answered && a.AnsweredAt.Before(s.verdictsSince()) {
		lapsed, err := s.lapse(ctx, []int64{a.ID})
		if err != nil {
			return err
		}
		if lapsed > 0 {
			a.Status = ResolvedUncontested
		}
	}
	return nil
}
