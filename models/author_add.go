package models

import "context"

// CanBeAddedTo reports whether a moderator or a body will still read what the author adds.
func (a Appeal) CanBeAddedTo() bool {
	return a.Status == Moderation || a.Status.Open() || a.Status == Answered
}

// OpenQuestion returns the last question of the body to the author; nil after a reply of the
// author, an answer or a redirect.
func (d AppealPage) OpenQuestion() *EventLine {
	if !d.CanBeAddedTo() {
		return nil
	}
	for i := len(d.Events) - 1; i >= 0; i-- {
		switch e := &d.Events[i]; {
		case e.Kind == Asked:
			return e
		case e.Kind == AnswerGiven, e.Kind == Redirected, e.Kind == Updated && e.Actor == ByAuthor:
			return nil
		}
	}
	return nil
}

// AddInformation publishes an addition of the author. The text of the appeal does not change.
func (s *Store) AddInformation(ctx context.Context, id, author int64, text string) error {
	problems := Invalid{}
	text = problems.Text("text", text, 1, 5000)
	if len(problems) > 0 {
		return problems
	}
	return s.actAsAuthor(ctx, "add to", id, author, func(tx *Store, a lockedAppeal) error {
		if !a.CanBeAddedTo() {
			return ErrState
		}
		if a.isOpen() {
			if s.CheckOpenText(problems, "text", text); len(problems) > 0 {
				return problems
			}
		}
		event := Event{AppealID: id, Kind: Updated, Actor: ByAuthor, UserID: &author, BodyID: &a.BodyID, Data: EventData{Text: text}}
		if same, err := tx.sameWords(ctx, event); err != nil || same {
			return err
		}
		return tx.record(ctx, event)
	})
}
