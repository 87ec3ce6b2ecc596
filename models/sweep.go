package models

import (
	"context"
	"errors"
)

// Sweep does everything that only time does: it marks what has become overdue,
// breaks promises, lapses the terms of verdicts, sends up what is silent, announces explanations written ahead, forgets old drafts,
// reads answers that nobody has read, and recounts voices and figures.
// Each step is tried whatever became of the others; twice changes nothing.
func (s *Store) Sweep(ctx context.Context) error {
	_, overdue := s.MarkOverdue(ctx)
	_, broken := s.BreakPromises(ctx)
	_, lapsed := s.LapseVerdicts(ctx)
	_, silent := s.EscalateSilent(ctx)
	_, further := s.EscalateFurther(ctx)
	_, announced := s.AnnounceWorks(ctx)
	_, drafts := s.SweepDrafts(ctx)
	_, assessed := s.AssessAnswers(ctx)
	_, looked := s.LookAtPictures(ctx)
	return errors.Join(overdue, broken, lapsed, silent, further, announced, drafts, assessed, looked,
		s.RecountVoices(ctx), s.RecountFigures(ctx), s.RecountRecords(ctx), s.LoadReference(ctx))
}
