package models

import "context"

// CanBeTakenUp reports whether a body has to answer and has not taken up the appeal.
func (a Appeal) CanBeTakenUp() bool { return a.Status == Registered || a.Status == Contested }

// CanBeUpdated reports whether a body has to answer or to keep what it promised.
func (a Appeal) CanBeUpdated() bool { return a.Status.Open() || a.Status == Answered }

// CanBeAskedAbout reports whether a body has to answer, and so may ask the author.
func (a Appeal) CanBeAskedAbout() bool { return a.Status.Open() }

// TakeUpAppeal marks an appeal as in progress.
func (s *Store) TakeUpAppeal(ctx context.Context, id int64, by Official) error {
	return s.act(ctx, "take up", id, func(tx *Store, a lockedAppeal) error {
		if err := a.heldBy(by); err != nil {
			return err
		}
		if !a.CanBeTakenUp() {
			return ErrState
		}
		if err := a.update(ctx, appealRow{Status: InProgress}, "status"); err != nil {
			return err
		}
		return a.record(ctx, by, TakenUp, EventData{})
	})
}

// PostUpdate publishes a progress note of the body.
func (s *Store) PostUpdate(ctx context.Context, id int64, by Official, text string) error {
	return s.say(ctx, "update", id, by, text, Updated, Appeal.CanBeUpdated)
}

// AskAuthor publishes a question of the body to the author. The clock keeps running.
func (s *Store) AskAuthor(ctx context.Context, id int64, by Official, text string) error {
	return s.say(ctx, "ask about", id, by, text, Asked, Appeal.CanBeAskedAbout)
}

// say records a text of a body that changes nothing else.
func (s *Store) say(ctx context.Context, what string, id int64, by Official, text string, kind EventKind, may func(Appeal) bool) error {
	problems := Invalid{}
	text = problems.Text("text", text, 1, 5000)
	if len(problems) > 0 {
		return problems
	}
	return s.act(ctx, what, id, func(tx *Store, a lockedAppeal) error {
		if err := a.heldBy(by); err != nil {
			return err
		}
		if !may(a.Appeal) {
			return ErrState
		}
		event := by.event(id, kind, EventData{Text: text})
		if same, err := tx.sameWords(ctx, event); err != nil || same {
			return err
		}
		return tx.record(ctx, event)
	})
}
