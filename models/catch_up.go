package models

import "context"

// catchUp applies the time-based transitions that are due, so that an action sees the
// current state. An action that fails rolls them back, and a sweep applies them later.
func (a *lockedAppeal) catchUp(ctx context.Context) error {
	if a.Status.Open() && a.AnswerDue != nil && a.PausedAt == nil {
		if err := a.advanceClock(ctx); err != nil {
			return err
		}
		if a.EscalatedTo == nil && !a.AnswerDue.After(lastSilent(a.tx.Reference().Calendar, a.tx.Now())) {
			escalated, err := escalateSilent(ctx, a.tx, a.ID, a.ID)
			if err != nil {
				return err
			}
			if len(escalated) > 0 {
				if *a, err = a.tx.lockAppeal(ctx, a.ID); err != nil {
					return err
				}
			}
		}
	}
	if a.Rounds == 0 {
		return nil
	}
	if _, err := passPromises(ctx, a.tx, []int64{a.ID}); err != nil {
		return err
	}
	if a.Status == Answered && a.AnsweredAt.Before(verdictsSince(a.tx.Today())) {
		lapsed, err := lapse(ctx, a.tx, []int64{a.ID})
		if err != nil {
			return err
		}
		if lapsed > 0 {
			a.Status = ResolvedUncontested
		}
	}
	return nil
}

// advanceClock records the warnings and the end of the term that are due.
func (a *lockedAppeal) advanceClock(ctx context.Context) error {
	clocks := []runningClock{{ID: a.ID, BodyID: a.BodyID, AnswerDue: *a.AnswerDue, ClockAt: a.ClockAt, OverdueAt: a.OverdueAt, WarnedLeft: a.WarnedLeft}}
	if probe := clocks[0]; len(probe.advance(newTermEnds(a.tx))) == 0 {
		return nil
	}
	if err := saveClocks(ctx, a.tx, clocks); err != nil {
		return err
	}
	a.OverdueAt, a.WarnedLeft = clocks[0].OverdueAt, clocks[0].WarnedLeft
	return nil
}
